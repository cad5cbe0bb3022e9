"""Dates and hours as programme files write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.programme.refusals import CellRefused
from bot.programme.text import plain, quoted

FIRST_YEAR, LAST_YEAR = 2000, 2099

_WEEKDAYS = (
    ("lundi", "monday", "lun", "mon"),
    ("mardi", "tuesday", "mar", "tue"),
    ("mercredi", "wednesday", "mer", "wed"),
    ("jeudi", "thursday", "jeu", "thu"),
    ("vendredi", "friday", "ven", "fri"),
    ("samedi", "saturday", "sam", "sat"),
    ("dimanche", "sunday", "dim", "sun"),
)
_MONTHS = (
    ("janvier", "january", "janv", "jan"),
    ("fevrier", "february", "fevr", "fev", "feb"),
    ("mars", "march"),
    ("avril", "april", "avr", "apr"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july", "juil"),
    ("aout", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_DAY = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9})[.,]?\s+)?(?:"
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}|\d{2})"
    r"|(?P<d3>\d{1,2})(?:er)?\s+(?P<word>[a-z]{3,9})\.?\s+(?P<y3>\d{4})"
    r")(?![\d/.])[,\s]*(?:t|a\s|at\s|de\s|-\s)?\s*(?P<clock>.*)"
)
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:h|:)(?P<m>\d{2})?(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?(?:mn|min)?"
    r"(?P<half>am|pm)?(?P<zone>z|[+-]\d{2}:?(?:\d{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in local time, and whether its hour was written."""

    when: datetime  # aware
    has_hour: bool


def read_moment(value: object, zone: ZoneInfo, day: date | None = None) -> Moment:
    """A date with or without an hour, or an hour alone when the `day` is known.

    Raises CellRefused for what is not a date, or not on that weekday.
    """
    text = plain(str(value)[:80]).strip()
    clock = read_clock(text)
    if clock is not None and day is not None:
        return Moment(_placed(day, clock, zone), has_hour=True)
    found = _DAY.fullmatch(text)
    if found is None:
        raise CellRefused("programme.date_unreadable", value=quoted(value))
    written = _day(found, value)
    if not found["clock"]:
        return Moment(datetime.combine(written, time(), zone), has_hour=False)
    clock = read_clock(found["clock"])
    if clock is None:
        raise CellRefused("programme.date_unreadable", value=quoted(value))
    return Moment(_placed(written, clock, zone), has_hour=True)


def read_clock(text: str) -> time | None:
    """`10h15`, `14:00:00`, `2:30pm`, `14:00+01:00`; None for anything else."""
    found = _CLOCK.fullmatch("".join(text.split()))
    if found is None or (found["m"] is None and "h" not in found[0]):
        return None
    hour = int(found["h"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    try:
        return time(hour, int(found["m"] or 0), int(found["s"] or 0), tzinfo=_offset(found["zone"]))
    except ValueError:
        return None


def _offset(text: str | None) -> timezone | None:
    if not text or text == "z":
        return UTC if text else None
    digits = text[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-ahead if text[0] == "-" else ahead)


def _placed(day: date, clock: time, zone: ZoneInfo) -> datetime:
    if clock.tzinfo is None:
        return datetime.combine(day, clock, zone)
    return datetime.combine(day, clock).astimezone(zone)


def _day(found: re.Match[str], value: object) -> date:
    try:
        day = _written(found)
    except ValueError as wrong:
        raise CellRefused("programme.date_unreadable", value=quoted(value)) from wrong
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellRefused(
            "programme.date_out_of_range", value=quoted(value), first=FIRST_YEAR, last=LAST_YEAR
        )
    weekday = found["weekday"]
    if weekday and _WEEKDAY.get(weekday) != day.weekday():
        raise CellRefused("programme.weekday_mismatch", value=quoted(value), weekday=weekday)
    return day


def _written(found: re.Match[str]) -> date:
    """The date, whichever way it was written; raises ValueError for one that no calendar has."""
    year = _one_of(found, "y", "y2", "y3")
    month = _MONTH.get(found["word"], 0) if found["word"] else int(_one_of(found, "m", "m2"))
    century = 2000 if len(year) == 2 else 0
    return date(century + int(year), month, int(_one_of(found, "d", "d2", "d3")))


def _one_of(found: re.Match[str], *groups: str) -> str:
    return next(text for group in groups if (text := found[group]))
