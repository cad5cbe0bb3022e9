/** Modal dialogs; the browser traps the focus, closes on Esc and gives the focus back. */
import { el, iconButton } from "./dom.js";
import { TOWNS, parseCoordinates } from "./towns.js";
import { say } from "./words.js";

/** Opens a dialog named `label` around `content(close)`; it leaves the page when closed. */
function open(label, kind, content) {
  const dialog = el("dialog", { class: kind, "aria-label": label });
  const close = () => dialog.close();
  dialog.append(...content(close));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function title(text, close) {
  return el("header", {}, el("h2", {}, text), iconButton("close", say("close"), close));
}

/** Shows a photo as large as the window. */
export function enlarge(url, name) {
  open(name, "lightbox", (close) => [
    el("img", { src: url, alt: name, on: { click: close } }),
    el("p", {}, name),
    iconButton("close", say("close"), close, { autofocus: true }),
  ]);
}

/** A bot's answer to a tap that wants an OK; `who` names bot and person. */
export function alertBox(who, text, language) {
  open(who, "card alert", (close) => [
    el("h2", {}, who),
    el("p", { lang: language }, text),
    el("button", { type: "button", class: "primary", autofocus: true, on: { click: close } }, say("ok")),
  ]);
}

/** Asks where the person is; calls `share(lat, lon)` with a town's or the typed coordinates. */
export function askPlace(person, share) {
  open(say("place_title", { name: person.name }), "card", (close) => {
    const choose = (lat, lon) => {
      close();
      share(lat, lon);
    };
    const towns = TOWNS.map(([name, lat, lon], index) =>
      el("button", { type: "button", autofocus: index === 0, on: { click: () => choose(lat, lon) } }, name));
    return [
      title(say("place_title", { name: person.name }), close),
      el("div", { class: "towns" }, ...towns),
      coordinatesForm(choose),
    ];
  });
}

function coordinatesForm(choose) {
  const input = el("input", { name: "place", placeholder: "49.1193, 6.1757", autocomplete: "off" });
  input.addEventListener("input", () => input.setCustomValidity(""));
  function submit(event) {
    event.preventDefault();
    const place = parseCoordinates(input.value);
    if (place) return choose(place.lat, place.lon);
    input.setCustomValidity(say("bad_coordinates"));
    return input.reportValidity();
  }
  return el("form", { class: "line", on: { submit } },
    el("label", {}, say("coordinates"), input),
    el("button", { class: "primary" }, say("share")));
}

const LANGUAGES = [
  ["fr", "français"], ["en", "English"], ["de", "Deutsch"], ["nl", "Nederlands"],
  ["lb", "Lëtzebuergesch"], ["es", "español"], ["it", "italiano"], ["pt", "português"],
  ["ar", "العربية"], ["uk", "українська"],
];

/** Asks for a new person's name and language; calls `add(name, language)`. */
export function askPerson(add) {
  open(say("add"), "card", (close) => {
    const name = el("input", { name: "name", required: true, autofocus: true, maxlength: "64", autocomplete: "off" });
    const choices = LANGUAGES.map(([code, own]) => el("option", { value: code, lang: code }, own));
    const language = el("select", { name: "language" }, ...choices);
    function submit(event) {
      event.preventDefault();
      close();
      add(name.value.trim(), language.value);
    }
    return [
      title(say("add"), close),
      el("form", { class: "stacked", on: { submit } },
        el("label", {}, say("name"), name),
        el("label", {}, say("language"), language),
        el("button", { class: "primary" }, say("create"))),
    ];
  });
}

/** Shows a panel (the clock, on a phone) until it is closed. */
export function showPanel(label, panel) {
  return open(label, "card", (close) => [title(label, close), panel]);
}
