/** The messages of one chat as rows: only what changed is drawn again. */
import { el } from "./dom.js";
import { focusAgain, focusedKey } from "./keyboards.js";
import { fillRow, messageRow } from "./message.js";
import { dayKey, longDay, shortDay } from "./times.js";
import { say } from "./words.js";

const PAGE = 60;
const NEAR_END = 48;

export class History {
  /** `chat` is the person's chat; `messages` sorted by id live in `this.known`. */
  constructor(chat) {
    this.chat = chat;
    this.known = new Map(); // message id → message
    this.rows = new Map(); // message id → row; older messages have none until asked for
    this.firstShown = 0;
    this.atEnd = true;
    this.lastTop = 0;
    this.earlier = el("button", { type: "button", class: "earlier", hidden: true,
      on: { click: () => this.showEarlier() } }, say("earlier"));
    this.list = el("div", { class: "rows" });
    this.log = el("div", { class: "log", role: "log", tabindex: "0", "aria-live": "off",
      "aria-label": say("messages_of", { name: chat.person.name }),
      on: { scroll: () => this.noticeScroll() } }, this.earlier, this.list);
    this.resized = new ResizeObserver(() => this.atEnd && this.toEnd());
    this.resized.observe(this.list);
    this.resized.observe(this.log);
  }

  /** Shows exactly these messages; rows that did not change stay as they are. */
  load(messages) {
    const kept = new Set(messages.map((message) => message.id));
    for (const id of [...this.known.keys()]) if (!kept.has(id)) this.drop(id);
    const fresh = this.known.size === 0;
    if (fresh) this.firstShown = messages.at(-PAGE)?.id ?? 0;
    for (const message of messages) this.put(message);
    this.earlier.hidden = !this.hasEarlier();
    if (fresh) this.toEnd();
    this.log.setAttribute("aria-live", "polite"); // what was there at first is not read out
  }

  /** Adds a message, or draws the changed one again; true when it is new. */
  put(message) {
    const before = this.known.get(message.id);
    if (before && JSON.stringify(before) === JSON.stringify(message)) return false;
    this.known.set(message.id, message);
    if (message.id < this.firstShown) return false;
    const row = this.rows.get(message.id);
    if (row) this.redraw(row, message);
    else this.insert(message);
    return !before;
  }

  redraw(row, message) {
    const focused = focusedKey(row.querySelector(".keys"));
    fillRow(row, message, this.chat);
    row.classList.remove("changed");
    void row.offsetWidth; // restarts the highlight
    row.classList.add("changed");
    if (focused && !focusAgain(row.querySelector(".keys"), focused)) this.focusNewest();
  }

  insert(message) {
    const row = messageRow(message, this.chat);
    row.dataset.day = dayKey(new Date(message.date));
    let before = this.list.lastElementChild; // nearly always: it belongs at the end
    while (before && Number(before.dataset.id) > message.id) before = before.previousElementSibling;
    if (before) before.after(row);
    else this.list.prepend(row);
    this.rows.set(message.id, row);
    this.nameDays(row);
  }

  /** Removes a deleted message. */
  drop(id) {
    this.known.delete(id);
    const row = this.rows.get(id);
    if (!row) return;
    const hadFocus = row.contains(document.activeElement);
    const next = row.nextElementSibling;
    row.remove();
    this.rows.delete(id);
    if (next) this.nameDays(next);
    if (hadFocus) this.focusNewest();
  }

  /** The first row of a day carries its date, drawn by the style sheet. */
  nameDays(row) {
    for (const each of [row, row.nextElementSibling]) {
      if (!each) continue;
      const first = each.previousElementSibling?.dataset.day !== each.dataset.day;
      if (!first) {
        delete each.dataset.newDay;
        continue;
      }
      const date = new Date(this.known.get(Number(each.dataset.id)).date);
      const year = date.getFullYear() === new Date().getFullYear();
      each.dataset.newDay = (year ? shortDay : longDay)(date, this.chat.person.language);
    }
  }

  hasEarlier() {
    return this.known.size > this.rows.size;
  }

  showEarlier() {
    this.atEnd = false; // who asks for earlier messages reads those
    const height = this.log.scrollHeight - this.log.scrollTop;
    const hidden = [...this.known.values()].filter((message) => message.id < this.firstShown);
    const shown = hidden.sort((a, b) => a.id - b.id).slice(-PAGE);
    this.firstShown = shown[0]?.id ?? 0;
    for (const message of shown) this.insert(message);
    this.earlier.hidden = !this.hasEarlier();
    this.log.scrollTop = this.log.scrollHeight - height;
    this.log.focus();
  }

  noticeScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_END;
    const wentUp = scrollTop < this.lastTop; // else the content grew: a photo arrived
    this.lastTop = scrollTop;
    if (near) this.atEnd = true;
    else if (wentUp) this.atEnd = false;
    if (near) this.chat.seenAll();
  }

  /** Scrolls to the newest message. */
  toEnd() {
    this.atEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Focuses the first button of the newest keyboard, else the input. */
  focusNewest() {
    const keys = [...this.list.querySelectorAll(".keys")].at(-1);
    const target = keys?.querySelector(".key") ?? this.chat.composer.input;
    target.focus();
  }

  /** The rows of the bot's keyboard that is up, or null. */
  replyKeyboard() {
    let newest = null;
    for (const message of this.known.values()) {
      if (message.reply_keyboard && message.id > (newest?.id ?? 0)) newest = message;
    }
    return Array.isArray(newest?.reply_keyboard) ? newest.reply_keyboard : null;
  }

  /** Stops watching sizes; the chat is closed. */
  close() {
    this.resized.disconnect();
  }
}
