/** Runs before the first paint: the theme chosen last time, else the system's. */
(() => {
  const key = "simulator-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is off in this browser: the system's theme it is
    }
  }

  function show(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
  }

  function toggle() {
    const now = document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    show(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // not remembered, still shown
    }
  }

  show(remembered());
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-toggle-theme]")) toggle();
  });
})();
