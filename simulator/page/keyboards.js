/** The buttons under a message and the bot's keyboard above the input. */
import { el, icon, unseen } from "./dom.js";
import { outside, safeUrl } from "./rich.js";
import { say } from "./words.js";

/** Rows of inline buttons, or null; `chat` carries out what they say. */
export function inlineKeyboard(message, chat) {
  const rows = (message.buttons ?? []).filter((row) => row.length);
  if (!rows.length) return null;
  const drawn = rows.map((row) =>
    el("div", { class: "keys-row" }, ...row.map((button) => inlineButton(button, message, chat))));
  return el("div", { class: "keys" }, ...drawn);
}

function inlineButton(button, message, chat) {
  if (button.url !== undefined && button.url !== null) return urlButton(button, chat);
  if (button.copy) {
    const copy = () => chat.copy(button.copy);
    return key("copy", say("copy_hint"), button.text, copy);
  }
  const drawn = key(null, null, button.text, () => tap(drawn, message, button.data, chat));
  return drawn;
}

function key(corner, hint, text, click) {
  return el("button", { type: "button", class: "key", on: { click } },
    el("span", {}, text), corner && icon(corner), hint && unseen(`, ${hint}`));
}

function urlButton(button, chat) {
  const payload = chat.startPayload(button.url);
  if (payload !== null) return key(null, null, button.text, () => chat.start(payload));
  const url = safeUrl(button.url);
  const hint = unseen(`, ${say("link_hint")}`);
  return el("a", { class: "key", ...(url && outside(url)) },
    el("span", {}, button.text), icon("link"), hint);
}

async function tap(drawn, message, data, chat) {
  if (drawn.getAttribute("aria-busy") === "true") return;
  drawn.setAttribute("aria-busy", "true");
  await chat.tap(message.id, data);
  drawn.removeAttribute("aria-busy");
}

/** The bot's keyboard: each button says its text, or asks for the location. */
export function replyKeyboard(rows, chat) {
  const drawn = rows.map((row) => el("div", { class: "keys-row" }, ...row.map((button) => {
    const press = () => (button.request_location ? chat.askPlace() : chat.say(button.text));
    return key(button.request_location ? "pin" : null, null, button.text, press);
  })));
  return el("div", { class: "reply-keys", role: "group", "aria-label": say("keyboard") }, ...drawn);
}

/** Which key of `keys` has the focus: its text and place, to find it again after an edit; or null. */
export function focusedKey(keys) {
  const buttons = [...(keys?.querySelectorAll(".key") ?? [])];
  const place = buttons.indexOf(document.activeElement);
  return place < 0 ? null : { place, text: buttons[place].textContent };
}

/** Puts the focus where it was before the message changed: same words, else the first key. */
export function focusAgain(keys, was) {
  const buttons = [...(keys?.querySelectorAll(".key") ?? [])];
  const target = buttons.find((button) => button.textContent === was.text) ?? buttons[0];
  target?.focus({ preventScroll: true });
  return Boolean(target);
}
