"""The times of a calendar entry that repeats."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr  # type: ignore[import-untyped] # icalendar's own dependency
from icalendar import Component

from bot.programme.refusals import CellRefused

Times = list[tuple[date, date | None]]  # begin, end; datetimes where the hour is known

_MOST = 1_000
_HORIZON = timedelta(days=3 * 366)
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def expanded(entry: Component, begin: date, length: timedelta | None) -> Times:
    """Every time of an entry, at most three years on; raises CellRefused for a broken rule."""
    try:
        begins = [*_repeated(entry, begin), *instants(entry, "RDATE")]
        left_out = {_wall(when, begin) for when in instants(entry, "EXDATE")}
        kept = {_wall(when, begin): when for when in begins if _wall(when, begin) not in left_out}
        return [(when, when + length if length else None) for _, when in sorted(kept.items())]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as wrong:
        raise CellRefused("programme.recurrence_unreadable") from wrong


def instants(entry: Component, name: str) -> Iterator[date]:
    """The dates and datetimes of a property; a broken one raises CellRefused."""
    value = entry.get(name)
    if value is None:
        return
    for group in value if isinstance(value, list) else [value]:
        for each in getattr(group, "dts", [group]):
            when = each.dt if hasattr(each, "dt") else None
            when = when[0] if isinstance(when, tuple) else when
            if not isinstance(when, date):
                raise CellRefused("programme.date_unreadable", column=name, value=str(group)[:60])
            yield when


def _repeated(entry: Component, begin: date) -> Iterator[date]:
    rule = entry.get("RRULE")
    if rule is None:
        yield begin
        return
    if str(rule["FREQ"][0]) not in _FREQUENCIES or int(rule.get("INTERVAL", [1])[0]) < 1:
        raise ValueError("a rule that no programme has")
    first = _wall(begin, begin)
    until = min([_last(when, begin) for when in rule.get("UNTIL", [])] + [first + _HORIZON])
    parts = rule.to_ical().decode().split(";")
    kept = ";".join(part for part in parts if not part.startswith(("UNTIL", "COUNT")))
    count = min(int(rule.get("COUNT", [_MOST])[0]), _MOST)
    for when in islice(rrulestr(kept, dtstart=first).replace(until=until), count):
        yield when.replace(tzinfo=begin.tzinfo) if isinstance(begin, datetime) else when.date()


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
