"""The times of a calendar entry that repeats.

Days are walked one by one for a year: whatever a rule says, that ends. (dateutil's rrule looks for
the 30th of February until the year 9999.)
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from icalendar import Component, vBroken

from bot.programme.refusals import CellRefused
from bot.programme.text import quoted

Times = list[tuple[date, date | None]]  # begin, end; datetimes where the hour is known
_Rule = dict[str, str]

_HORIZON = 366  # days after the first time
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"}


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
    rule: _Rule = dict(part.split("=", 1) for part in value.to_ical().decode().split(";"))
    if not rule.keys() <= _KNOWN:
        raise ValueError("a part of a rule that no programme has")
    left = int(rule.get("COUNT", _HORIZON))
    first = _wall(begin, begin)
    limit = first + timedelta(days=_HORIZON)
    until = min((_last(when, begin) for when in value.get("UNTIL", [])), default=limit)
    fits = _fitting(rule, first.date())
    for ahead in range(_HORIZON + 1):
        when = begin + timedelta(days=ahead)  # wall time: the hour stays over a clock change
        if left <= 0 or _wall(when, begin) > until:
            return
        if fits(when if not isinstance(when, datetime) else when.date()):
            left -= 1
            yield when


def _fitting(rule: _Rule, first: date) -> Callable[[date], bool]:
    """Whether a day is one of the rule's."""
    every = int(rule.get("INTERVAL", "1"))
    if every < 1:
        raise ValueError("an interval of nothing")
    step = _STEPS[rule["FREQ"]]
    by_day, by_date = _weekdays(rule), [int(each) for each in _listed(rule, "BYMONTHDAY")]
    months = [int(each) for each in _listed(rule, "BYMONTH")] or range(1, 13)

    def fits(day: date) -> bool:
        if step(first, day) % every or day.month not in months:
            return False
        if by_date and not {day.day, day.day - _length(day) - 1} & set(by_date):
            return False
        if by_day:
            return bool(_nth(day) & by_day)
        return bool(by_date) or _same_place(rule["FREQ"], first, day)

    return fits


def _same_place(frequency: str, first: date, day: date) -> bool:
    match frequency:
        case "WEEKLY":
            return day.weekday() == first.weekday()
        case "MONTHLY":
            return day.day == first.day
        case "YEARLY":
            return (day.month, day.day) == (first.month, first.day)
    return True


_STEPS: dict[str, Callable[[date, date], int]] = {
    "DAILY": lambda first, day: (day - first).days,
    "WEEKLY": lambda first, day: ((day - first).days + first.weekday()) // 7,
    "MONTHLY": lambda first, day: (day.year - first.year) * 12 + day.month - first.month,
    "YEARLY": lambda first, day: day.year - first.year,
}


def _weekdays(rule: _Rule) -> set[tuple[int, int]]:
    """(which of the month, weekday): 0 for every one, negative from the month's end."""
    found = [re.fullmatch(r"([+-]?\d)?(\w\w)", each) for each in _listed(rule, "BYDAY")]
    return {(int(each[1] or 0), _DAYS.index(each[2])) for each in found if each}


def _nth(day: date) -> set[tuple[int, int]]:
    ahead, behind = (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7) - 1
    return {(nth, day.weekday()) for nth in (0, ahead, behind)}


def _length(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def _listed(rule: _Rule, name: str) -> list[str]:
    return rule[name].split(",") if name in rule else []


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
