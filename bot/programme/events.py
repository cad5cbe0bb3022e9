"""An event of a public agenda, and the slots it makes: agendas know no host, sector or seats."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.programme import Audience
from bot.programme.choices import read_audiences, read_format
from bot.programme.places import company_in, department_of, is_street, town_in
from bot.programme.rows import Cell, Row, Source
from bot.programme.sectors import GENERAL, sector_of
from bot.programme.text import clean, quoted

_MOST_TIMES = 1_000  # of one event


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What OpenAgenda, OpenDataSoft and iCalendar say of an event, in one shape."""

    uid: str
    title: str
    times: tuple[tuple[str, str], ...]  # begin and end, ISO or empty
    description: str = ""
    keywords: str = ""
    agenda: str = ""  # what the event was published in
    organiser: str = ""
    place: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    department: str = ""
    region: str = ""
    country: str = ""
    lat: Cell = None
    lon: Cell = None
    age_min: Cell = None
    conditions: str = ""
    accessibility: str = ""
    contact: str = ""
    online: bool = False
    called_off: bool = False


def add_event(event: Event, line: int, source: Source) -> None:
    """Add a row for each time of an event, or say why there is none."""
    title = quoted(event.title)
    if event.called_off:
        source.warn(line, "programme.called_off", title=title)
        return
    if event.online:
        source.refuse(line, "programme.no_place", title=title)
        return
    if is_street(event.place):
        source.warn(line, "programme.place_is_street", place=quoted(event.place))
    if len(event.times) > _MOST_TIMES:
        source.warn(line, "programme.times_left_out", title=title, most=_MOST_TIMES)
    shared = _cells(event, line, source)
    for begin, end in event.times[:_MOST_TIMES] or (("", ""),):
        ref = f"{event.uid}@{_stamp(begin)}" if event.uid and begin else None
        cells = {**shared, "starts": begin, "ends": end, "ref": ref}
        source.add(Row(line=line, cells={name: cell for name, cell in cells.items() if cell}))


def _cells(event: Event, line: int, source: Source) -> dict[str, Cell]:
    said = f"{event.title} · {event.keywords}"
    audiences = read_audiences(said, loose=False) or {Audience.PUBLIC}
    return {
        **_house(event),
        **_town(event, line, source),
        "title": event.title,
        "sector": _sector(event, line, source),
        "format": read_format(said),
        "description": event.description,
        "audience": ", ".join(sorted(audiences)),
        "age_min": event.age_min,
        "conditions": event.conditions,
        "accessibility": event.accessibility,
        "contact": clean(event.contact),
    }


def _house(event: Event) -> dict[str, Cell]:
    """Return the host and its address: what an agenda names a place may be either."""
    if not is_street(event.place):
        return {"host": event.organiser or event.place, "address": event.address}
    host = event.organiser or company_in(event.title) or event.place
    return {"host": host, "address": event.address or event.place}


def _town(event: Event, line: int, source: Source) -> dict[str, Cell]:
    postcode, city = town_in(event.address)
    postcode, city = event.postcode or postcode, event.city or city
    territory = event.department or department_of(postcode) or event.region
    if not territory and city:
        source.warn(line, "programme.territory_assumed", city=quoted(city))
    return {
        "territory": territory or city,
        "city": city,
        "postcode": postcode,
        "country": event.country,
        "lat": event.lat,
        "lon": event.lon,
    }


def _sector(event: Event, line: int, source: Source) -> str:
    sector = sector_of(event.keywords, event.title, event.agenda)
    if sector == GENERAL:
        source.warn(line, "programme.sector_assumed", sector=sector)
    return sector


def _stamp(begin: str) -> str:
    try:
        return datetime.fromisoformat(begin).astimezone(UTC).strftime("%Y%m%dT%H%MZ")
    except (ValueError, OverflowError):
        return clean(begin)[:40]
