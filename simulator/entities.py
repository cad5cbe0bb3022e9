"""Telegram's HTML: parsed as strictly as Telegram parses it.

Rules and error texts follow `parse_html` in tdlib's MessageEntity.cpp. Like there, an `&` that
starts no known entity stays an ampersand.
"""

import re
from dataclasses import dataclass, field

from simulator.errors import ApiError, bad_request
from simulator.wire import Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACES = " \t\r\n\0\v"

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_TOKEN = re.compile(r"[^<]+|<(/?)([^\s>]*)")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)(?=[\s>])))?"""
)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities (offsets in UTF-16 units); ApiError 400 as Telegram words it."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).run()


def utf16_length(text: str) -> int:
    """How long Telegram says a text is."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    start: int
    written: int


@dataclass(slots=True)
class _Parser:
    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        position = 0
        while position < len(self.source):
            token = self._token_at(position)
            position = token.end()
            if token[2] is None:
                self._write(_decode(token[0]))
            elif token[1]:
                position = self._end(token)
            else:
                position = self._begin(token)
        if self.open:
            tag = self.open[-1].tag
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def _token_at(self, position: int) -> re.Match[str]:
        token = _TOKEN.match(self.source, position)
        if token is None:
            raise AssertionError("a token is text or a tag, so one is always found")
        return token

    def _write(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def _at(self, token: re.Match[str]) -> str:
        return f"at byte offset {len(self.source[: token.start()].encode())}"

    def _begin(self, token: re.Match[str]) -> int:
        tag, position = token[2].lower(), token.end()
        if position == len(self.source):
            raise _unparsable(f"Unclosed start tag {self._at(token)}")
        if tag not in TAGS:
            raise _unparsable(f'Unsupported start tag "{tag}" {self._at(token)}')
        argument = ""
        while (position := self._skip_spaces(position)) < len(self.source):
            if self.source[position] == ">":
                break
            attribute = _ATTRIBUTE.match(self.source, position)
            if attribute is None:
                raise _unparsable(f'Empty attribute name in the tag "{tag}" {self._at(token)}')
            position = attribute.end()
            argument = _argument(tag, attribute) or argument
        if position >= len(self.source):
            raise _unparsable(f'Unclosed start tag "{tag}" {self._at(token)}')
        if tag == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" {self._at(token)}')
        self.open.append(_Open(tag, argument, self.length, len(self.text)))
        return position + 1

    def _end(self, token: re.Match[str]) -> int:
        if not self.open:
            raise _unparsable(f"Unexpected end tag {self._at(token)}")
        position, tag = self._skip_spaces(token.end()), token[2].lower()
        if self.source[position : position + 1] != ">":
            raise _unparsable(f"Unclosed end tag {self._at(token)}")
        opened = self.open.pop()
        if tag and tag != opened.tag:
            found = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _unparsable(f"Unmatched end tag {self._at(token)}, {found}")
        if self.length > opened.start:
            self._add_entity(opened)
        return position + 1

    def _add_entity(self, opened: _Open) -> None:
        entity: Json = {
            "type": TAGS[opened.tag],
            "offset": opened.start,
            "length": self.length - opened.start,
        }
        if opened.tag == "a":
            entity["url"] = opened.argument or "".join(self.text[opened.written :])
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)

    def _skip_spaces(self, position: int) -> int:
        while position < len(self.source) and self.source[position].isspace():
            position += 1
        return position


def _argument(tag: str, attribute: re.Match[str]) -> str:
    name = attribute[1]
    value = _decode(next((part for part in attribute.groups()[1:] if part is not None), ""))
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "span", "class":
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "1"
    return ""


def _decode(text: str) -> str:
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return NAMED[reference[3]]
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if 0 < code < 0x10FFFF else reference[0]


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without the white space around it, entities moved and cut accordingly."""
    bare = text.strip(SPACES)
    if len(bare) == len(text):
        return text, entities
    shift = utf16_length(text[: len(text) - len(text.lstrip(SPACES))])
    limit, kept = utf16_length(bare), []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(limit, entity["offset"] + entity["length"] - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return bare, kept
