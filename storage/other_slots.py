"""What lies beside a slot: other visits of those who booked it, and other slots for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.catalogue import Slot
from bot.domain.times import from_text, to_text
from storage import catalogue
from storage.changes import Whereabouts
from storage.database import Transaction

NEAR = timedelta(days=7)  # where other slots are looked for, before and after
MOST_NEAR = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherVisit:
    """Another visit of somebody who booked a slot."""

    title: str
    starts: datetime  # UTC
    ends: datetime  # UTC


def other_visits(tx: Transaction, slot_id: int, now: datetime) -> Mapping[int, list[OtherVisit]]:
    """Return the other coming visits of those who booked a slot, by their booking on it."""
    rows = tx.fetch_all(
        """SELECT mine.id, visit.title, slot.starts, slot.ends
           FROM booking AS mine JOIN booking AS other ON other.chat_id = mine.chat_id
                AND other.state = 'confirmed' AND other.slot_id <> mine.slot_id
           JOIN slot ON slot.id = other.slot_id JOIN visit ON visit.id = slot.visit_id
           WHERE mine.slot_id = :slot AND mine.state <> 'no_show' AND slot.ends > :now
           AND slot.time_tba = 0 ORDER BY mine.id, slot.starts""",
        {"slot": slot_id, "now": to_text(now)},
    )
    found: dict[int, list[OtherVisit]] = {}
    for row in rows:
        visit = OtherVisit(
            title=row["title"], starts=from_text(row["starts"]), ends=from_text(row["ends"])
        )
        found.setdefault(row["id"], []).append(visit)
    return found


def alternatives(
    tx: Transaction, slot: Slot, where: Whereabouts, around: datetime, now: datetime
) -> list[Slot]:
    """Return other slots with seats: the same visit's, its host's, its sector's there; nearest.

    `around` is the time that people had booked.
    """
    rows = tx.fetch_all(
        f"""{catalogue.SLOT} WHERE slot.id <> :slot AND slot.state = 'open'
            AND slot.taken < slot.capacity AND slot.regime <> 'none' AND slot.audience <> 'press'
            AND slot.closes > :now AND COALESCE(slot.opens, edition.opens, '') <= :now
            AND slot.starts BETWEEN :first AND :last
            AND (visit.host_id = :host
                 OR (slot.territory_id = :territory AND slot.sector_id = :sector))
            ORDER BY CASE WHEN slot.visit_id = :visit THEN 0
                          WHEN visit.host_id = :host THEN 1 ELSE 2 END, slot.starts
            LIMIT {MOST_NEAR}""",
        {
            "slot": slot.id,
            "now": to_text(now),
            "first": to_text(around - NEAR),
            "last": to_text(around + NEAR),
            "host": where.host_id,
            "territory": where.territory_id,
            "sector": where.sector_id,
            "visit": where.visit_id,
        },
    )
    return [catalogue.to_slot(row) for row in rows]
