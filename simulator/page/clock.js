/** The simulated clock: what it says, and the buttons that move it on. */
import { el } from "./dom.js";
import { clockTime, longDay, secondsUntil, shortDay } from "./times.js";
import { say } from "./words.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const EVENING = 18;

/** The simulator's now, kept between two words from the server. */
export class Clock {
  constructor(now) {
    this.set(now);
  }

  set(now) {
    this.known = Date.parse(now);
    this.heardAt = performance.now();
  }

  now() {
    return new Date(this.known + performance.now() - this.heardAt);
  }
}

/** The panel with date, time and steps; `move(seconds)` moves the clock. */
export class ClockPanel {
  constructor(clock, move) {
    this.clock = clock;
    this.time = el("span", { class: "clock-time" });
    this.day = el("span", { class: "clock-day" });
    this.face = el("p", { class: "clock-face" }, this.time, this.day);
    const evening = () => move(secondsUntil(EVENING, clock.now()));
    this.custom = this.drawCustom(move);
    const other = step(say("custom"), () => this.toggleCustom(other));
    other.setAttribute("aria-expanded", "false");
    this.element = el("section", { class: "clock", "aria-label": say("clock") },
      this.face,
      el("div", { class: "steps" },
        step(say("hour"), () => move(HOUR)), step(say("evening"), evening, say("evening_long")),
        step(say("day"), () => move(DAY)), step(say("week"), () => move(7 * DAY)), other),
      this.custom);
  }

  drawCustom(move) {
    const amount = el("input", { type: "number", name: "amount", min: "1", max: "10000", value: "30",
      required: true, "aria-label": say("amount") });
    const units = [[60, "minutes"], [HOUR, "hours"], [DAY, "days"]];
    const unit = el("select", { name: "unit", "aria-label": say("unit") },
      ...units.map(([seconds, key]) => el("option", { value: seconds }, say(key))));
    function submit(event) {
      event.preventDefault();
      move(Number(amount.value) * Number(unit.value));
    }
    return el("form", { class: "line", hidden: true, on: { submit } },
      amount, unit, el("button", { class: "primary" }, say("advance")));
  }

  toggleCustom(other) {
    this.custom.hidden = !this.custom.hidden;
    other.setAttribute("aria-expanded", String(!this.custom.hidden));
    if (!this.custom.hidden) this.custom.querySelector("input").select();
  }

  /** Shows the time in this language. */
  show(language) {
    const { time, day } = words(this.clock.now(), language);
    if (this.time.textContent !== time) this.time.textContent = time;
    if (this.day.textContent !== day) this.day.textContent = day;
    this.face.lang = language;
  }
}

function step(label, click, name) {
  return el("button", { type: "button", "aria-label": name, on: { click } }, label);
}

/** An instant in words: its time, its day, and the day shortened. */
export function words(date, language) {
  const time = clockTime(date, language);
  return { time, day: longDay(date, language), shortDay: shortDay(date, language) };
}
