"""List every slot as a visits file does: importing the list changes nothing."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.text import fold
from bot.domain.times import from_text
from bot.programme.slots import ODD_BEFORE as EARLIEST
from bot.services.import_programme import own_ref
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
SURE = "hour_confirmed"
# Without these columns an import assumes its own zone, France, and no visit at night.
ELSEWHERE = ("timezone", "country", SURE)
ABROAD = "hors de France"


def export_visits(tx: Transaction, tz: ZoneInfo) -> Table:
    """Return the visits file of everything stored; `tz` is the zone an import assumes."""
    lines = [_line(row, tz) for row in listings.slots(tx)]
    more = [name for name in ELSEWHERE if any(line[name] for line in lines)]
    columns = [*REQUIRED, *OPTIONAL, *more]
    return Table(headings=columns, rows=[[line[name] for name in columns] for line in lines])


def _line(row: Row, tz: ZoneInfo) -> dict[str, Cell]:
    zone = ZoneInfo(row["tz"])
    words: dict[str, Cell] = {name: row[name] for name in AS_STORED}
    return words | _times(row, zone) | _names(row) | _seats(row) | _place(row, zone, tz)


def _times(row: Row, zone: ZoneInfo) -> dict[str, Cell]:
    """Return the columns of hours; what an import assumes by itself is left empty."""
    starts = from_text(row["starts"]).astimezone(zone)
    if row["time_tba"]:
        times = {"starts": f"{starts:%d/%m/%Y}", "ends": "", SURE: ""}
    else:
        odd = starts.time() < EARLIEST
        times = {"starts": _moment(starts), "ends": _moment(_local(row["ends"], zone))}
        times[SURE] = "oui" if odd else ""
    closing = row["ends" if row["regime"] == "none" else "starts"]
    times["opens"] = _moment(_local(row["opens"], zone)) if row["opens"] else ""
    own_closing = row["closes"] != closing
    times["closes"] = _moment(_local(row["closes"], zone)) if own_closing else ""
    return dict(times)


def _names(row: Row) -> dict[str, Cell]:
    """Return the columns that say what is what, in the names that an import folds back."""
    named_by_itself = fold(row["edition"]) == row["edition_code"]
    own = own_ref(row["host"], row["title"], row["starts"])
    return {
        "edition": row["edition"] if named_by_itself else row["edition_code"],
        "host_id": "" if row["host_code"] == fold(row["host"]) else row["host_code"],
        "ref": "" if row["ref"] == own else row["ref"],
    }


def _seats(row: Row) -> dict[str, Cell]:
    open_to_all = row["regime"] == "none" and not row["capacity"]
    return {
        "capacity": None if open_to_all else row["capacity"],
        "audience": ", ".join(row["audience"].split(",")),
    }


def _place(row: Row, zone: ZoneInfo, tz: ZoneInfo) -> dict[str, Cell]:
    foreign = len(row["postcode"]) == 4 and row["postcode"].isdigit()
    return {
        "lat": _number(row["lat"]),
        "lon": _number(row["lon"]),
        "timezone": "" if zone.key == tz.key else zone.key,
        "country": ABROAD if foreign else "",
    }


def _local(text: str, zone: ZoneInfo) -> datetime:
    return from_text(text).astimezone(zone)


def _moment(local: datetime) -> str:
    """Return the local hour as people write it, in ISO where the clock shows it a second time."""
    if local.fold:
        return local.isoformat()
    return f"{local:%d/%m/%Y %H:%M:%S}" if local.second else f"{local:%d/%m/%Y %H:%M}"


def _number(value: float | None) -> str:
    """Return a coordinate without exponent, and with all its digits."""
    return "" if value is None else format(Decimal(repr(value)), "f")
