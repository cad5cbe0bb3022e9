/** Dates as people read them: in a person's language and the browser's time zone. */

function format(language, date, options) {
  const tag = language === "en" ? "en-GB" : language || "fr"; // day before month, as all of Europe
  return new Intl.DateTimeFormat(tag, options).format(date);
}

/** "10:15" */
export function clockTime(date, language) {
  return format(language, date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "mardi 22 novembre 2026" */
export function longDay(date, language) {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return format(language, date, options);
}

/** "mar. 22 nov." */
export function shortDay(date, language) {
  return format(language, date, { weekday: "short", day: "numeric", month: "short" });
}

/** A key equal for two instants of the same day. */
export function dayKey(date) {
  return format("en-CA", date, { year: "numeric", month: "2-digit", day: "2-digit" });
}

function secondsOfDay(date) {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  const [hours, minutes, seconds] = format("en-GB", date, options).split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Seconds from `date` to the next time the clocks show `hour`:00, across a change of clocks too. */
export function secondsUntil(hour, date) {
  let wait = hour * 3600 - secondsOfDay(date);
  if (wait <= 0) wait += 86400;
  const landed = secondsOfDay(new Date(date.getTime() + wait * 1000));
  return wait + hour * 3600 - landed;
}
