"""What staff say of a slot: « la visite Biscuiterie de mardi passe à 15h30 », « annule … »."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.understanding.dates import Interval, Question, understand_when
from bot.understanding.shapes import plain
from bot.understanding.staff_change_words import HOUR, IN_WORDS, PATTERNS, Part

HOURS = re.compile(rf"\b{HOUR}")
HOUR_S = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A change in words: of which slot, and to what."""

    part: Part
    slot: str  # the words that name it
    to: str = ""  # the words of the new time
    number: int = 0  # minutes late, earlier or later; or seats


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A new time: a day, an hour, an end; None where that was not said."""

    starts: datetime | None  # local: the hour, on that day when `day_said`
    ends: datetime | None  # local
    day_said: bool
    hour_said: bool


COMPILED = tuple(
    (part, tuple(re.compile(line) for line in lines)) for part, lines in PATTERNS.items()
)
DURATIONS = tuple((re.compile(rf"\b(?:{words})\b"), said) for words, said in IN_WORDS)


def change_in(text: str) -> Said | None:
    """Return the change that a sentence asks for, its slot still in words; None for others."""
    said = " ".join(plain(text).split()).rstrip(" .!")
    for words, minutes in DURATIONS:
        said = words.sub(minutes, said)
    for part, patterns in COMPILED:
        for pattern in patterns:
            if (found := pattern.match(said)) is not None:
                parts = found.groupdict()
                return Said(
                    part=part,
                    slot=parts["slot"],
                    to=parts.get("to") or "",
                    number=int(parts.get("n") or 0),
                )
    return None


def moment_in(text: str, *, language: str, now: datetime) -> Moment | None:
    """Return the new time that words name; `now` is aware and local. None where there is none."""
    meant = understand_when(text, language=language, now=now)
    hours = HOURS.findall(plain(text))
    if isinstance(meant, Question) and len(meant.days) == 1:
        midnight = datetime.combine(meant.days[0], time(), now.tzinfo)
        return Moment(starts=midnight, ends=None, day_said=True, hour_said=False)
    if not isinstance(meant, Interval):
        return None
    several = len(hours) > 1 or meant.end - meant.start > HOUR_S
    return Moment(
        starts=meant.start,
        ends=meant.end if meant.by_clock and several else None,
        day_said=meant.day_said,
        hour_said=meant.by_clock,
    )
