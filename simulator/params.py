"""What a method asks for, and the typed arguments made of what a call brings."""

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NewType, TypeAlias, Union, get_args, get_origin, get_type_hints

from simulator.checks import unknown_parameters
from simulator.errors import ApiError, bad_request
from simulator.files import Upload
from simulator.wire import Json, loads

ChatId = NewType("ChatId", int)
InputFile: TypeAlias = Upload | str
Items: TypeAlias = list[object]
Entities: TypeAlias = list[Json]
Uploads: TypeAlias = Mapping[str, Upload]

ATTACHED = "attach://"
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
}


@dataclass(frozen=True, slots=True)
class InputMedia:
    """A file to put in the place of another, with its caption's fields."""

    kind: str
    file: InputFile
    caption: str
    parse_mode: str


class Signature:
    """What a method's function asks for; `accepted` names are taken and have no effect here."""

    def __init__(
        self, method: str, function: Callable[..., object], accepted: frozenset[str]
    ) -> None:
        hints = get_type_hints(function)
        parameters = list(inspect.signature(function).parameters.values())[1:]
        self.method = method
        self.accepted = accepted
        self.converters = {p.name: CONVERTERS[_without_none(hints[p.name])] for p in parameters}
        self.required = [p.name for p in parameters if p.default is p.empty]

    def arguments(self, values: Json, files: Uploads) -> Json:
        """Typed keyword arguments; ApiError for what is unknown, missing or of a wrong type."""
        arguments = {}
        for name, value in values.items():
            convert = self.converters.get(name)
            if convert is None:
                self._check_accepted(values, files)
            elif value is not None:
                arguments[name] = convert(name, value, files)
        arguments |= {name: files[name] for name in files.keys() & self.converters.keys()}
        for name in self.required:
            if name not in arguments:
                raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
        return arguments

    def _check_accepted(self, values: Json, files: Uploads) -> None:
        if unknown := values.keys() - self.converters.keys() - self.accepted - files.keys():
            raise unknown_parameters(self.method, unknown)


def _without_none(hint: object) -> object:
    if get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _wrong(name: str, kind: str) -> ApiError:
    return bad_request(f'parameter "{name}" must be of type {kind}')


def _string(name: str, value: object, _: Uploads) -> str:
    if not isinstance(value, str):
        raise _wrong(name, "String")
    return value


def _integer(name: str, value: object, _: Uploads) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _wrong(name, "Integer")
    try:
        return int(value)
    except ValueError:
        raise _wrong(name, "Integer") from None


def _chat_id(name: str, value: object, files: Uploads) -> int:
    if isinstance(value, str) and not value.lstrip("-").isdigit():
        raise bad_request("chat not found" if value else "chat_id is empty")
    return _integer(name, value, files)


def _number(name: str, value: object, _: Uploads) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _wrong(name, "Float")
    try:
        return float(value)
    except ValueError:
        raise _wrong(name, "Float") from None


def _boolean(name: str, value: object, _: Uploads) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    if not isinstance(value, bool):
        raise _wrong(name, "Boolean")
    return value


def _json(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _object(name: str, value: object, _: Uploads) -> Json | None:
    parsed = _json(name, value) if value != "" else {}
    if not isinstance(parsed, dict):
        raise bad_request(f"object expected as {name.replace('_', ' ')}")
    return parsed


def _array(name: str, value: object, _: Uploads) -> Items:
    parsed = _json(name, value) if value != "" else []
    if not isinstance(parsed, list):
        raise _wrong(name, "Array")
    return parsed


def _entities(name: str, value: object, files: Uploads) -> Entities:
    entities = [item for item in _array(name, value, files) if isinstance(item, dict)]
    if any({"type", "offset", "length"} - entity.keys() for entity in entities):
        raise bad_request("can't parse MessageEntity: type, offset and length are required")
    return entities


def _file(name: str, value: object, files: Uploads) -> InputFile:
    text = _string(name, value, files)
    if not text.startswith(ATTACHED):
        return text
    try:
        return files[text.removeprefix(ATTACHED)]
    except KeyError:
        raise bad_request(f"attached file {text} not found") from None


def _media(name: str, value: object, files: Uploads) -> InputMedia:
    media = _object(name, value, files) or {}
    if media.get("type") not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: unsupported type")
    return InputMedia(
        kind=media["type"],
        file=_file("media", media.get("media"), files),
        caption=str(media.get("caption") or ""),
        parse_mode=str(media.get("parse_mode") or ""),
    )


CONVERTERS: dict[object, Callable[[str, object, Uploads], object]] = {
    str: _string,
    int: _integer,
    float: _number,
    bool: _boolean,
    ChatId: _chat_id,
    Json: _object,
    Items: _array,
    Entities: _entities,
    InputFile: _file,
    InputMedia: _media,
}
