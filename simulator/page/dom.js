/** Small helpers that build DOM nodes. Untrusted text only ever becomes a text node. */

const SVG = "http://www.w3.org/2000/svg";

/** An element: `on` holds listeners, `data` its dataset; null and false are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProperty(node, name, value);
  node.append(...children.flat().filter((child) => child !== false && (child ?? null) !== null));
  return node;
}

function setProperty(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

/** An SVG element built from nested [tag, attributes, …children] lists. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  for (const child of children) node.append(svg(...child));
  return node;
}

const STROKES = {
  add: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.7l12.6 12.6",
  clip: "M20 11.5l-8.2 8.1a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.2l3.4 2",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  down: "M6 9l6 6 6-6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  keys: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8",
  link: "M8 16L17 7M10 7h7v7",
  menu: "M4 7h16M4 12h16M4 17h10",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20c1.500-4 4-5 7.500-5s6 1 7.500 5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01",
  pin: "M12 21s-7-6.2-7-11.2a7 7 0 0 1 14 0C19 14.800 12 21 12 21zM12 12.500a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200z",
  send: "M4 12l16-8-6 16-3-7z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.500 14.500c1.800 2.400 5.200 2.400 7 0M9 9.500h.01M15 9.500h.01",
  voice: "M12 4a3 3 0 0 0-3 3v4a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v3",
  theme: "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z",
};

/** A line icon, hidden from screen readers: its button carries the name. */
export function icon(name) {
  const attributes = { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" };
  return svg("svg", attributes, ["path", { d: STROKES[name] }]);
}

/** A button with only an icon; `label` is its accessible name and its tooltip. */
export function iconButton(name, label, onClick, props = {}) {
  const common = { type: "button", class: "round", "aria-label": label, title: label };
  return el("button", { ...common, ...props, on: { click: onClick } }, icon(name));
}

/** A coloured disc with the person's emoji or initials. */
export function avatar(person) {
  const initials = person.name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2);
  const hue = String((person.id * 67) % 360);
  const disc = el("span", { class: "avatar", "aria-hidden": "true" }, person.avatar || initials);
  disc.style.setProperty("--hue", hue);
  return disc;
}

/** Text for screen readers only. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}
