"""People and messages as the chat page gets them."""

from datetime import datetime
from html import escape
from urllib.parse import quote

from simulator.people import Person
from simulator.records import Message
from simulator.sight import reply_keyboard
from simulator.state import State
from simulator.wire import Json

HTML = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote>", "</blockquote>"),
}
ODD_KINDS = ("sticker", "voice", "contact")
LINKS = ("http://", "https://", "tg://", "mailto:", "tel:")


def to_html(text: str, entities: list[Json]) -> str:
    """Safe HTML of a message: everything escaped but the tags of its entities."""
    tags: dict[int, list[str]] = {}
    for entity in entities:
        opening, closing = _html_tags(entity)
        tags.setdefault(entity["offset"], []).append(opening)
        tags.setdefault(entity["offset"] + entity["length"], []).insert(0, closing)
    units, parts, last = text.encode("utf-16-le", "surrogatepass"), [], 0
    for offset in sorted(tags):
        parts.append(escape(units[2 * last : 2 * offset].decode("utf-16-le", "replace")))
        parts.extend(tags[offset])
        last = offset
    parts.append(escape(units[2 * last :].decode("utf-16-le", "replace")))
    return "".join(parts)


def _html_tags(entity: Json) -> tuple[str, str]:
    if entity["type"] == "text_link" and str(entity["url"]).startswith(LINKS):
        return f'<a href="{escape(entity["url"])}" rel="noreferrer" target="_blank">', "</a>"
    return HTML.get(entity["type"], ("", ""))


def instant(moment: datetime) -> str:
    """A UTC instant as text, with Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def person_json(person: Person) -> Json:
    """A person of the cast."""
    actor = person.actor
    return {
        "id": person.id,
        "name": person.name,
        "about": actor.about,
        "avatar": actor.avatar or person.name[:2].upper(),
        "language": person.language,
        "start": actor.start,
        "hints": list(actor.hints),
    }


def message_json(state: State, message: Message) -> Json:
    """A message, ready to be drawn."""
    content = message.content
    return {
        "id": message.id,
        "from": "bot" if message.from_bot else "person",
        "date": instant(message.date),
        "edited": message.edited is not None,
        "text": message.text or None,
        "html": to_html(message.text, message.entities) or None,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "reply_keyboard": _reply_keyboard(message),
        "photo": _photo(state, content.get("photo")),
        "document": _document(state, content.get("document")),
        "venue": _venue(content.get("venue")),
        "location": None if "venue" in content else _place(content.get("location")),
        "poll": _poll(content.get("poll")),
        "kind": next((kind for kind in ODD_KINDS if kind in content), None),
    }


def _button(button: Json) -> Json:
    shown = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    if "url" in button:
        shown["url"] = button["url"]
    if "copy_text" in button:
        shown["copy"] = button["copy_text"]["text"]
    return shown


def _reply_keyboard(message: Message) -> list[list[Json]] | str | None:
    if (message.markup or {}).get("remove_keyboard"):
        return "remove"
    names = ("text", "request_location")
    rows = reply_keyboard(message)
    return [[{k: key[k] for k in names if k in key} for key in row] for row in rows] or None


def _url(state: State, body: Json) -> str:
    file = state.files.by_id(body["file_id"])
    return f"/control/files/{file.id}/{quote(file.name)}"


def _document(state: State, body: Json | None) -> Json | None:
    if body is None:
        return None
    return {"url": _url(state, body), "name": body["file_name"], "size": body["file_size"]}


def _photo(state: State, sizes: list[Json] | None) -> Json | None:
    return {"url": _url(state, sizes[-1])} if sizes else None


def _poll(poll: Json | None) -> Json | None:
    if poll is None:
        return None
    return {"question": poll["question"], "options": [o["text"] for o in poll["options"]]}


def _place(location: Json | None) -> Json | None:
    if location is None:
        return None
    return {"lat": location["latitude"], "lon": location["longitude"]}


def _venue(venue: Json | None) -> Json | None:
    if venue is None:
        return None
    place = _place(venue["location"]) or {}
    return {"title": venue["title"], "address": venue["address"], **place}
