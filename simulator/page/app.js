/** What stands where: people on the left, the open chats beside each other, the clock. */
import { api, Refused } from "./api.js";
import { Chat } from "./chat.js";
import { Clock, ClockPanel, words } from "./clock.js";
import { askPerson, showPanel } from "./dialogs.js";
import { el, iconButton } from "./dom.js";
import { PeopleList } from "./people.js";
import { pageLanguage, say } from "./words.js";

const WIDE = matchMedia("(min-width: 1200px)");
const DESKTOP = matchMedia("(min-width: 1000px)");
const PHONE = matchMedia("(max-width: 699px)");
const side = document.querySelector(".side");
const place = document.querySelector(".chats");

export class App {
  constructor() {
    this.people = new Map(); // person id → person
    this.chats = new Map(); // person id → open Chat
    this.unread = new Map(); // person id → messages not seen yet
    this.used = []; // ids of open chats, the one used last at the end
    this.active = null;
    this.list = new PeopleList((person) => this.openChat(person.id));
  }

  /** Somebody joined, here or in another window, or the bot started after the page. */
  async refreshCast() {
    const { people, bot } = await api.state();
    for (const person of people) this.people.set(person.id, person);
    this.list.show([...this.people.values()]);
    this.bot = bot;
    for (const chat of this.chats.values()) chat.meet(bot);
  }

  /** Reads everything; called at each (re)connection. */
  async refresh() {
    const state = await api.state();
    this.bot = state.bot ?? {};
    this.title = state.title || this.bot.name || say("simulator");
    for (const person of state.people) this.people.set(person.id, person);
    if (this.clock) this.clock.set(state.now);
    else this.draw(state);
    this.list.show([...this.people.values()]);
    for (const id of this.people.keys()) this.setUnread(id, state.unread?.[id] ?? 0);
    for (const chat of this.chats.values()) chat.meet(this.bot);
    if (this.ready) await Promise.all([...this.chats.values()].map((chat) => this.load(chat)));
    else this.showFirst();
  }

  draw(state) {
    this.clock = new Clock(state.now);
    const move = (seconds) => this.moveClock(seconds);
    this.panel = new ClockPanel(this.clock, move);
    this.pocketPanel = new ClockPanel(this.clock, move);
    this.clockMoves = Boolean(state.clock_moves);
    document.body.classList.toggle("clock-stands", !this.clockMoves);
    side.setAttribute("aria-label", say("people"));
    side.append(
      el("header", { class: "side-head" },
        el("h1", {}, this.title, el("span", { class: "muted" }, say("simulator"))),
        iconButton("theme", say("theme"), () => {}, { "data-toggle-theme": true }),
        iconButton("add", say("add"), () => askPerson((...who) => this.addPerson(...who)))),
      this.list.element);
    if (this.clockMoves) side.append(this.panel.element);
    place.setAttribute("aria-label", say("chats"));
    this.nobody = el("p", { class: "nobody" }, say("nobody"));
    place.append(this.nobody);
    this.showTime();
    setInterval(() => this.showTime(), 1000);
  }

  showFirst() {
    this.ready = true;
    addEventListener("hashchange", () => this.followAddress());
    for (const query of [WIDE, DESKTOP, PHONE]) {
      query.addEventListener("change", () => this.followAddress());
    }
    const wanted = WIDE.matches ? 2 : 1;
    const first = [...this.people.keys()].slice(0, wanted);
    if (!location.hash && !PHONE.matches) history.replaceState(null, "", address(first));
    this.followAddress();
  }

  capacity() {
    if (WIDE.matches) return 3;
    return DESKTOP.matches ? 2 : 1;
  }

  /** The address says whose chats are open, so that reload, bookmark and Back work. */
  addressed() {
    const ids = location.hash.slice(1).split(",").map(Number);
    return ids.filter((id) => this.people.has(id));
  }

