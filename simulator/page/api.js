/** The simulator's control API, one function for each thing a person can do. */

/** The simulator said no, or could not be reached. */
export class Refused extends Error {}

async function call(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(`/control/${path}`, options);
  } catch (error) {
    throw new Refused(error.message, { cause: error });
  }
  const text = await answer.text();
  if (!answer.ok) throw new Refused(reason(text) || `${answer.status} ${answer.statusText}`);
  return text ? JSON.parse(text) : {};
}

function reason(text) {
  try {
    const told = JSON.parse(text);
    return told.error ?? told.description ?? text;
  } catch {
    return text.slice(0, 200);
  }
}

export const api = {
  state: () => call("state"),
  chat: (id) => call(`chats/${id}`),
  addPerson: (name, language) => call("people", { name, language }),
  say: (person, text) => call("say", { person, text }),
  tap: (person, message, data) => call("tap", { person, message, data }),
  locate: (person, lat, lon) => call("locate", { person, lat, lon }),
  unexpected: (person, kind) => call("photo", { person, kind }),
  block: (person, blocked) => call("block", { person, blocked }),
  advance: (seconds) => call("clock", { seconds }),
};

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15000;
const EVENTS = ["message", "deleted", "toast", "clock", "people"];

/** Follows the simulator's events for ever: awaits `on.up` at each connection, `on.down` when lost. */
export function follow(on) {
  let pause = FIRST_PAUSE;
  let waiting = null;
  function connect() {
    waiting = null;
    const source = new EventSource("/control/events");
    source.onopen = () => on.up().then(() => { pause = FIRST_PAUSE; }, source.onerror);
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED && waiting !== null) return;
      source.close();
      on.down();
      waiting = setTimeout(connect, pause * (0.8 + 0.4 * Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => on[name]?.(JSON.parse(event.data)));
    }
  }
  function hurry() {
    if (waiting === null || document.hidden) return;
    clearTimeout(waiting);
    connect();
  }
  document.addEventListener("visibilitychange", hurry);
  window.addEventListener("online", hurry);
  connect();
}
