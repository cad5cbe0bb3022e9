"""Events as OpenAgenda v2 and its flat OpenDataSoft exports write them."""

import re
from collections.abc import Mapping

import orjson

from bot.programme.events import Event
from bot.programme.rows import Cell

Record = Mapping[str, object]

_ONLINE, _MOVED_ONLINE = "2", "3"  # attendanceMode, status
_CALLED_OFF = {"4", "6"}  # status: postponed, cancelled (5 is full: still an event)
_DISABILITIES = {
    "hi": "handicap auditif",
    "vi": "handicap visuel",
    "pi": "handicap psychique",
    "mi": "handicap moteur",
    "ii": "handicap intellectuel",
}
_SHORT = ("firstTiming", "nextTiming", "lastTiming")  # what a short listing says of the times
_LIKES_EVENT = ("title", "title_fr", "titre", "uid", "firstdate_begin", "first_date", "timings")


def looks_like_event(record: Record) -> bool:
    """Whether a JSON object, or a line of an exported table, has an event's keys."""
    return sum(key in record for key in _LIKES_EVENT) >= 2


def read_event(record: Record) -> Event:
    """One event of either shape; what is absent stays empty."""
    flat = {**_spread(_opened(record.get("location"))), **record}
    lat, lon = _coordinates(flat)
    status, mode = _id(flat, "status"), _id(flat, "attendanceMode", "attendancemode")
    place = _said(flat, "location_name", "placename", "name")
    return Event(
        uid=_said(flat, "uid"),
        title=_said(flat, "title", "title_fr", "titre"),
        times=_times(flat),
        description=_said(
            flat,
            "longDescription",
            "longdescription_fr",
            "long_description",
            "free_text",
            "description",
            "description_fr",
        ),
        keywords=_said(flat, "keywords", "keywords_fr", "tags"),
        agenda=_agenda(flat),
        organiser=_organiser(flat),
        place=place,
        address=_said(flat, "location_address", "address"),
        city=_said(flat, "location_city", "city"),
        postcode=_said(flat, "location_postalCode", "location_postalcode", "postalcode"),
        department=_said(flat, "location_department", "department"),
        region=_said(flat, "location_region", "region"),
        country=_said(flat, "location_countryCode", "location_countrycode", "countrycode"),
        lat=lat,
        lon=lon,
        age_min=_cell(flat.get("age_min")) or _cell(_inside(flat.get("age"), "min")),
        conditions=_said(flat, "conditions", "conditions_fr"),
        accessibility=_accessibility(flat),
        contact=_contact(flat),
        online=(mode == _ONLINE or status == _MOVED_ONLINE),
        called_off=status in _CALLED_OFF,
    )


def _spread(location: object) -> dict[str, object]:
    if not isinstance(location, dict):
        return {}
    return {f"location_{key}": value for key, value in location.items()}


def _said(record: Record, *keys: str) -> str:
    """The first of these keys that says something, as text."""
    return next((text for key in keys if (text := _text(_opened(record.get(key))))), "")


def _text(value: object, depth: int = 2) -> str:
    if isinstance(value, dict) and depth:
        return _text(_in_one_language(value), depth - 1)
    if isinstance(value, list) and depth:
        return ", ".join(filter(None, (_text(item, depth - 1) for item in value[:200])))
    said = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if said else ""


def _in_one_language(texts: Mapping[str, object]) -> object:
    return texts.get("fr") or texts.get("en") or next(iter(texts.values()), "")


def _opened(value: object) -> object:
    """The JSON that a string holds, when it holds some."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            opened: object = orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
        return opened
    return value


def _inside(value: object, *keys: str) -> object:
    opened = _opened(value)
    if not isinstance(opened, dict):
        return None
    return next((opened[key] for key in keys if opened.get(key) not in (None, "")), None)


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float) else None


def _id(record: Record, *keys: str) -> str:
    value = next((record[key] for key in keys if record.get(key) is not None), "")
    return _text(_inside(value, "id") if isinstance(_opened(value), dict) else value)


def _organiser(record: Record) -> str:
    for key in ("organizer", "organiser", "contributor", "member"):
        name = _text(_inside(record.get(key), "organization", "organisation", "name"))
        if name:
            return name
    return _said(record, "contributor_organization", "organizer_name", "organizer", "organiser")


def _agenda(record: Record) -> str:
    named = _text(_inside(record.get("originAgenda"), "title")) or _said(
        record, "originagenda_title"
    )
    address = _said(record, "canonicalUrl", "canonicalurl", "url")
    return named or (address.split("/")[3] if address.count("/") > 4 else "")


def _times(record: Record) -> tuple[tuple[str, str], ...]:
    timings = _opened(record.get("timings"))
    if isinstance(timings, list) and timings:
        return tuple(_timing(each) for each in timings)
    short = [_opened(record[key]) for key in _SHORT if record.get(key)]
    if short:
        return tuple(dict.fromkeys(_timing(each) for each in short))
    table = _said(record, "timetable")  # "begin end;begin end", the oldest exports
    return tuple(_pair(each) for each in table.split(";") if each.strip()) or _ends(record)


def _pair(times: str) -> tuple[str, str]:
    begin, *rest = times.split()
    return begin, rest[0] if rest else ""


def _ends(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the first and the last time of the flat shape, once when they are the same."""
    first = _said(record, "firstdate_begin", "first_date", "date_start")
    last = _said(record, "lastdate_begin", "last_date")
    pairs = [(first, _said(record, "firstdate_end"))]
    if last != first:
        pairs.append((last, _said(record, "lastdate_end")))
    return tuple(pair for pair in dict.fromkeys(pairs) if pair[0])


def _timing(value: object) -> tuple[str, str]:
    return _text(_inside(value, "begin", "start")), _text(_inside(value, "end"))


def _coordinates(record: Record) -> tuple[Cell, Cell]:
    for key in ("location_coordinates", "latlon", "location_latlon", "geo_point_2d"):
        point = _opened(record.get(key))
        if isinstance(point, dict):
            return _cell(point.get("lat")), _cell(point.get("lon"))
        pair = point if isinstance(point, list) else re.split(r"[,;]\s*", str(point or ""))
        if len(pair) == 2:
            return _cell(pair[0]), _cell(pair[1])
    lat, lon = (
        _said(record, "location_latitude", "latitude"),
        _said(record, "location_longitude", "longitude"),
    )
    return lat or None, lon or None


def _accessibility(record: Record) -> str:
    label = _said(record, "accessibility_label_fr")
    if label:
        return label
    value = _opened(record.get("accessibility"))
    if isinstance(value, dict):
        codes = [code for code, yes in value.items() if yes]
    else:
        codes = re.split(r"[;,]\s*", _text(value))
    return ", ".join(_DISABILITIES.get(code, code) for code in codes if code)


def _contact(record: Record) -> str:
    ways = _opened(record.get("registration"))
    for way in ways if isinstance(ways, list) else [ways]:
        value = _text(_inside(way, "value")) or (_text(way) if isinstance(way, str) else "")
        if value:
            return value
    return ""
