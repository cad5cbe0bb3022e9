"""The times of a calendar entry that repeats.

Days are walked one by one for a year: whatever a rule says, that ends. (dateutil's rrule looks for
the 30th of February until the year 9999.)
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Component, vBroken

from bot.programme.refusals import CellRefused
from bot.programme.text import quoted

Times = list[tuple[date, date | None]]  # begin, end; datetimes where the hour is known
_Said = dict[str, str]  # the parts of a rule

_HORIZON = 366  # days after the first time
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Frequency:
    """What a rule counts in, and which day it means where it names none."""

    steps: Callable[[date, date], int]  # from the first day to another
    same_place: Callable[[date, date], bool]  # as the first day has


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rule:
    """A rule that was read; a set is empty where the rule says nothing of it."""

    frequency: _Frequency
    every: int
    count: int
    months: frozenset[int]
    dates: frozenset[int]  # of the month; negative from its end
    weekdays: frozenset[tuple[int, int]]  # which of the month (0: every one), weekday

    def fits(self, first: date, day: date) -> bool:
        """Whether a day is one of the rule's that began on the first."""
        if self.frequency.steps(first, day) % self.every:
            return False
        if self.months and day.month not in self.months:
            return False
        if self.dates and self.dates.isdisjoint({day.day, day.day - _length(day) - 1}):
            return False
        if self.weekdays:
            return not self.weekdays.isdisjoint(_nth(day))
        return bool(self.dates) or self.frequency.same_place(first, day)


def expanded(entry: Component, begin: date, length: timedelta | None) -> Times:
    """Every time of an entry, at most a year on; raises CellRefused for a rule it cannot read."""
    try:
        begins = [*_repeated(entry, begin), *instants(entry, "RDATE")]
        left_out = {_wall(when, begin) for when in instants(entry, "EXDATE")}
        kept = {_wall(when, begin): when for when in begins if _wall(when, begin) not in left_out}
        return [(when, when + length if length else None) for _, when in sorted(kept.items())]
    except (ValueError, KeyError, AttributeError, OverflowError) as wrong:
        raise CellRefused("programme.recurrence_unreadable") from wrong


def instants(entry: Component, name: str) -> Iterator[date]:
    """The dates and datetimes of a property; a broken one raises CellRefused."""
    value = entry.get(name)
    if value is None:
        return
    for group in value if isinstance(value, list) else [value]:
        if isinstance(group, vBroken):
            raise CellRefused("programme.date_unreadable", column=name, value=quoted(group))
        for each in getattr(group, "dts", [group]):
            when = each.dt if hasattr(each, "dt") else None
            when = when[0] if isinstance(when, tuple) else when
            if not isinstance(when, date):
                raise CellRefused("programme.date_unreadable", column=name, value=quoted(group))
            yield when


def _repeated(entry: Component, begin: date) -> Iterator[date]:
    value = entry.get("RRULE")
    if value is None:
        yield begin
        return
    if isinstance(value, vBroken | list):
        raise ValueError("a rule that is none")
    rule = _read(dict(part.split("=", 1) for part in value.to_ical().decode().split(";")))
    left = rule.count
    first = _wall(begin, begin)
    limit = first + timedelta(days=_HORIZON)
    until = min((_last(when, begin) for when in value.get("UNTIL", [])), default=limit)
    for ahead in range(_HORIZON + 1):
        when = begin + timedelta(days=ahead)  # wall time: the hour stays over a clock change
        if left <= 0 or _wall(when, begin) > until:
            return
        if rule.fits(first.date(), when.date() if isinstance(when, datetime) else when):
            left -= 1
            yield when


def _read(said: _Said) -> _Rule:
    """Read a rule; raises ValueError or KeyError for one that no programme has."""
    if not said.keys() <= _KNOWN:
        raise ValueError("a part of a rule that no programme has")
    every = int(said.get("INTERVAL", "1"))
    if every < 1:
        raise ValueError("an interval of nothing")
    return _Rule(
        frequency=_FREQUENCIES[said["FREQ"]],
        every=every,
        count=int(said.get("COUNT", _HORIZON)),
        months=frozenset(int(each) for each in _listed(said, "BYMONTH")),
        dates=frozenset(int(each) for each in _listed(said, "BYMONTHDAY")),
        weekdays=frozenset(_weekdays(said)),
    )


_FREQUENCIES = {
    "DAILY": _Frequency(
        steps=lambda first, day: (day - first).days,
        same_place=lambda _first, _day: True,
    ),
    "WEEKLY": _Frequency(
        steps=lambda first, day: ((day - first).days + first.weekday()) // 7,
        same_place=lambda first, day: day.weekday() == first.weekday(),
    ),
    "MONTHLY": _Frequency(
        steps=lambda first, day: (day.year - first.year) * 12 + day.month - first.month,
        same_place=lambda first, day: day.day == first.day,
    ),
    "YEARLY": _Frequency(
        steps=lambda first, day: day.year - first.year,
        same_place=lambda first, day: (day.month, day.day) == (first.month, first.day),
    ),
}


def _weekdays(said: _Said) -> set[tuple[int, int]]:
    """(which of the month, weekday): 0 for every one, negative from the month's end."""
    found = [re.fullmatch(r"([+-]?\d)?(\w\w)", each) for each in _listed(said, "BYDAY")]
    return {(int(each[1] or 0), _DAYS.index(each[2])) for each in found if each}


def _nth(day: date) -> set[tuple[int, int]]:
    ahead, behind = (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7) - 1
    return {(nth, day.weekday()) for nth in (0, ahead, behind)}


def _length(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def _listed(said: _Said, name: str) -> list[str]:
    return said[name].split(",") if name in said else []


def _last(when: date, begin: date) -> datetime:
    if isinstance(when, datetime):
        return _wall(when, begin)
    return datetime(when.year, when.month, when.day, 23, 59)  # noqa: DTZ001 - wall time


def _wall(when: date, begin: date) -> datetime:
    """Local wall time where the entry begins, without zone, so that all can be compared."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day)  # noqa: DTZ001 - wall time
    zone = begin.tzinfo if isinstance(begin, datetime) else None
    if when.tzinfo is not None and zone is not None:
        when = when.astimezone(zone)
    return when.replace(tzinfo=None)
