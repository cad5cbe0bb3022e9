"""List every slot as a visits file does: importing the list changes nothing."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.text import fold
from bot.domain.times import from_text
from bot.tables import Cell, Table
from storage import listings
from storage.database import Row, Transaction

REQUIRED = ("host", "title", "sector", "territory", "city", "starts", "ends", "capacity")
OPTIONAL = (
    "edition", "host_id", "format", "description", "address", "postcode", "lat", "lon",
    "audience", "regime", "opens", "closes", "age_min", "group_max", "pupils_per_adult",
    "conditions", "accessibility", "language", "contact", "ref",
)  # fmt: skip
AS_STORED = (
    "host", "title", "sector", "territory", "city", "format", "description", "address",
    "postcode", "age_min", "group_max", "pupils_per_adult", "conditions", "accessibility",
    "language", "contact", "regime",
)  # fmt: skip
# Without these columns an import assumes its own zone, and France.
ELSEWHERE = ("timezone", "country")
ABROAD = "hors de France"


def export_visits(tx: Transaction, tz: ZoneInfo) -> Table:
    """Return the visits file of everything stored; `tz` is the zone an import assumes."""
    lines = [_line(row, tz) for row in listings.slots(tx)]
    more = [name for name in ELSEWHERE if any(line[name] for line in lines)]
    columns = [*REQUIRED, *OPTIONAL, *more]
    return Table(headings=columns, rows=[[line[name] for name in columns] for line in lines])


def _line(row: Row, tz: ZoneInfo) -> dict[str, Cell]:
    zone = ZoneInfo(row["tz"])
    line: dict[str, Cell] = {name: row[name] for name in AS_STORED}
    walk_in = row["regime"] == "none"
    line |= {
        "starts": _day(row["starts"], zone) if row["time_tba"] else _moment(row["starts"], zone),
        "ends": "" if row["time_tba"] else _moment(row["ends"], zone),
        "capacity": None if walk_in and not row["capacity"] else row["capacity"],
        "edition": row["edition"]
        if fold(row["edition"]) == row["edition_code"]
        else row["edition_code"],
        "host_id": "" if row["host_code"] == fold(row["host"]) else row["host_code"],
        "lat": _number(row["lat"]),
        "lon": _number(row["lon"]),
        "audience": ", ".join(row["audience"].split(",")),
        "opens": _moment(row["opens"], zone) if row["opens"] else "",
        "closes": ""
        if row["closes"] == row["ends" if walk_in else "starts"]
        else _moment(row["closes"], zone),
        "ref": "" if row["ref"] == _own_ref(row) else row["ref"],
        "timezone": "" if zone.key == tz.key else zone.key,
        "country": ABROAD if len(row["postcode"]) == 4 and row["postcode"].isdigit() else "",
    }
    return line


def _own_ref(row: Row) -> str:
    """Return the name an import gives to a slot that has none."""
    names = (fold(row["edition"]), fold(row["host"]), fold(row["title"]), row["starts"])
    return "|".join(names)


def _day(text: str, zone: ZoneInfo) -> str:
    return f"{from_text(text).astimezone(zone):%d/%m/%Y}"


def _moment(text: str, zone: ZoneInfo) -> str:
    """Return the local hour as people write it, in ISO where the clock shows it a second time."""
    local: datetime = from_text(text).astimezone(zone)
    if local.fold:
        return local.isoformat()
    return f"{local:%d/%m/%Y %H:%M:%S}" if local.second else f"{local:%d/%m/%Y %H:%M}"


def _number(value: float | None) -> str:
    """Return a coordinate without exponent, and with all its digits."""
    return "" if value is None else format(Decimal(repr(value)), "f")
