/** One message as a row of the conversation. */
import { attachment } from "./attachments.js";
import { el, unseen } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { richText } from "./rich.js";
import { clockTime, longDay } from "./times.js";
import { say } from "./words.js";

/** The row of `message` in the chat of `person`. */
export function messageRow(message, chat) {
  const row = el("div", { class: `row from-${message.from}`, data: { id: message.id } });
  fillRow(row, message, chat);
  return row;
}

/** Draws (again) what is inside the row: its bubble and the buttons under it. */
export function fillRow(row, message, chat) {
  const keys = inlineKeyboard(message, chat);
  const attached = attachment(message);
  const bare = message.kind === "sticker" && !message.text;
  row.classList.toggle("with-keys", Boolean(keys));
  row.classList.toggle("with-card", Boolean(message.photo || message.venue || message.location));
  row.replaceChildren(...[
    el("div", { class: bare ? "bubble bare" : "bubble" },
      unseen(`${message.from === "bot" ? chat.bot.name : chat.person.name} : `),
      attached,
      bodyText(message, chat),
      stamp(message, chat.person.language)),
    keys,
  ].filter(Boolean));
}

function bodyText(message, chat) {
  if (!message.text && !message.html) return null;
  const nodes = richText(message.html, message.text, chat);
  return el("div", { class: "text", dir: "auto" }, ...nodes);
}

function stamp(message, language) {
  const date = new Date(message.date);
  const full = `${longDay(date, language)}, ${clockTime(date, language)}`;
  return el("span", { class: "stamp" },
    message.edited ? `${say("edited")} ` : null,
    el("time", { datetime: message.date, title: full }, clockTime(date, language)));
}
