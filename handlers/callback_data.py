"""A button on the wire: versioned, in at most 64 bytes.

It is written `<tag><version>:<revision>:<field>:…`. The revision is that of the conversation whose
live screen shows the button; an older one never acts. Messages that stay (tickets, reminders,
offers) carry no revision: their buttons act whenever they are tapped, and the service checks whose
they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date

from bot.conversation import Step
from handlers.callbacks import Button

VERSION = "1"
MOST_BYTES = 64
MOST_NUMBER = 2**63 - 1  # what a database takes


class StaleButton(Exception):
    """A button of another version, or none of ours."""


def _number(text: str) -> int:
    number = int(text)
    if abs(number) > MOST_NUMBER:
        raise ValueError(text)
    return number


READERS: dict[object, Callable[[str], object]] = {
    int: _number,
    str: str,
    date: date.fromisoformat,
    Step: Step,
}


def encode(button: Button, revision: int | None) -> str:
    """Return a button's callback data. Raises `ValueError` over 64 bytes."""
    parts = [button.tag + VERSION, "" if revision is None else str(revision)]
    parts += [str(getattr(button, field.name)) for field in fields(button)]
    data = ":".join(parts)
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"{type(button).__name__} takes more than {MOST_BYTES} bytes")
    return data


def decode(data: str, kinds: Mapping[str, type[Button]]) -> tuple[Button, int | None]:
    """Return a button and its revision. Raises `StaleButton` for anything else.

    `kinds` are the buttons that have a door, by tag.
    """
    head, _, rest = data.partition(":")
    kind = kinds.get(head[:-1]) if head.endswith(VERSION) else None
    if kind is None:
        raise StaleButton(head)
    revision, *values = rest.split(":")
    names = fields(kind)
    try:
        read = [READERS[name.type](value) for name, value in zip(names, values, strict=True)]
        return kind(*read), _number(revision) if revision else None
    except ValueError as error:
        raise StaleButton(head) from error
