/** Starts the page and follows the simulator's events. */
import { follow } from "./api.js";
import { App } from "./app.js";
import { pageLanguage, say } from "./words.js";

const place = document.querySelector(".chats");
const lost = document.querySelector(".lost");

function showLink(isUp) {
  lost.hidden = isUp;
  lost.replaceChildren(isUp ? "" : say("lost"));
}

document.documentElement.lang = pageLanguage;
const skip = document.querySelector("[data-skip]");
skip.textContent = say("skip");
skip.addEventListener("click", (event) => {
  event.preventDefault();
  (document.querySelector(".chat.active textarea") ?? place).focus();
});

const app = new App();
follow({
  up: () => app.refresh().then(() => showLink(true)),
  down: () => showLink(false),
  message: (event) => app.heardMessage(event),
  deleted: ({ chat, id }) => app.chats.get(chat)?.drop(id),
  toast: ({ chat, text, alert }) => app.chats.get(chat)?.answer(text, alert),
  clock: ({ now }) => app.clock && app.setClock(now),
  people: () => app.attempt(() => app.refreshCast()),
});
