"""Figures of an edition, counted from the rows."""

from dataclasses import dataclass
from datetime import date

from bot.domain.staff import Reach
from bot.domain.stats import FIGURES, By, Comparison, Counts, Part
from storage.database import Row, Transaction
from storage.reach import within

NAMES = {
    By.EDITION: "edition.name",
    By.TERRITORY: "territory.name",
    By.SECTOR: "sector.name",
    By.HOST: "host.name",
    By.DAY: "slot.day",
}
COUNTED = """
WITH party AS (
    SELECT booking.slot_id,
           COUNT(*) AS bookings,
           SUM(booking.seats) AS booked,
           SUM(COALESCE(booking.pupils, 0)) AS pupils,
           SUM(COALESCE(attendance.present, 0)) AS attended,
           SUM(CASE WHEN booking.state = 'no_show' THEN booking.seats
                    WHEN booking.state = 'attended' AND attendance.present < booking.seats
                    THEN booking.seats - attendance.present ELSE 0 END) AS no_show
    FROM booking LEFT JOIN attendance ON attendance.booking_id = booking.id
    WHERE booking.state <> 'cancelled' GROUP BY booking.slot_id
), queue AS (
    SELECT slot_id, COUNT(*) AS waiting FROM waitlist
    WHERE state IN ('waiting', 'offered') GROUP BY slot_id
), walk_in AS (
    SELECT slot_id, COUNT(*) AS walk_ins FROM intention GROUP BY slot_id
)
SELECT {name} AS name,
       COUNT(DISTINCT visit.host_id) AS hosts,
       COUNT(DISTINCT visit.id) AS visits,
       COUNT(*) AS slots,
       SUM(CASE WHEN slot.regime = 'none' THEN 0 ELSE slot.capacity END) AS seats,
       SUM(COALESCE(party.bookings, 0)) AS bookings,
       SUM(COALESCE(party.booked, 0)) AS booked,
       SUM(COALESCE(queue.waiting, 0)) AS waiting,
       SUM(COALESCE(party.attended, 0)) AS attended,
       SUM(COALESCE(party.no_show, 0)) AS no_show,
       SUM(COALESCE(walk_in.walk_ins, 0)) AS walk_ins,
       SUM(COALESCE(party.pupils, 0)) AS pupils
FROM slot
JOIN visit ON visit.id = slot.visit_id
JOIN edition ON edition.id = visit.edition_id
JOIN host ON host.id = visit.host_id
JOIN territory ON territory.id = slot.territory_id
JOIN sector ON sector.id = slot.sector_id
LEFT JOIN party ON party.slot_id = slot.id
LEFT JOIN queue ON queue.slot_id = slot.id
LEFT JOIN walk_in ON walk_in.slot_id = slot.id
WHERE slot.edition_id = :edition AND slot.state <> 'cancelled' AND {reached}
GROUP BY {name} ORDER BY {name}
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, as one chooses among them."""

    id: int
    code: str
    name: str
    last_day: date


def editions(tx: Transaction) -> list[Edition]:
    """Return every edition, the latest first."""
    rows = tx.fetch_all(
        "SELECT id, code, name, last_day FROM edition ORDER BY first_day DESC, id DESC"
    )
    return [
        Edition(row["id"], row["code"], row["name"], date.fromisoformat(row["last_day"]))
        for row in rows
    ]


def parts(tx: Transaction, edition_id: int, by: By, reach: Reach) -> list[Part]:
    """Return the figures of each part of an edition within reach, by name or day."""
    sql = COUNTED.format(name=NAMES[by], reached=within(reach))
    rows = tx.fetch_all(sql, {"edition": edition_id})
    return [Part(name=row["name"], counts=_counts(row)) for row in rows]


def comparison(tx: Transaction, edition_id: int, reach: Reach) -> Comparison | None:
    """Return the hosts of the edition before, and how many of this one's it did not have."""
    before = tx.fetch_one(
        """SELECT earlier.id, earlier.name FROM edition AS earlier, edition
           WHERE edition.id = :edition AND earlier.first_day < edition.first_day
           ORDER BY earlier.first_day DESC LIMIT 1""",
        {"edition": edition_id},
    )
    if before is None:
        return None
    theirs = _hosts(tx, before["id"], reach)
    return Comparison(
        before=before["name"],
        hosts_before=len(theirs),
        new=len(_hosts(tx, edition_id, reach) - theirs),
    )


def _hosts(tx: Transaction, edition_id: int, reach: Reach) -> set[int]:
    rows = tx.fetch_all(
        f"""SELECT DISTINCT visit.host_id FROM slot JOIN visit ON visit.id = slot.visit_id
            WHERE slot.edition_id = :edition AND slot.state <> 'cancelled'
            AND {within(reach)}""",  # noqa: S608
        {"edition": edition_id},
    )
    return {row["host_id"] for row in rows}


def _counts(row: Row) -> Counts:
    return Counts(**{name: int(row[name] or 0) for name in FIGURES})
