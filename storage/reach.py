"""The programme within somebody's reach: territories, visits and slots, whatever their state."""

from datetime import datetime

from bot.domain.catalogue import Choice, Slot
from bot.domain.staff import Reach
from bot.domain.times import to_text
from storage import catalogue
from storage.database import Row, Transaction
from storage.row_numbers import listed

COMING = "EXISTS (SELECT 1 FROM slot WHERE slot.visit_id = visit.id AND slot.ends > :now)"


def territories(tx: Transaction, reach: Reach, now: datetime) -> list[Choice]:
    """Return the territories within reach, and how many visits with coming slots each has."""
    rows = tx.fetch_all(
        f"""SELECT territory.id, territory.name, COUNT(*) AS visits
            FROM visit JOIN territory ON territory.id = visit.territory_id
            WHERE {within(reach)} AND {COMING}
            GROUP BY territory.id, territory.name ORDER BY territory.name""",  # noqa: S608
        {"now": to_text(now)},
    )
    return [Choice(**row) for row in rows]


def visits(tx: Transaction, reach: Reach, territory_id: int | None, now: datetime) -> list[Row]:
    """Return the visits within reach that have coming slots: id, title, host, city."""
    return tx.fetch_all(
        f"""SELECT visit.id, visit.title, host.name AS host, visit.city
            FROM visit JOIN host ON host.id = visit.host_id
            WHERE {within(reach)} AND {COMING}
            AND (visit.territory_id = :territory OR :territory = 0)
            ORDER BY visit.title, host.name, visit.id""",  # noqa: S608
        {"now": to_text(now), "territory": territory_id or 0},
    )


def slots_of(tx: Transaction, visit_ids: tuple[int, ...], now: datetime) -> list[Slot]:
    """Return the slots of some visits that are not over, whatever their state, soonest first."""
    ids = listed(visit_ids)
    rows = tx.fetch_all(
        f"""{catalogue.SLOT} WHERE slot.visit_id IN ({ids}) AND slot.ends > :now
            ORDER BY slot.starts, slot.id""",
        {"now": to_text(now)},
    )
    return [catalogue.to_slot(row) for row in rows]


def booked_at_own_address(tx: Transaction, visit_id: int, now: datetime) -> list[Slot]:
    """Return a visit's coming slots with bookings that meet at the visit's own address."""
    return [
        slot
        for slot in slots_of(tx, (visit_id,), now)
        if slot.taken and not _has_meeting_point(tx, slot.id)
    ]


def _has_meeting_point(tx: Transaction, slot_id: int) -> bool:
    row = tx.fetch_one("SELECT meeting_point FROM slot WHERE id = :id", {"id": slot_id})
    return row is not None and row["meeting_point"] is not None


def within(reach: Reach, of: str = "visit") -> str:
    """Return what narrows visits, or vacancies, to those that somebody's right reaches."""
    if reach.everywhere:
        return "true"
    territories = listed(sorted(reach.territories))
    hosts = listed(sorted(reach.hosts))
    return f"({of}.territory_id IN ({territories}) OR {of}.host_id IN ({hosts}))"
