"""Changes of slots: what a slot has become, and each change that people are told of."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.catalogue import Slot
from bot.domain.changes import Counts
from bot.domain.notices import Change
from bot.domain.times import from_text, to_text
from storage import catalogue
from storage.database import Row, Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """What a slot belongs to: whose right reaches it, and its visit's own address."""

    visit_id: int
    host_id: int
    territory_id: int
    sector_id: int
    address: str


def whereabouts(tx: Transaction, slot_id: int) -> Whereabouts | None:
    """Return what a slot belongs to."""
    row = tx.fetch_one(
        """SELECT visit.id AS visit_id, visit.host_id, visit.territory_id, visit.sector_id,
                  visit.address
           FROM slot JOIN visit ON visit.id = slot.visit_id WHERE slot.id = :id""",
        {"id": slot_id},
    )
    return Whereabouts(**row) if row else None


def apply(tx: Transaction, after: Slot, place: str | None) -> None:
    """Write what a slot has become, a version later; `place` stays as it was when it is None.

    With another capacity, no seats are closed at the gate any more.
    Raises `ConstraintBroken` below the seats taken.
    """
    tx.execute(
        """UPDATE slot SET starts = :starts, ends = :ends, day = :day, time_tba = :time_tba,
                  closes = :closes, state = :state, late = :late,
                  gate_closed = CASE WHEN capacity = :capacity THEN gate_closed ELSE 0 END,
                  capacity = :capacity,
                  meeting_point = CASE WHEN :placed = 1 THEN NULLIF(:place, '')
                                       ELSE meeting_point END,
                  version = version + 1 WHERE id = :id""",
        {
            "id": after.id,
            "starts": to_text(after.starts),
            "ends": to_text(after.ends),
            "day": after.day.isoformat(),
            "time_tba": int(after.time_tba),
            "closes": to_text(after.closes),
            "state": after.state.value,
            "capacity": after.capacity,
            "late": after.late,
            "placed": int(place is not None),
            "place": place or "",
        },
    )


def counts(tx: Transaction, slot_id: int) -> Counts:
    """Return how full a slot is."""
    row = tx.fetch_one(
        """SELECT COUNT(*) AS bookings, COALESCE(SUM(seats), 0) AS confirmed,
                  (SELECT COALESCE(SUM(held), 0) FROM waitlist WHERE slot_id = :id) AS held,
                  (SELECT COUNT(*) FROM waitlist
                   WHERE slot_id = :id AND state = 'waiting') AS waiting
           FROM booking WHERE slot_id = :id AND state = 'confirmed'""",
        {"id": slot_id},
    )
    return Counts(**(row or {}))


def next_groups(tx: Transaction, slot: Slot, since: datetime) -> list[Slot]:
    """Return a visit's slots that start from an instant on, on the day of one of them."""
    rows = tx.fetch_all(
        f"""{catalogue.SLOT} WHERE slot.visit_id = :visit AND slot.day = :day
            AND slot.starts >= :since AND slot.state <> 'cancelled'
            ORDER BY slot.starts, slot.id""",
        {"visit": slot.visit.id, "day": slot.day.isoformat(), "since": to_text(since)},
    )
    return [catalogue.to_slot(row) for row in rows]


def add(tx: Transaction, intent: str, now: datetime, *, slot_id: int | None, sent: bool) -> int:
    """Store a change of one slot by staff, or an import's; return its id."""
    row = tx.fetch_one(
        """INSERT INTO slot_change (at, origin, slot_id, intent, sent)
           VALUES (:now, :origin, :slot, :intent, :sent) RETURNING id""",
        {
            "now": to_text(now),
            "origin": "import" if slot_id is None else "staff",
            "slot": slot_id,
            "intent": intent,
            "sent": to_text(now) if sent else None,
        },
    )
    if row is None:
        raise LookupError("a statement that returns an id returned none")
    return int(row["id"])


def of_id(tx: Transaction, change_id: int) -> Change | None:
    """Return one change."""
    return _one(tx, "id = :key", change_id)


def of_intent(tx: Transaction, intent: str) -> Change | None:
    """Return what one tap on Send became, if it was handled before."""
    return _one(tx, "intent = :key", intent)


def unsent(tx: Transaction) -> list[Change]:
    """Return the imports that people were not told of and still may be, the newest first."""
    rows = tx.fetch_all(
        """SELECT * FROM slot_change WHERE sent IS NULL AND EXISTS (
               SELECT 1 FROM notice WHERE notice.change_id = slot_change.id
               AND notice.state = 'draft')
           ORDER BY at DESC, id DESC"""
    )
    return [_to_change(row) for row in rows]


def mark_sent(tx: Transaction, change_id: int, now: datetime) -> bool:
    """Note that people are told of a change; False when they are already."""
    changed = tx.execute(
        "UPDATE slot_change SET sent = :now WHERE id = :id AND sent IS NULL",
        {"id": change_id, "now": to_text(now)},
    )
    return changed == 1


def admins(tx: Transaction) -> list[int]:
    """Return the admins, who are asked about imports."""
    rows = tx.fetch_all(
        """SELECT DISTINCT chat_id FROM staff_grant WHERE role = 'admin' AND revoked IS NULL
           ORDER BY chat_id"""
    )
    return [row["chat_id"] for row in rows]


def _one(tx: Transaction, where: str, key: int | str) -> Change | None:
    row = tx.fetch_one(f"SELECT * FROM slot_change WHERE {where}", {"key": key})  # noqa: S608
    return _to_change(row) if row else None


def _to_change(row: Row) -> Change:
    return Change(
        id=row["id"],
        at=from_text(row["at"]),
        origin=row["origin"],
        slot_id=row["slot_id"],
        sent=from_text(row["sent"]) if row["sent"] else None,
    )
