"""From when to when a visit is to be moved: « de mardi à jeudi », `my Tuesday visit to Friday`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.understanding.dates import Interval, Question, understand_when
from bot.understanding.sentence import TO
from bot.understanding.shapes import plain
from bot.understanding.weekdays import is_weekday_alone

LONGEST = 62  # days of an interval, or until a weekday comes again, that are looked at


@dataclass(frozen=True, slots=True)
class Moving:
    """The days that the visit may be on, and those it may go to; none where none was said."""

    source: tuple[date, ...] = ()
    target: tuple[date, ...] = ()


def moving_in(text: str, *, language: str, now: datetime) -> Moving:
    """Return what a text says; `now` is aware and local. A weekday alone is any such day to come.

    Without a word for "to" it is the visit's own day that was said.
    """
    folded = plain(text)
    for found in reversed(list(TO.finditer(folded))):
        after = folded[found.start() :]
        if target := _days(after, language, now):
            return Moving(_days(folded[: found.start()], language, now), target)
    return Moving(source=_days(folded, language, now))


def _days(text: str, language: str, now: datetime) -> tuple[date, ...]:
    when = understand_when(text, language=language, now=now)
    if isinstance(when, Question):
        return when.days
    if not isinstance(when, Interval) or not when.day_said:
        return ()
    first, last = when.start.date(), (when.end - timedelta(microseconds=1)).date()
    length = min((last - first).days, LONGEST)
    if not length and is_weekday_alone(text, first, now.date()):
        return tuple(first + timedelta(days=ahead) for ahead in range(0, LONGEST, 7))
    return tuple(first + timedelta(days=ahead) for ahead in range(length + 1))
