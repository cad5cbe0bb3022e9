/** Where a person writes: input, send, attach, the bot's commands and its keyboard. */
import { el, icon, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { moveAmong, toggleMenu } from "./menu.js";
import { say } from "./words.js";

const drafts = new Map(); // person id → text not sent yet, kept while the chat is closed

export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.keys = el("div", { class: "reply-place" });
    this.hints = el("div", { class: "hints", role: "group", hidden: true,
      "aria-label": say("commands_of") });
    this.input = this.drawInput();
    this.menuButton = el("button", { type: "button", class: "menu-button", "aria-haspopup": "menu",
      "aria-expanded": "false", on: { click: () => this.openCommands() } },
    icon("menu"), el("span", {}, say("commands")));
    this.keysButton = iconButton("keys", say("hide_keyboard"), () => this.toggleKeys(),
      { "aria-expanded": "true", hidden: true });
    this.attachButton = iconButton("clip", say("attach"), () => this.openAttach(),
      { "aria-haspopup": "menu", "aria-expanded": "false" });
    this.sendButton = iconButton("send", say("send"), () => this.send(), { class: "round send" });
    this.showMenuButton();
    this.element = el("div", { class: "composer" }, this.hints,
      el("div", { class: "bar" }, this.menuButton, this.attachButton, this.input,
        this.keysButton, this.sendButton),
      this.keys);
  }

  /** The menu is there when the bot has commands. */
  showMenuButton() {
    this.menuButton.hidden = !this.chat.commands().length;
  }

  drawInput() {
    const { person } = this.chat;
    const on = { input: () => this.typed(), keydown: (event) => this.pressed(event) };
    const input = el("textarea", { rows: "1", lang: person.language, placeholder: say("write"),
      "aria-label": say("write_as", { name: person.name }), enterkeyhint: "send", on });
    input.value = drafts.get(person.id) ?? "";
    return input;
  }

  typed() {
    drafts.set(this.chat.person.id, this.input.value);
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
    this.suggest();
  }

  /** Commands that begin as what is typed, above the input. */
  suggest() {
    const text = this.input.value;
    const fits = /^\/\S*$/.test(text)
      ? this.chat.commands().filter(({ command }) => `/${command}`.startsWith(text)) : [];
    const pick = (command) => {
      this.chat.say(`/${command}`);
      this.clear();
      this.input.focus();
    };
    this.hints.replaceChildren(...fits.map(({ command, description }) =>
      el("button", { type: "button", on: { click: () => pick(command) } },
        el("strong", {}, `/${command}`), el("small", {}, description))));
    this.hints.hidden = !fits.length;
    this.hints.onkeydown = (event) => this.hintPressed(event);
  }

  hintPressed(event) {
    if (event.key === "Escape") {
      this.hints.hidden = true;
      this.input.focus();
    } else {
      moveAmong([...this.hints.children], event);
    }
  }

  pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.hints.hidden = true;
    } else if (event.key === "ArrowUp" && (!this.hints.hidden || this.input.value === "")) {
      event.preventDefault();
      if (this.hints.hidden) this.chat.history.focusNewest();
      else this.hints.lastElementChild.focus();
    }
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.clear();
    const sent = await this.chat.say(text);
    if (!sent && !this.input.value) {
      this.input.value = text;
      this.typed();
    }
  }

  clear() {
    this.input.value = "";
    this.typed();
  }

  openCommands() {
    const items = this.chat.commands().map(({ command, description }) => ({
      label: `/${command}`, detail: description, lang: this.chat.person.language,
      pick: () => this.chat.say(`/${command}`),
    }));
    toggleMenu(this.menuButton, items, say("commands_of"));
  }

  openAttach() {
    const unexpected = (kind, label, drawing) =>
      ({ label, icon: icon(drawing), pick: () => this.chat.sendUnexpected(kind) });
    const items = [
      { label: say("share_location"), icon: icon("pin"), pick: () => this.chat.askPlace() },
      unexpected("sticker", say("send_sticker"), "smile"),
      unexpected("photo", say("send_photo"), "photo"),
      unexpected("voice", say("send_voice"), "voice"),
      unexpected("contact", say("send_contact"), "person"),
    ];
    toggleMenu(this.attachButton, items, say("attach"));
  }

  /** Shows the bot's keyboard (rows of buttons), or none. */
  showKeyboard(rows) {
    const same = JSON.stringify(rows) === this.shownRows;
    if (same) return;
    this.shownRows = JSON.stringify(rows);
    this.keysButton.hidden = !rows;
    this.keys.replaceChildren(...(rows ? [replyKeyboard(rows, this.chat)] : []));
    this.keys.hidden = !rows;
    this.keysButton.setAttribute("aria-expanded", String(Boolean(rows)));
  }

  toggleKeys() {
    this.keys.hidden = !this.keys.hidden;
    this.keysButton.setAttribute("aria-expanded", String(!this.keys.hidden));
  }
}
