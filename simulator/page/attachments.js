/** What a message carries besides text: photo, file, place, poll, and the things bots do not expect. */
import { el, icon, svg, unseen } from "./dom.js";
import { enlarge } from "./dialogs.js";
import { nearestTown } from "./towns.js";
import { pageLanguage, say } from "./words.js";

/** The node for everything the message carries, or null for a message of text alone. */
export function attachment(message) {
  const drawn = [
    message.photo && photo(message),
    message.document && file(message.document),
    message.venue && place(message.venue, message.venue.title, message.venue.address),
    !message.venue && message.location && shared(message.location),
    message.poll && poll(message.poll),
    message.kind in KINDS && unexpected(message.kind),
  ].filter(Boolean);
  return drawn.length ? el("div", { class: "attached" }, ...drawn) : null;
}

function photo(message) {
  const name = message.text?.split("\n")[0] || say("photo");
  const picture = el("img", { src: message.photo.url, alt: name });
  const open = () => enlarge(message.photo.url, name);
  const label = `${say("enlarge")} : ${name}`;
  return el("button", { type: "button", class: "photo", "aria-label": label, on: { click: open } }, picture);
}

const KILO = 1024;

function size(bytes) {
  const number = (value) => value.toLocaleString(pageLanguage, { maximumFractionDigits: 1 });
  const unit = pageLanguage === "fr" ? "o" : "B";
  if (bytes < KILO) return `${bytes} ${unit}`;
  if (bytes < KILO * KILO) return `${number(bytes / KILO)} k${unit}`;
  return `${number(bytes / KILO / KILO)} M${unit}`;
}

function file({ url, name, size: bytes }) {
  const extension = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  const label = `${say("download", { name })}, ${size(bytes ?? 0)}`;
  return el("a", { class: "file", href: url, download: name, "aria-label": label },
    el("span", { class: "file-type" }, extension ? extension.toUpperCase() : icon("download")),
    el("span", { class: "file-text" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "muted" }, bytes ? size(bytes) : "")),
    icon("download"));
}

function shared(location) {
  const town = nearestTown(location.lat, location.lon);
  return place(location, say("location"), town ? say("near", { town }) : null);
}

function place({ lat, lon }, title, address) {
  return el("div", { class: "place" },
    drawnMap(lat, lon),
    el("div", { class: "place-text" },
      el("strong", {}, title),
      address && el("span", {}, address),
      el("span", { class: "muted" }, `${lat.toFixed(5)}, ${lon.toFixed(5)}`)));
}

/** Not a map (there is no internet): a few streets that differ from place to place, and a pin. */
function drawnMap(lat, lon) {
  const seed = Math.abs(Math.round((lat * 7919 + lon * 104729) * 100));
  const shift = (seed % 50) - 25;
  const bend = (seed % 31) - 15;
  return svg("svg", { class: "map", viewBox: "0 0 300 110", "aria-hidden": "true",
    preserveAspectRatio: "xMidYMid slice" },
  ["rect", { class: "map-land", width: 300, height: 110 }],
  ["path", { class: "map-park", d: `M${190 + shift} 0h70l${20 + bend} 48h-96z` }],
  ["path", { class: "map-river", d: `M-10 ${86 + bend}C70 ${52 + bend} 110 ${118 - bend} 310 ${78 + bend}` }],
  ["path", { class: "map-road", d: `M${60 + shift} -10L${104 + bend} 120M-10 ${34 + bend}L310 ${22 - bend}` }],
  ["path", { class: "map-street", d: `M${18 + shift} -10l40 130M${232 + bend} -10l-26 130M-10 68L310 ${58 + bend}M148 -10V120` }],
  ["ellipse", { class: "map-shade", cx: 150, cy: 71, rx: 9, ry: 3 }],
  ["path", { class: "map-pin", d: "M150 70c-3-9-15-16-15-28a15 15 0 0 1 30 0c0 12-12 19-15 28z" }],
  ["circle", { class: "map-eye", cx: 150, cy: 42, r: 5.5 }]);
}

function poll({ question, options }) {
  const rows = options.map((option) => el("li", {}, option.text ?? option));
  return el("div", { class: "poll" },
    el("strong", {}, question), el("span", { class: "muted" }, say("poll")), el("ul", {}, ...rows));
}

const KINDS = {
  sticker: { word: "sticker", draw: () => svg("svg", { class: "sticker", viewBox: "0 0 96 96", "aria-hidden": "true" },
    ["circle", { cx: 48, cy: 48, r: 42, fill: "#ffc83d" }],
    ["circle", { cx: 34, cy: 40, r: 5.5, fill: "#5b3a00" }],
    ["circle", { cx: 62, cy: 40, r: 5.5, fill: "#5b3a00" }],
    ["path", { d: "M27 56c6 18 36 18 42 0z", fill: "#5b3a00" }]) },
  voice: { word: "voice", draw: () => svg("svg", { class: "voice", viewBox: "0 0 120 28", "aria-hidden": "true" },
    ["path", { d: "M4 11v6M12 6v16M20 9v10M28 3v22M36 8v12M44 11v6M52 5v18M60 9v10M68 12v4M76 6v16M84 9v10M92 4v20M100 10v8M108 12v4" }]) },
  contact: { word: "contact", draw: () => icon("person") },
};

function unexpected(name) {
  const kind = KINDS[name];
  const label = name === "sticker" ? unseen(say(kind.word)) : el("span", {}, say(kind.word));
  return el("div", { class: "kind" }, kind.draw(), label);
}
