"""What an examination finds: how bad it is, and what to do."""

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `toctoc doctor`."""

    level: Level
    message_id: str  # its sentence in doctor.po says what to do as well
    fields: dict[str, object] = field(default_factory=dict)


def ok(message_id: str, **fields: object) -> Finding:
    """Return a line that asks for nothing."""
    return Finding(Level.OK, message_id, fields)


def warn(message_id: str, **fields: object) -> Finding:
    """Return a line about what should be better."""
    return Finding(Level.WARN, message_id, fields)


def bad(message_id: str, **fields: object) -> Finding:
    """Return a line about what doesn't work or is not safe."""
    return Finding(Level.BAD, message_id, fields)
