"""What a message is made of, for the rules: tokens, and the days and hours they come to mean."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, `after` exclusive; `shift` days away lies another reading."""

    first: date
    after: date
    shift: int = 0
    doubt: tuple[date, ...] = ()
    """The days to choose from, where the words contradict each other."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of a day, `end` exclusive."""

    start: int
    end: int
    clock: bool = False
    """An hour was said, not a part of the day."""
    loose: bool = False
    """The half of the day was not said: twelve hours later may be meant."""
    figures: bool = False
    """Written as `3:30`."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a group of words: its kind, a number, and what it came to mean."""

    kind: str
    value: int = 0
    text: str = ""
    days: Days | None = None
    hours: Hours | None = None
