"""What people see: a message as text, a chat as it would be read aloud in a failed test."""

from collections.abc import Iterable

from simulator.records import Chat, Message
from simulator.wire import Json

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ") | {ord("’"): "'"}
SHOWN = 12


def folded(text: str) -> str:
    """Text as eyes compare it: any space is a space, any apostrophe an apostrophe."""
    return text.translate(_SPACES)


def contains(text: str, part: str) -> bool:
    """Is `part` visible in `text`?"""
    return folded(part) in folded(text)


def reply_keyboard(message: Message) -> list[list[Json]]:
    """The buttons a message puts in the place of the keyboard."""
    rows = (message.markup or {}).get("keyboard", [])
    return [[{"text": key} if isinstance(key, str) else key for key in row] for row in rows]


def visible(message: Message) -> str:
    """Everything of a message that can be read on a screen."""
    return "\n".join(part for part in (*_parts(message.content), _keyboards(message)) if part)


def _parts(content: Json) -> list[str]:
    parts = []
    if "photo" in content:
        parts.append("(photo)")
    if document := content.get("document"):
        parts.append(f"(document {document['file_name']})")
    if venue := content.get("venue"):
        parts.append(f"(venue {venue['title']}, {venue['address']})")
    elif location := content.get("location"):
        parts.append(f"(location {location['latitude']}, {location['longitude']})")
    if poll := content.get("poll"):
        parts.append(" / ".join([poll["question"], *(o["text"] for o in poll["options"])]))
    parts += [f"({kind})" for kind in ("sticker", "voice", "contact") if kind in content]
    return [*parts, content.get("text", ""), content.get("caption", "")]


def _keyboards(message: Message) -> str:
    rows = message.buttons or reply_keyboard(message)
    return "\n".join(" ".join(f"[{button['text']}]" for button in row) for row in rows)


def shown(chat: Chat) -> str:
    """The newest messages of a chat, for a person who reads why a test failed."""
    lines = []
    for message in list(chat.messages.values())[-SHOWN:]:
        edited = " (edited)" if message.edited else ""
        lines.append(f"── {message.sender.name}{edited}")
        lines.extend(f"   {line}" for line in visible(message).splitlines())
    return "\n".join(lines) or "(an empty chat)"


def newest(chat: Chat, text: str, since: int) -> Message | None:
    """The bot's newest message with `text` that came or changed after revision `since`."""
    for message in reversed(chat.messages.values()):
        if message.from_bot and message.revision > since and contains(visible(message), text):
            return message
    return None


def button(label: str, messages: Iterable[Message]) -> tuple[Message, Json] | None:
    """The first message with a button whose text contains `label`, in any case."""
    wanted = folded(label).casefold()
    for message in messages:
        for row in message.buttons or reply_keyboard(message):
            for key in row:
                if wanted in folded(key["text"]).casefold():
                    return message, key
    return None
