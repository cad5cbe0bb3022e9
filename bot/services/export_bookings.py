"""List every booking, by time and without anybody's identity."""

from zoneinfo import ZoneInfo

from bot.domain.times import from_text
from bot.tables import Table
from storage import listings
from storage.database import Transaction

COLUMNS = (
    "code", "state", "seats", "coming", "edition", "territory", "sector", "host", "title", "city",
    "starts", "ends", "created", "changed", "ref",
)  # fmt: skip
INSTANTS = ("starts", "ends", "created", "changed")


def export_bookings(tx: Transaction) -> Table:
    """Return the bookings, instants in the local time of the visit, `2026-11-24 14:00`."""
    rows = []
    for row in listings.bookings(tx):
        zone = ZoneInfo(row["tz"])
        values = {name: row[name] for name in COLUMNS}
        for name in INSTANTS:
            values[name] = f"{from_text(row[name]).astimezone(zone):%Y-%m-%d %H:%M}"
        rows.append([values[name] for name in COLUMNS])
    return Table(headings=COLUMNS, rows=rows)
