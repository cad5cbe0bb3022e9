"""What must hold in every database at every instant; each invariant finds its own breaches."""

from dataclasses import dataclass

from storage import tombstones
from storage.database import Transaction

MOST_SHOWN = 5  # breaches of one invariant


@dataclass(frozen=True, slots=True)
class Breach:
    """An invariant that doesn't hold: how often, and the rows it was first seen in."""

    name: str
    count: int
    rows: tuple[str, ...]


# What a kept count should be, taken away from it: nothing is left.
_SLOTS_COUNTED = """
    SELECT territory_id, {sector}, substr(closes, 1, 10), day, -COUNT(*), -COUNT(bookable_until)
    FROM slot WHERE state = 'open' AND audience <> 'press' GROUP BY 1, 2, 3, 4"""
_VISITS_COUNTED = """
    SELECT territory_id, {sector}, COALESCE(substr(bookable_until, 1, 10), ''), -COUNT(*)
    FROM visit GROUP BY 1, 2, 3"""
# Each query gives one column, `found`: where it was found, without anybody's chat id.
INVARIANTS = {
    "seats_oversold": """
        SELECT 'slot ' || slot.id AS found FROM slot
        WHERE slot.capacity < COALESCE((SELECT SUM(seats) FROM booking
                  WHERE booking.slot_id = slot.id AND booking.state <> 'cancelled'), 0)
            + COALESCE((SELECT SUM(held) FROM waitlist WHERE waitlist.slot_id = slot.id), 0)""",
    "seats_miscounted": """
        SELECT 'slot ' || slot.id AS found FROM slot
        WHERE slot.taken <> COALESCE((SELECT SUM(seats) FROM booking
                  WHERE booking.slot_id = slot.id AND booking.state <> 'cancelled'), 0)
            + COALESCE((SELECT SUM(held) FROM waitlist WHERE waitlist.slot_id = slot.id), 0)""",
    "class_miscounted": """
        SELECT 'booking ' || code AS found FROM booking
        WHERE pupils IS NOT NULL AND (pupils < 1 OR pupils + COALESCE(adults, 0) <> seats)""",
    "booked_twice": """
        SELECT 'slot ' || slot_id AS found FROM booking
        WHERE state = 'confirmed' AND chat_id IS NOT NULL
        GROUP BY slot_id, chat_id HAVING COUNT(*) > 1""",
    "intent_twice": """
        SELECT 'booking ' || MIN(code) AS found FROM booking GROUP BY intent HAVING COUNT(*) > 1""",
    "confirmation_not_owed": """
        SELECT 'booking ' || booking.code AS found FROM booking
        JOIN slot ON slot.id = booking.slot_id
        WHERE booking.state = 'confirmed' AND booking.chat_id IS NOT NULL
        AND booking.changed >= COALESCE((SELECT value FROM fact WHERE name = 'outbox_since'), '')
        AND EXISTS (SELECT 1 FROM person WHERE person.chat_id = booking.chat_id)
        AND booking.id NOT IN (SELECT booking_id FROM delivery
                               WHERE kind = 'confirmation' AND booking_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM chain_link JOIN delivery
                        ON delivery.dedup_key = 'chain:' || chain_link.chain_id
                        WHERE chain_link.booking_id = booking.id)""",
    "reminder_of_nothing": """
        SELECT 'delivery ' || delivery.id AS found FROM delivery
        JOIN booking ON booking.id = delivery.booking_id
        WHERE delivery.state = 'queued' AND delivery.attempts = 0
        AND delivery.kind IN ('reminder_day', 'reminder_hours') AND booking.state = 'cancelled'""",
    "reminder_of_old_time": """
        SELECT 'delivery ' || delivery.id AS found FROM delivery
        JOIN slot ON slot.id = delivery.slot_id
        WHERE delivery.state = 'queued' AND delivery.attempts = 0
        AND delivery.kind IN ('reminder_day', 'reminder_hours')
        AND delivery.urgency <> slot.starts""",
    "notice_of_nothing": """
        SELECT 'delivery ' || delivery.id AS found FROM delivery
        JOIN notice ON delivery.dedup_key = 'notice:' || notice.id
        WHERE delivery.state = 'queued' AND notice.state <> 'owed'""",
    "owed_twice": """
        SELECT 'delivery ' || MIN(id) AS found FROM delivery
        GROUP BY dedup_key HAVING COUNT(*) > 1""",
    "broadcast_twice": """
        SELECT 'broadcast ' || broadcast_id AS found FROM delivery
        WHERE broadcast_id IS NOT NULL GROUP BY broadcast_id, chat_id HAVING COUNT(*) > 1""",
    "three_copies": """
        SELECT 'delivery ' || id AS found FROM delivery
        WHERE doubts > 1""",
    "neither_final_nor_scheduled": """
        SELECT 'delivery ' || id AS found FROM delivery
        WHERE (state <> 'sending' AND lease_until IS NOT NULL)
        OR (state IN ('sent', 'failed', 'unknown', 'cancelled', 'missed') AND finished IS NULL)
        OR (state IN ('queued', 'sending') AND finished IS NOT NULL)""",
    "hold_without_offer": """
        SELECT 'waitlist ' || id AS found FROM waitlist
        WHERE (state = 'offered') <> (held > 0) OR (state = 'offered') <> (hold_until IS NOT NULL)
        OR held > seats""",
    "presence_out_of_step": """
        SELECT 'booking ' || booking.code AS found FROM attendance
        JOIN booking ON booking.id = attendance.booking_id
        WHERE attendance.present > booking.seats OR attendance.slot_id <> booking.slot_id
        OR booking.state <> CASE WHEN attendance.present > 0 THEN 'attended' ELSE 'no_show' END""",
    "gate_overdrawn": """
        SELECT 'slot ' || id AS found FROM slot WHERE gate_closed < 0""",
    "seats_unfollowed": """
        SELECT 'slot ' || slot.id AS found FROM slot
        WHERE COALESCE(slot.bookable_until, '') <> CASE WHEN slot.state = 'open'
            AND slot.audience <> 'press' AND (slot.taken < slot.capacity OR slot.regime = 'none')
            THEN slot.closes ELSE '' END
        UNION ALL SELECT 'visit ' || visit.id AS found FROM visit
        WHERE COALESCE(visit.bookable_until, '') <> COALESCE(
            (SELECT MAX(bookable_until) FROM slot WHERE slot.visit_id = visit.id), '')""",
    "slots_miscounted": f"""
        SELECT 'territory ' || territory_id || ', ' || day AS found FROM (
            SELECT territory_id, sector_id, closing, day, listed, with_seats FROM slot_count
            UNION ALL {_SLOTS_COUNTED.format(sector="sector_id")}
            UNION ALL {_SLOTS_COUNTED.format(sector="0")}) AS counted
        GROUP BY territory_id, sector_id, closing, day
        HAVING SUM(listed) <> 0 OR SUM(with_seats) <> 0""",  # noqa: S608
    "visits_miscounted": f"""
        SELECT 'territory ' || territory_id AS found FROM (
            SELECT territory_id, sector_id, closing, visits FROM visit_count
            UNION ALL {_VISITS_COUNTED.format(sector="sector_id")}
            UNION ALL {_VISITS_COUNTED.format(sector="0")}) AS counted
        GROUP BY territory_id, sector_id, closing HAVING SUM(visits) <> 0""",  # noqa: S608
    "slot_misplaced": """
        SELECT 'slot ' || slot.id AS found FROM slot JOIN visit ON visit.id = slot.visit_id
        WHERE slot.territory_id <> visit.territory_id OR slot.sector_id <> visit.sector_id
        OR slot.ends <= slot.starts""",
}


def breaches(tx: Transaction) -> list[Breach]:
    """Return every breach; none in a sound database."""
    found = [_breach(tx, name, sql) for name, sql in INVARIANTS.items()]
    back = len(tombstones.returned(tx))
    return [one for one in (*found, Breach("erased_but_there", back, ())) if one.count]


def _breach(tx: Transaction, name: str, sql: str) -> Breach:
    rows = [str(row["found"]) for row in tx.fetch_all(sql)]
    return Breach(name, len(rows), tuple(rows[:MOST_SHOWN]))
