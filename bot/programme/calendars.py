"""iCalendar files as events."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component, vBroken, vCategory, vGeo

from bot.programme.events import Event, add_event
from bot.programme.places import is_street
from bot.programme.recurrence import Times, expanded, instants
from bot.programme.refusals import CellRefused, NestedTooDeep, TooManyLines, Unreadable
from bot.programme.rows import Source
from bot.programme.text import clean

MOST_EVENTS = 20_000
_MOST_LEVELS = 8
_LEVEL = re.compile(r"^(BEGIN|END):(\w{0,40})", re.IGNORECASE | re.MULTILINE)


def read_calendar(text: str, name: str) -> Source:
    """Events of a calendar, numbered; raises Unreadable, NestedTooDeep, TooManyLines."""
    _check_levels(text, name)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        entries = [entry for calendar in calendars for entry in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as wrong:
        raise Unreadable(name=name, kind="iCalendar") from wrong
    moved = {identity for entry in entries for identity in _moved(entry)}
    source = Source()
    for number, entry in enumerate(entries, 1):
        try:
            event = _event(entry, moved)
        except CellRefused as no:
            source.refuse(number, no.message_id, **no.fields)
        else:
            add_event(event, number, source)
    return source


def _check_levels(text: str, name: str) -> None:
    level = events = 0
    for found in _LEVEL.finditer(text):
        begins = found[1].upper() == "BEGIN"
        level += 1 if begins else -1
        events += begins and found[2].upper() == "VEVENT"
        if level > _MOST_LEVELS:
            raise NestedTooDeep(name=name)
    if events > MOST_EVENTS:
        raise TooManyLines(most=MOST_EVENTS)


def _event(entry: Component, moved: set[tuple[str, str]]) -> Event:
    location = _text(entry, "LOCATION")
    place, _, rest = location.partition(",")
    uid = _text(entry, "UID")
    lat, lon = _place(entry)
    return Event(
        uid=uid,
        title=_text(entry, "SUMMARY"),
        times=tuple(
            (begin.isoformat(), end.isoformat() if end else "")
            for begin, end in _times(entry)
            if "RECURRENCE-ID" in entry or (uid, _instant(begin)) not in moved
        ),
        description=_text(entry, "DESCRIPTION"),
        keywords=_keywords(entry),
        organiser=_organiser(entry),
        place=location if is_street(place) else place,
        address=location if is_street(place) or not rest else rest.strip(),
        city="" if re.search(r"\d{4}", location) else location.rpartition(",")[2].strip(),
        lat=lat,
        lon=lon,
        online=bool(
            re.fullmatch(r"(?i)https?://\S+|en ligne|online|visio\w*|teams|zoom", location)
        ),
        called_off=_text(entry, "STATUS").upper() == "CANCELLED",
    )


def _times(entry: Component) -> Times:
    begin = _when(entry, "DTSTART")
    if begin is None:
        raise CellRefused("programme.required_missing", column="DTSTART")
    end = _when(entry, "DTEND")
    length = getattr(_one(entry, "DURATION"), "dt", None)
    if isinstance(begin, datetime) and isinstance(end, datetime):
        length = end - begin if (end.tzinfo is None) == (begin.tzinfo is None) else None
    if not isinstance(length, timedelta) or not isinstance(begin, datetime):
        length = None
    return expanded(entry, begin, length)


def _when(entry: Component, name: str) -> date | None:
    found = list(instants(entry, name))
    return found[0] if found else None


def _moved(entry: Component) -> Iterator[tuple[str, str]]:
    """Which time of a repeated entry this one stands for; nothing when it cannot be read."""
    with suppress(CellRefused):
        for when in instants(entry, "RECURRENCE-ID"):
            yield _text(entry, "UID"), _instant(when)


def _instant(when: date) -> str:
    """One text for one instant, whatever zone it is written in."""
    if not isinstance(when, datetime) or when.tzinfo is None:
        return when.isoformat()
    with suppress(OverflowError):
        when = when.astimezone(UTC)
    return when.isoformat()


def _one(entry: Component, name: str) -> Any:
    """The first value of a property; None where it is absent or broken."""
    value = entry.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return None if isinstance(value, vBroken) else value


def _text(entry: Component, name: str) -> str:
    value = _one(entry, name)
    return str(value).strip() if value is not None else ""


def _place(entry: Component) -> tuple[float | None, float | None]:
    value = _one(entry, "GEO")
    return (value.latitude, value.longitude) if isinstance(value, vGeo) else (None, None)


def _keywords(entry: Component) -> str:
    value = entry.get("CATEGORIES")
    groups = value if isinstance(value, list) else [value]
    return ", ".join(
        str(word) for group in groups if isinstance(group, vCategory) for word in group.cats
    )


def _organiser(entry: Component) -> str:
    return clean(str(getattr(_one(entry, "ORGANIZER"), "params", {}).get("CN", "")))
