/** The list of people: one tab stop, arrow keys inside, Enter opens a chat. */
import { avatar, el, unseen } from "./dom.js";
import { moveAmong } from "./menu.js";
import { say } from "./words.js";

export class PeopleList {
  /** `pick(person)` opens a chat. */
  constructor(pick) {
    this.pick = pick;
    this.items = new Map(); // person id → button
    this.element = el("ul", { class: "people" });
    this.element.addEventListener("keydown", (event) => moveAmong([...this.items.values()], event));
    this.element.addEventListener("focusin", (event) => this.keepStop(event.target));
  }

  /** Shows these people, in this order; those already drawn keep their place and focus. */
  show(people) {
    for (const person of people) {
      if (!this.items.has(person.id)) this.element.append(this.draw(person));
    }
    this.keepStop([...this.items.values()].find((item) => item.tabIndex === 0));
  }

  draw(person) {
    const badge = el("span", { class: "badge", hidden: true });
    const item = el("button", { type: "button", class: "person", data: { person: person.id },
      on: { click: () => this.pick(person) } },
    avatar(person),
    el("span", { class: "person-text" },
      el("span", { class: "person-name" }, person.name, el("span", { class: "tag" }, person.language)),
      el("span", { class: "muted" }, person.about ?? "")),
    badge);
    this.items.set(person.id, item);
    return el("li", {}, item);
  }

  /** Only one item is in the tab order: the one used last, else the first. */
  keepStop(current) {
    const items = [...this.items.values()];
    const stop = current ?? items[0];
    for (const item of items) item.tabIndex = item === stop ? 0 : -1;
  }

  /** Writes the number of unread messages of a person. */
  showUnread(id, count) {
    const badge = this.items.get(id)?.querySelector(".badge");
    if (!badge) return;
    badge.hidden = !count;
    badge.replaceChildren(el("span", { "aria-hidden": "true" }, String(count)),
      unseen(say("unread", { n: count })));
  }

  /** Marks whose chats are open. */
  showOpen(ids) {
    for (const [id, item] of this.items) {
      item.setAttribute("aria-current", String(ids.includes(id)));
    }
  }

  /** Gives the focus back to the person whose chat was closed. */
  focus(id) {
    this.items.get(id)?.focus();
  }
}
