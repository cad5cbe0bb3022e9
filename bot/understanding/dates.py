"""When somebody means: text, language, now → an interval, a question, or nothing.

dateparser reads absolute dates and plain relative days well and is wrong, silently, about most of
the rest (`mardi 14h` → the 14th). So only whole texts of the shapes it gets right reach it, and
its answer is checked: never past, never another weekday than the one that was written.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import dateparser

from bot.domain.text import fold

MOST_CHARACTERS = 200
SAFE = re.compile(
    r"(aujourd hui|demain|apres demain|today|tomorrow|day after tomorrow"
    r"|\d{1,2}(er|st|nd|rd|th)? [a-z]+( \d{4})?|[a-z]+ \d{1,2}(st|nd|rd|th)?( \d{4})?"
    r"|\d{1,2} \d{1,2}( \d{2,4})?|\d{4} \d{1,2} \d{1,2})"
)
WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """From an instant to another, end exclusive, both in local time."""

    start: datetime
    end: datetime

    def touches(self, day: date) -> bool:
        """Tell whether any of it is on a day."""
        return self.start.date() <= day <= (self.end - timedelta(microseconds=1)).date()


@dataclass(frozen=True, slots=True)
class Question:
    """The text can mean several days, or contradicts itself: ask which of these is meant."""

    days: tuple[date, ...]


def understand_when(text: str, *, language: str, now: datetime) -> Interval | Question | None:
    """Return what a text means, in the time zone of the aware local `now`; never the past."""
    words = fold(text[:MOST_CHARACTERS]).removeprefix("le ").removeprefix("on ")
    weekday, rest = _split_weekday(words, language)
    if weekday is not None and not rest:
        ahead = (weekday - now.weekday()) % 7
        return _whole_day(now.date() + timedelta(days=ahead), now)
    found = _absolute(rest, language, now)
    if found is None or found < now.date():
        return None
    if weekday is not None and found.weekday() != weekday:
        return Question((found, now.date() + timedelta(days=(weekday - now.weekday()) % 7)))
    return _whole_day(found, now)


def _split_weekday(words: str, language: str) -> tuple[int | None, str]:
    first, _, rest = words.partition(" ")
    names = WEEKDAYS.get(language, ())
    return (names.index(first), rest.removeprefix("le ")) if first in names else (None, words)


def _absolute(words: str, language: str, now: datetime) -> date | None:
    if not SAFE.fullmatch(words):
        return None
    found = dateparser.parse(
        re.sub(r"(?<=\d) (?=\d)", "/", words),
        languages=[language],
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "YMD" if re.match(r"\d{4}", words) else "DMY",
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return found.date() if found else None


def _whole_day(day: date, now: datetime) -> Interval:
    start = datetime.combine(day, time(), tzinfo=now.tzinfo)
    return Interval(start, start + timedelta(days=1))
