/** One person's chat with the bot: a column on a wide screen, the whole window on a phone. */
import { api, Refused } from "./api.js";
import { Composer } from "./composer.js";
import { alertBox, askPlace } from "./dialogs.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { History } from "./history.js";
import { toggleMenu } from "./menu.js";
import { outside, safeUrl, startPayload } from "./rich.js";
import { say } from "./words.js";

const TOAST_SECONDS = 5;
const SAME_TOAST_MS = 2000;

export class Chat {
  /** `app` gives `bot`, `closeChat(id)`, `openClock()` and the clock chip. */
  constructor(person, app) {
    this.person = person;
    this.app = app;
    this.bot = app.bot;
    this.blocked = Boolean(person.blocked);
    this.lastToast = { text: null, at: 0 };
    this.history = new History(this);
    this.composer = new Composer(this);
    this.toasts = el("div", { class: "toasts", role: "status", lang: person.language });
    this.newBelow = iconButton("down", say("new_below"), () => this.history.toEnd(),
      { class: "round new-below", hidden: true });
    this.empty = this.drawEmpty();
    this.element = el("section", { class: "chat", data: { person: person.id },
      "aria-label": say("chat_of", { name: person.name }) },
    this.drawHeader(), this.toasts,
    el("div", { class: "wall", lang: person.language }, this.history.log, this.empty, this.newBelow),
    this.composer.element);
  }

  drawHeader() {
    const { person } = this;
    const name = { name: person.name };
    const close = () => this.app.closeChat(person.id);
    this.moreButton = iconButton("more", say("more", name), () => this.openMore(),
      { "aria-haspopup": "menu", "aria-expanded": "false" });
    this.clock = el("button", { type: "button", class: "clock-chip", lang: person.language,
      title: say("clock"), on: { click: () => this.app.openClock(person) } });
    return el("header", { class: "chat-head" },
      iconButton("back", say("back"), close, { class: "round back" }),
      avatar(person),
      el("div", { class: "who" },
        el("h2", {}, el("span", {}, person.name), el("span", { class: "tag" }, person.language)),
        el("p", { class: "muted" }, person.about ?? "")),
      this.clock,
      this.moreButton,
      iconButton("close", say("close_chat", name), close, { class: "round close" }));
  }

  drawEmpty() {
    const hints = (this.person.hints ?? []).filter((hint) => hint !== this.person.start);
    const chips = hints.map((hint) => this.chip(hint));
    const start = el("button", { type: "button", class: "primary",
      on: { click: () => this.say(this.person.start || "/start") } }, say("start"));
    return el("div", { class: "empty", hidden: true },
      el("p", { class: "bot-name" }, this.bot.name ?? ""), el("p", {}, say("empty")),
      start, el("div", { class: "chips" }, ...chips));
  }

  chip(hint) {
    return el("button", { type: "button", class: "chip", on: { click: () => this.say(hint) } }, hint);
  }

  openMore() {
    const label = say(this.blocked ? "unblock" : "block");
    const block = { label, icon: icon("block"), pick: () => this.toggleBlock() };
    toggleMenu(this.moreButton, [block], say("more", { name: this.person.name }), { below: true });
  }

  /** Reads the chat from the simulator; events that come meanwhile are applied after. */
  async load() {
    this.waiting = [];
    const { messages } = await api.chat(this.person.id);
    const waiting = this.waiting;
    this.waiting = null;
    this.history.load(messages);
    for (const apply of waiting) apply();
    this.refresh();
  }

  /** A message that is new or was edited. */
  put(message) {
    if (this.waiting) return void this.waiting.push(() => this.put(message));
    const isNew = this.history.put(message);
    this.refresh();
    if (message.from === "person" && isNew) this.history.toEnd();
    else if (isNew && !this.history.atEnd) this.newBelow.hidden = false;
  }

  /** A message that was deleted. */
  drop(id) {
    if (this.waiting) return void this.waiting.push(() => this.drop(id));
    this.history.drop(id);
    this.refresh();
  }

  refresh() {
    this.empty.hidden = this.history.known.size > 0;
    this.composer.showKeyboard(this.history.replyKeyboard());
  }

  seenAll() {
    this.newBelow.hidden = true;
  }

  /** What the bot calls itself and which commands it has now. */
  meet(bot) {
    this.bot = bot;
    this.composer.showMenuButton();
  }

  /** The bot's commands in the person's language. */
  commands() {
    const all = this.bot.commands ?? {};
    return all[this.person.language] ?? all[""] ?? [];
  }

  /** Does `act`; a refusal is shown as a toast and gives undefined. */
  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.toast(say("failed", { why: error.message }));
      return undefined;
    }
  }

  /** The person says `text`; true when the simulator took it. */
  async say(text) {
    this.history.toEnd();
    return Boolean(await this.attempt(() => api.say(this.person.id, text)));
  }

  start(payload) {
    return this.say(payload ? `/start ${payload}` : "/start");
  }

  startPayload(address) {
    return startPayload(address, this.bot.username);
  }

  /** The person taps an inline button; the bot's answer is shown. */
  async tap(message, data) {
    const answer = await this.attempt(() => api.tap(this.person.id, message, data));
    if (!answer) return;
    if (answer.url) this.follow(answer.url);
    this.answer(answer.toast, answer.alert);
  }

  follow(address) {
    const payload = this.startPayload(address);
    if (payload !== null) return this.start(payload);
    const url = safeUrl(address);
    if (url) el("a", outside(url)).click();
    return undefined;
  }

  /** A bot's answer to a tap; it comes by the tap and by the events, and is shown once. */
  answer(text, isAlert) {
    if (!text) return;
    const now = performance.now();
    const repeated = text === this.lastToast.text && now - this.lastToast.at < SAME_TOAST_MS;
    this.lastToast = { text, at: now };
    if (repeated) return;
    if (isAlert) alertBox(`${this.bot.name} → ${this.person.name}`, text, this.person.language);
    else this.toast(text);
  }

  toast(text) {
    const shown = el("p", { class: "toast" }, text);
    this.toasts.append(shown);
    setTimeout(() => shown.remove(), TOAST_SECONDS * 1000);
  }

  askPlace() {
    const share = (lat, lon) => this.attempt(() => api.locate(this.person.id, lat, lon));
    askPlace(this.person, share);
  }

  sendUnexpected(kind) {
    return this.attempt(() => api.unexpected(this.person.id, kind));
  }

  async toggleBlock() {
    const blocked = !this.blocked;
    const done = await this.attempt(() => api.block(this.person.id, blocked));
    if (!done) return;
    this.blocked = blocked;
    this.toast(say(blocked ? "blocked" : "unblocked", { name: this.person.name }));
  }

  async copy(text) {
    const done = await copyText(text);
    this.toast(done ? say("copied", { text }) : say("not_copied"));
  }

  /** Writes the simulated time in the header: shortened for the eye, in full for the ear. */
  showTime({ time, day, shortDay }) {
    const shown = `${day} ${time}`;
    if (this.clock.dataset.shown === shown) return;
    this.clock.dataset.shown = shown;
    this.clock.setAttribute("aria-label", `${say("clock")} : ${day}, ${time}`);
    this.clock.replaceChildren(el("strong", {}, time), el("span", {}, shortDay));
  }

  close() {
    this.history.close();
    this.element.remove();
  }
}

async function copyText(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const area = el("textarea", { class: "unseen" }); // plain http from another machine has no clipboard
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