  followAddress() {
    if (location.hash === "#chats") return;
    const wanted = this.addressed();
    this.used = [...this.used.filter((id) => wanted.includes(id)),
      ...wanted.filter((id) => !this.used.includes(id))];
    const kept = new Set(this.used.slice(-this.capacity()));
    const shown = wanted.filter((id) => kept.has(id));
    for (const id of [...this.chats.keys()]) if (!shown.includes(id)) this.removeChat(id);
    for (const id of shown) this.addChat(id);
    document.body.classList.toggle("in-chat", shown.length > 0);
    this.nobody.hidden = shown.length > 0;
    this.list.showOpen(shown);
    this.activate(kept.has(this.active) ? this.active : this.used.at(-1));
  }

  openChat(id) {
    const open = [...this.chats.keys()];
    this.used = [...this.used.filter((other) => other !== id), id];
    if (!open.includes(id)) {
      const room = this.capacity() - 1;
      const others = this.used.slice(0, -1).filter((other) => open.includes(other));
      const kept = new Set(room ? others.slice(-room) : []);
      const next = [...open.filter((other) => kept.has(other)), id];
      history.pushState(null, "", address(next));
      this.followAddress();
    }
    this.activate(id);
    if (!PHONE.matches || matchMedia("(pointer: fine)").matches) {
      this.chats.get(id).composer.input.focus();
    }
  }

  closeChat(id) {
    const rest = [...this.chats.keys()].filter((other) => other !== id);
    history.replaceState(null, "", address(rest)); // Back does not open it again
    this.followAddress();
    this.list.focus(id);
    this.attempt(() => api.chat(id)); // tells the simulator that all of it was read
  }

  addChat(id) {
    if (this.chats.has(id)) return;
    const chat = new Chat(this.people.get(id), this);
    this.chats.set(id, chat);
    chat.element.addEventListener("focusin", () => this.activate(id));
    chat.element.addEventListener("pointerdown", () => this.activate(id));
    place.append(chat.element);
    this.setUnread(id, 0);
    this.load(chat);
  }

  removeChat(id) {
    this.chats.get(id).close();
    this.chats.delete(id);
  }

  async load(chat) {
    this.setUnread(chat.person.id, 0);
    await chat.attempt(() => chat.load());
  }

  activate(id) {
    if (id === undefined) return;
    this.active = id;
    this.used = [...this.used.filter((other) => other !== id), id];
    for (const [other, chat] of this.chats) chat.element.classList.toggle("active", other === id);
    this.showTime();
  }

  setUnread(id, count) {
    const unread = this.chats.has(id) ? 0 : count;
    this.unread.set(id, unread);
    this.list.showUnread(id, unread);
    const all = [...this.unread.values()].reduce((sum, each) => sum + each, 0);
    document.title = `${all ? `(${all}) ` : ""}${this.title} · ${say("simulator")}`;
  }

  showTime() {
    if (!this.clockMoves) return;
    const language = this.people.get(this.active)?.language ?? pageLanguage;
    this.panel.show(language);
    this.pocketPanel.show(language);
    for (const chat of this.chats.values()) {
      chat.showTime(words(this.clock.now(), chat.person.language));
    }
  }

  openClock() {
    showPanel(say("clock"), this.pocketPanel.element);
  }

  async moveClock(seconds) {
    const done = await this.attempt(() => api.advance(seconds));
    if (done) this.setClock(done.now);
  }

  setClock(now) {
    this.clock.set(now);
    this.showTime();
  }

  async addPerson(name, language) {
    const person = await this.attempt(() => api.addPerson(name, language));
    if (!person) return;
    this.people.set(person.id, person);
    this.list.show([person]);
    this.openChat(person.id);
  }

  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const note = el("p", { class: "toast page-toast", role: "alert" }, say("failed", { why: error.message }));
      document.body.append(note);
      setTimeout(() => note.remove(), 5000);
      return undefined;
    }
  }

  /** A message came or changed. */
  heardMessage({ chat, message }) {
    const open = this.chats.get(chat);
    const isUnknown = !Object.keys(this.bot?.commands ?? {}).length;
    if (message.from === "bot" && isUnknown) this.attempt(() => this.refreshCast());
    if (open) open.put(message);
    else if (message.from === "bot" && !message.edited) {
      this.setUnread(chat, (this.unread.get(chat) ?? 0) + 1);
    }
  }
}

function address(ids) {
  return `#${ids.join(",")}`;
}
