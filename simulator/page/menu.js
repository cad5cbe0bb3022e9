/** A pop-up menu: arrow keys move, Enter picks, Esc or a click elsewhere closes. */
import { el } from "./dom.js";

let current = null;

/** Opens `items` ([{label, detail, icon, lang, pick}]) above or below `anchor`; a second call closes it. */
export function toggleMenu(anchor, items, name, { below = false } = {}) {
  const wasHere = current?.anchor === anchor;
  closeMenu();
  if (wasHere || !items.length) return;
  const menu = drawMenu(items, name);
  menu.classList.toggle("below", below);
  anchor.setAttribute("aria-expanded", "true");
  anchor.after(menu);
  current = { anchor, menu };
  menu.querySelector("button").focus();
}

/** Closes the open menu, if any; `refocus` gives the focus back to its button. */
export function closeMenu(refocus = false) {
  if (!current) return;
  const { anchor, menu } = current;
  current = null;
  anchor.setAttribute("aria-expanded", "false");
  menu.remove();
  if (refocus) anchor.focus();
}

function drawMenu(items, name) {
  const buttons = items.map((item) => {
    const pick = () => {
      closeMenu(true);
      item.pick();
    };
    const props = { type: "button", role: "menuitem", tabindex: "-1", lang: item.lang };
    return el("button", { ...props, on: { click: pick } },
      item.icon, el("span", {}, item.label), item.detail && el("small", {}, item.detail));
  });
  const menu = el("div", { class: "menu", role: "menu", "aria-label": name }, ...buttons);
  menu.addEventListener("keydown", (event) => moveAmong(buttons, event));
  return menu;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus among `buttons` with the arrow keys, Home and End; true when the key was one of them. */
export function moveAmong(buttons, event) {
  const here = buttons.indexOf(document.activeElement);
  const last = buttons.length - 1;
  const targets = { Home: 0, End: last };
  const step = STEPS[event.key];
  const target = step ? (here + step + buttons.length) % buttons.length : targets[event.key];
  if (target === undefined) return false;
  event.preventDefault();
  buttons[target].focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !current) return;
  event.preventDefault();
  event.stopPropagation();
  closeMenu(true);
}, true);

document.addEventListener("click", (event) => {
  if (!current) return;
  const inside = current.menu.contains(event.target) || current.anchor.contains(event.target);
  if (!inside) closeMenu();
});
