"""Bookings: written once per intent, found by code, person or slot."""

from datetime import datetime

from bot.domain.booking import Booking, BookingState, Order
from bot.domain.catalogue import Slot
from bot.domain.times import from_text, to_text
from storage import catalogue
from storage.database import Row, Transaction
from storage.row_numbers import listed

# A booking's own columns beside its slot's; both have an id, a code and a state.
BOOKING = catalogue.SLOT.replace(
    "SELECT ",
    "SELECT booking.id AS booking_id, booking.code AS booking_code, booking.chat_id,"
    " booking.seats, booking.state AS booking_state, booking.sequence, booking.coming,"
    " booking.created, booking.pupils, booking.adults, ",
    1,
).replace("FROM slot\n", "FROM booking\nJOIN slot ON slot.id = booking.slot_id\n", 1)


def add(tx: Transaction, order: Order, code: str, now: datetime) -> Booking:
    """Store a confirmed booking, return it. Raises `ConstraintBroken` when a guard says no."""
    tx.execute(
        """INSERT INTO booking (code, slot_id, chat_id, seats, pupils, adults, state, intent,
                                created, changed)
           VALUES (:code, :slot_id, :chat_id, :seats, :pupils, :adults, 'confirmed', :intent,
                   :now, :now)""",
        {
            "code": code,
            "slot_id": order.slot_id,
            "chat_id": order.chat_id,
            "seats": order.seats,
            "pupils": order.pupils,
            "adults": order.adults,
            "intent": order.intent,
            "now": to_text(now),
        },
    )
    return _stored(tx, code)


def of_code(tx: Transaction, code: str) -> Booking | None:
    """Return a booking by its public code."""
    return _one(tx, "booking.code = :key", code)


def of_intent(tx: Transaction, intent: str) -> Booking | None:
    """Return what one tap on Confirm became, if it was handled before."""
    return _one(tx, "booking.intent = :key", intent)


def of_id(tx: Transaction, booking_id: int) -> Booking | None:
    """Return a booking by its row."""
    return _one(tx, "booking.id = :key", booking_id)


def coming_of(tx: Transaction, chat_id: int | None, now: datetime) -> list[Booking]:
    """Return a person's confirmed bookings whose visit has not ended, soonest first.

    A caller of the desk (None) has none that we know of.
    """
    rows = tx.fetch_all(
        f"""{BOOKING} WHERE booking.chat_id = :chat_id AND booking.state = 'confirmed'
            AND slot.ends > :now ORDER BY slot.starts, booking.id""",
        {"chat_id": chat_id, "now": to_text(now)},
    )
    return [_to_booking(row) for row in rows]


def all_of(tx: Transaction, chat_id: int) -> list[Booking]:
    """Return every booking of a person that is still stored, oldest visit first."""
    rows = tx.fetch_all(
        f"{BOOKING} WHERE booking.chat_id = :chat_id ORDER BY slot.starts, booking.id",
        {"chat_id": chat_id},
    )
    return [_to_booking(row) for row in rows]


def confirmed_on(tx: Transaction, slot_id: int) -> list[Booking]:
    """Return a slot's confirmed bookings, in order of booking."""
    return _on(tx, slot_id, BookingState.CONFIRMED)


def cancelled_on(tx: Transaction, slot_id: int) -> list[Booking]:
    """Return a slot's cancelled bookings, in order of booking."""
    return _on(tx, slot_id, BookingState.CANCELLED)


def _on(tx: Transaction, slot_id: int, state: BookingState) -> list[Booking]:
    rows = tx.fetch_all(
        f"""{BOOKING} WHERE booking.slot_id = :slot_id AND booking.state = :state
            ORDER BY booking.id""",
        {"slot_id": slot_id, "state": state.value},
    )
    slot = catalogue.to_slot(rows[0]) if rows else None  # one for all of them
    return [_to_booking(row, slot) for row in rows]


def live_on(tx: Transaction, slot_id: int) -> list[Booking]:
    """Return a slot's bookings that were not cancelled, in order of booking."""
    rows = tx.fetch_all(
        f"""{BOOKING} WHERE booking.slot_id = :slot_id AND booking.state <> 'cancelled'
            ORDER BY booking.id""",
        {"slot_id": slot_id},
    )
    return [_to_booking(row) for row in rows]


def change(
    tx: Transaction,
    booking: Booking,
    now: datetime,
    *,
    slot_id: int | None = None,
    seats: int | None = None,
    state: BookingState | None = None,
    school: tuple[int, int] | None = None,
) -> Booking:
    """Change a booking's slot, seats or state and return it; its sequence goes up.

    `school` says pupils and adults anew. Raises `ConstraintBroken` when there is no room.
    """
    pupils, adults = school or (booking.pupils, booking.adults)
    tx.execute(
        """UPDATE booking SET slot_id = :slot_id, seats = :seats, pupils = :pupils,
                  adults = :adults, state = :state, coming = 0,
                  sequence = sequence + 1, changed = :now WHERE id = :id""",
        {
            "id": booking.id,
            "slot_id": slot_id or booking.slot.id,
            "seats": seats or booking.seats,
            "pupils": pupils,
            "adults": adults,
            "state": state or booking.state,
            "now": to_text(now),
        },
    )
    return _stored(tx, booking.code)


def follow_slot(tx: Transaction, changed: list[Booking], state: BookingState | None = None) -> None:
    """Let bookings follow a change of their slot: another sequence, perhaps another state.

    When they were changed by their own party stays as it was.
    """
    ids = listed(booking.id for booking in changed)
    to = "" if state is None else f", state = '{state.value}'"
    tx.execute(
        f"UPDATE booking SET sequence = sequence + 1, coming = 0{to} WHERE id IN ({ids})"  # noqa: S608
    )


def set_coming(tx: Transaction, booking_id: int) -> None:
    """Note that the person said « Je viens »."""
    tx.execute("UPDATE booking SET coming = 1 WHERE id = :id", {"id": booking_id})


def _stored(tx: Transaction, code: str) -> Booking:
    booking = of_code(tx, code)
    if booking is None:
        raise LookupError(code)  # it was written in this transaction: can't happen
    return booking


def _one(tx: Transaction, where: str, key: str | int) -> Booking | None:
    row = tx.fetch_one(f"{BOOKING} WHERE {where}", {"key": key})
    return _to_booking(row) if row else None


def _to_booking(row: Row, slot: Slot | None = None) -> Booking:
    return Booking(
        id=row["booking_id"],
        code=row["booking_code"],
        slot=slot or catalogue.to_slot(row),
        chat_id=row["chat_id"],
        seats=row["seats"],
        state=BookingState(row["booking_state"]),
        sequence=row["sequence"],
        coming=bool(row["coming"]),
        created=from_text(row["created"]),
        pupils=row["pupils"],
        adults=row["adults"],
    )
