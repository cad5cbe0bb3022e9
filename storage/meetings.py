"""The next slots at which one can meet hosts."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.catalogue import Slot
from bot.domain.programme import Audience, Format
from bot.domain.times import to_text
from storage.catalogue import SLOT, to_slot
from storage.database import Transaction
from storage.row_numbers import listed

# One row a visit: the slot that begins next, can be booked now, and is for the audience.
NEXT = """slot.id = (
    SELECT following.id FROM slot AS following
    JOIN edition AS of_it ON of_it.id = following.edition_id
    WHERE following.visit_id = visit.id AND following.closes > :now
    AND COALESCE(following.opens, of_it.opens, :now) <= :now
    AND following.state = 'open'
    AND (following.taken < following.capacity OR following.regime = 'none')
    AND (following.audience LIKE :audience OR following.audience LIKE :everybody)
    ORDER BY following.starts, following.id LIMIT 1)"""
MEETING = f"(visit.format IN ('{Format.JOB_DATING}', '{Format.INTERVIEW}'))"


def next_slots(
    tx: Transaction, hosts: Iterable[int], audience: Audience, now: datetime
) -> list[tuple[int, Slot]]:
    """Return host and next slot of every visit of some hosts, job datings and interviews first."""
    return _next(tx, f"visit.host_id IN ({listed(hosts)})", audience, now)


def next_of_visits(
    tx: Transaction, visits: Iterable[int], audience: Audience, now: datetime
) -> list[tuple[int, Slot]]:
    """Return host and next slot of some visits, those without one left out."""
    return _next(tx, f"visit.id IN ({listed(visits)})", audience, now)


def _next(tx: Transaction, which: str, audience: Audience, now: datetime) -> list[tuple[int, Slot]]:
    columns = SLOT.replace("SELECT slot.id,", "SELECT visit.host_id, slot.id,", 1)
    rows = tx.fetch_all(
        f"""{columns} WHERE {which} AND {NEXT}
            ORDER BY CASE WHEN {MEETING} THEN 0 ELSE 1 END, slot.starts, slot.id""",
        {
            "now": to_text(now),
            "audience": f"%{audience.value}%",
            "everybody": f"%{Audience.PUBLIC.value}%",
        },
    )
    return [(row["host_id"], to_slot(row)) for row in rows]
