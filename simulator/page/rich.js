/** Formatted text: rebuilds a message's HTML node by node from a whitelist. */
import { el } from "./dom.js";
import { say } from "./words.js";

const PLAIN = {
  B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", DEL: "s", STRIKE: "s",
  CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote",
};
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "TITLE"]);
const LINKS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)»\]])|(?<=^|[\s(«])(\/[a-z][a-z0-9_]{0,31})\b(?!\/)/gi;
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Nodes of a message: `html` (sanitised again here), or else `text`; `chat` follows its links. */
export function richText(html, text, chat) {
  if (html === null || html === undefined) return linked(text ?? "", chat);
  const page = new DOMParser().parseFromString(html, "text/html"); // inert: nothing runs or loads
  return children(page.body, chat);
}

function children(parent, chat) {
  return [...parent.childNodes].flatMap((node) => copy(node, chat));
}

function copy(node, chat) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.parentElement.closest("a, pre, code") ? [node.data] : linked(node.data, chat);
  }
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) return [];
  if (node.tagName === "BR") return ["\n"];
  if (node.tagName === "TG-SPOILER") return [spoiler(children(node, chat))];
  if (node.tagName === "A") return [link(node.getAttribute("href") ?? "", children(node, chat), chat)];
  const tag = PLAIN[node.tagName];
  return tag ? [el(tag, {}, ...children(node, chat))] : children(node, chat);
}

function spoiler(content) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0" }, ...content);
  hidden.setAttribute("aria-label", say("spoiler"));
  const show = () => {
    hidden.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return hidden;
}

/** Bare addresses and /commands inside plain text become links, as in Telegram. */
function linked(text, chat) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(LINKS)) {
    nodes.push(text.slice(done, match.index));
    nodes.push(match[1] ? link(match[1], [match[1]], chat) : command(match[2], chat));
    done = match.index + match[0].length;
  }
  return [...nodes, text.slice(done)].filter((node) => node !== "");
}

function command(text, chat) {
  return el("button", { type: "button", class: "command", on: { click: () => chat.say(text) } }, text);
}

function link(address, content, chat) {
  const payload = chat.startPayload(address);
  if (payload !== null) {
    const start = () => chat.start(payload);
    return el("button", { type: "button", class: "command", on: { click: start } }, ...content);
  }
  const url = safeUrl(address);
  return url ? el("a", outside(url), ...content) : el("span", {}, ...content);
}

/** The address when a browser may follow it, else null. */
export function safeUrl(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && SAFE.has(url.protocol) ? url.href : null;
}

/** Attributes of a link that opens beside the simulator. */
export function outside(url) {
  return { href: url, target: "_blank", rel: "noopener noreferrer" };
}

/** The payload of a link to this bot ("" when bare), or null for any other address. */
export function startPayload(address, botName) {
  if (!URL.canParse(address) || !botName) return null;
  const url = new URL(address);
  const query = url.searchParams;
  const isTg = url.protocol === "tg:" && url.host === "resolve";
  const name = isTg ? query.get("domain") : url.pathname.slice(1);
  if (!isTg && !/^(www\.)?(t|telegram)\.me$/.test(url.host)) return null;
  return name?.toLowerCase() === botName.toLowerCase() ? (query.get("start") ?? "") : null;
}
