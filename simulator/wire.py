"""JSON as it travels: one alias for its shape, one way in, one way out."""

from typing import Any, TypeAlias

import orjson

Json: TypeAlias = dict[str, Any]


def dumps(value: object) -> bytes:
    """JSON bytes of a value; what JSON does not know is written as its text."""
    return orjson.dumps(value, default=str)


def loads(text: str | bytes) -> object:
    """The value of JSON text; ValueError when it is none."""
    return orjson.loads(text)
