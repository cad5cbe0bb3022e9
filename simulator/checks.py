"""Telegram's limits on texts, positions and commands."""

import re

from simulator.entities import parse_html, trimmed, utf16_length
from simulator.errors import ApiError, bad_request
from simulator.wire import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
ENTITY_LIMIT = 100
QUESTION_LIMIT = 300
OPTION_LIMIT = 100
COMMAND_LIMIT = 100

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")


def text_content(text: str, parse_mode: str, entities: list[Json] | None) -> Json:
    """The text fields of a message."""
    if not text:
        raise bad_request("message text is empty")
    plain, found = _formatted(text, parse_mode, entities)
    if not plain:
        raise bad_request("text must be non-empty")
    if utf16_length(plain) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": plain, "entities": found} if found else {"text": plain}


def caption_content(caption: str, parse_mode: str, entities: list[Json] | None) -> Json:
    """The caption fields of a message, none when there is no caption."""
    plain, found = _formatted(caption, parse_mode, entities)
    if utf16_length(plain) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    content: Json = {"caption": plain} if plain else {}
    return {**content, "caption_entities": found} if found else content


def _formatted(text: str, parse_mode: str, entities: list[Json] | None) -> tuple[str, list[Json]]:
    if not parse_mode:
        return trimmed(text, (entities or [])[:ENTITY_LIMIT])
    if parse_mode.lower() != "html":
        raise bad_request(f"unsupported parse_mode ({parse_mode}: the simulator knows HTML only)")
    plain, found = trimmed(*parse_html(text))
    return plain, found[:ENTITY_LIMIT]


def position(latitude: float, longitude: float) -> Json:
    """A place on earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("invalid location specified")
    return {"latitude": latitude, "longitude": longitude}


def toast(text: str) -> str:
    """The text shown when a tap is answered."""
    if utf16_length(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    return text


def poll_option(option: object) -> str:
    """The text of one poll answer, given as text or as InputPollOption."""
    text = option.get("text") if isinstance(option, dict) else option
    if not isinstance(text, str):
        raise bad_request("can't parse poll option: InputPollOption must be an Object")
    if not 1 <= utf16_length(text) <= OPTION_LIMIT:
        raise bad_request("poll options length must not exceed 100")
    return text


def poll_question(text: str) -> str:
    """A poll's question."""
    if not text.strip():
        raise bad_request("poll question must be non-empty")
    if utf16_length(text) > QUESTION_LIMIT:
        raise bad_request("poll question length must not exceed 300")
    return text


def command(item: object) -> Json:
    """One entry of the command menu."""
    if not isinstance(item, dict) or not isinstance(item.get("command"), str):
        raise bad_request("can't parse BotCommand: can't find field \"command\"")
    name, description = item["command"], item.get("description")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= utf16_length(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def language(code: str) -> str:
    """A two-letter language code, or none."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def limited(text: str, limit: int, otherwise: str) -> str:
    """A text of at most `limit` characters, or the error `otherwise`."""
    if utf16_length(text) > limit:
        raise bad_request(otherwise)
    return text


def unknown_parameters(method: str, names: set[str]) -> ApiError:
    """Telegram ignores a parameter it does not know; here it is a mistake to be found."""
    return bad_request(f"{method} has no parameter {', '.join(sorted(names))}")
