"""Who came: how many of each party, and who did not come at all."""

from datetime import datetime

from bot.domain.booking import Booking, BookingState
from bot.domain.checkin import Arrival, Gate
from bot.domain.needs import Need
from bot.domain.times import to_text
from storage import bookings, catalogue, gate
from storage.database import Transaction


def set_present(tx: Transaction, booking: Booking, present: int, now: datetime) -> None:
    """Note how many of a party came."""
    tx.execute(
        """INSERT INTO attendance (booking_id, slot_id, present, at)
           VALUES (:id, :slot_id, :present, :now)
           ON CONFLICT (booking_id) DO UPDATE
           SET present = :present, at = :now, settled = 0""",
        {
            "id": booking.id,
            "slot_id": booking.slot.id,
            "present": present,
            "now": to_text(now),
        },
    )


def take_back(tx: Transaction, booking_id: int) -> None:
    """Let nobody have looked."""
    tx.execute("DELETE FROM attendance WHERE booking_id = :id", {"id": booking_id})


def set_state(tx: Transaction, booking_id: int, state: BookingState, now: datetime) -> None:
    """Set what a booking is after a check-in; its calendar entry stays as it was."""
    tx.execute(
        "UPDATE booking SET state = :state, changed = :now WHERE id = :id",
        {"id": booking_id, "state": state.value, "now": to_text(now)},
    )


def present_of(tx: Transaction, booking_id: int) -> int | None:
    """Return how many of a party came; None while nobody looked."""
    row = tx.fetch_one("SELECT present FROM attendance WHERE booking_id = :id", {"id": booking_id})
    return int(row["present"]) if row else None


def arrival(tx: Transaction, booking: Booking) -> Arrival:
    """Return a party at the gate."""
    return Arrival(
        booking=booking,
        present=present_of(tx, booking.id),
        needs=tuple(need.value for need in needs(tx, booking.id)),
    )


def at_gate(tx: Transaction, slot_id: int) -> Gate | None:
    """Return a slot at the gate, its parties in order of booking."""
    slot = catalogue.slot(tx, slot_id)
    if slot is None:
        return None
    said = tx.fetch_one("SELECT COUNT(*) AS n FROM intention WHERE slot_id = :id", {"id": slot_id})
    return Gate(
        slot=slot,
        arrivals=[arrival(tx, one) for one in bookings.live_on(tx, slot_id)],
        closed=gate.closed(tx, slot_id),
        intentions=said["n"] if said else 0,
    )


def to_settle(tx: Transaction, ended_before: datetime, *, limit: int) -> list[int]:
    """Return slots that have ended and where somebody was checked in since they were settled."""
    rows = tx.fetch_all(
        """SELECT DISTINCT attendance.slot_id FROM attendance
           JOIN slot ON slot.id = attendance.slot_id
           WHERE attendance.settled = 0 AND slot.ends <= :before LIMIT :limit""",
        {"before": to_text(ended_before), "limit": limit},
    )
    return [row["slot_id"] for row in rows]


def settle(tx: Transaction, slot_id: int, now: datetime) -> int:
    """Let who was not checked in on a slot be a no-show; return how many bookings."""
    tx.execute("UPDATE attendance SET settled = 1 WHERE slot_id = :id", {"id": slot_id})
    return tx.execute(
        """UPDATE booking SET state = 'no_show', changed = :now
           WHERE slot_id = :id AND state = 'confirmed'""",
        {"id": slot_id, "now": to_text(now)},
    )


def needs(tx: Transaction, booking_id: int) -> list[Need]:
    """Return what a party needs."""
    rows = tx.fetch_all(
        "SELECT kind FROM need WHERE booking_id = :id ORDER BY kind", {"id": booking_id}
    )
    return [Need(row["kind"]) for row in rows]


def toggle_need(tx: Transaction, booking_id: int, need: Need) -> None:
    """Say that a party needs something, or does not after all."""
    values = {"id": booking_id, "kind": need.value}
    if not tx.execute("DELETE FROM need WHERE booking_id = :id AND kind = :kind", values):
        tx.execute("INSERT INTO need (booking_id, kind) VALUES (:id, :kind)", values)


def needs_of_person(tx: Transaction, chat_id: int) -> list[Need]:
    """Return what somebody's parties need, each need once."""
    rows = tx.fetch_all(
        """SELECT DISTINCT need.kind FROM need JOIN booking ON booking.id = need.booking_id
           WHERE booking.chat_id = :chat_id ORDER BY need.kind""",
        {"chat_id": chat_id},
    )
    return [Need(row["kind"]) for row in rows]
