"""Whom the desk booked for, and the codes that opened nothing."""

from datetime import datetime, timedelta

from bot.domain.desk import Caller, CallersBooking
from bot.domain.staff import Reach
from bot.domain.text import fold
from bot.domain.times import from_text, to_text
from storage import bookings
from storage.database import Transaction
from storage.reach import within

DIGITS = "replace(replace(replace(caller.phone, ' ', ''), '.', ''), '-', '')"


def add(tx: Transaction, booking_id: int, caller: Caller) -> bool:
    """Keep whom a booking was made for; False when that is known already."""
    added = tx.execute(
        """INSERT INTO caller (booking_id, name, folded_name, phone)
           VALUES (:booking_id, :name, :folded, :phone) ON CONFLICT (booking_id) DO NOTHING""",
        {
            "booking_id": booking_id,
            "name": caller.name,
            "folded": fold(caller.name),
            "phone": caller.phone,
        },
    )
    return added == 1


def add_waiting(tx: Transaction, entry_id: int, caller: Caller) -> None:
    """Keep who waits for a slot, to be rung up."""
    tx.execute(
        "INSERT INTO waiting_caller (entry_id, name, phone) VALUES (:id, :name, :phone)",
        {"id": entry_id, "name": caller.name, "phone": caller.phone},
    )


def waiting(tx: Transaction, entry_id: int) -> Caller | None:
    """Return who waits, while that is kept."""
    sql = "SELECT name, phone FROM waiting_caller WHERE entry_id = :id"
    row = tx.fetch_one(sql, {"id": entry_id})
    return Caller(name=row["name"], phone=row["phone"]) if row else None


def of(tx: Transaction, booking_id: int) -> Caller | None:
    """Return whom the desk made a booking for, while that is kept."""
    row = tx.fetch_one("SELECT name, phone FROM caller WHERE booking_id = :id", {"id": booking_id})
    return Caller(name=row["name"], phone=row["phone"]) if row else None


def find(tx: Transaction, code: str) -> CallersBooking | None:
    """Return a booking by its code, with its caller."""
    booking = bookings.of_code(tx, code)
    return CallersBooking(booking=booking, caller=of(tx, booking.id)) if booking else None


def named(
    tx: Transaction, words: str, reach: Reach, now: datetime, *, limit: int
) -> list[CallersBooking]:
    """Return the coming bookings of callers whose name or phone holds some words, soonest first."""
    name = fold(words).replace("_", " ").strip()  # no wildcard of LIKE is left
    digits = "".join(letter for letter in words if letter.isdigit())
    rows = tx.fetch_all(
        f"""SELECT booking.code FROM caller JOIN booking ON booking.id = caller.booking_id
            JOIN slot ON slot.id = booking.slot_id JOIN visit ON visit.id = slot.visit_id
            WHERE booking.state = 'confirmed' AND slot.ends > :now AND {within(reach)}
            AND (caller.folded_name LIKE :name OR (:digits <> '' AND {DIGITS} LIKE :phone))
            ORDER BY slot.starts, booking.id LIMIT :limit""",  # noqa: S608 - row numbers
        {
            "now": to_text(now),
            "name": f"%{name}%" if name else "",
            "digits": digits,
            "phone": f"%{digits}%",
            "limit": limit,
        },
    )
    return [one for row in rows if (one := find(tx, row["code"])) is not None]


def names_on(tx: Transaction, slot_id: int) -> dict[str, Caller]:
    """Return the callers of a slot's bookings, by code."""
    rows = tx.fetch_all(
        """SELECT booking.code, caller.name, caller.phone
           FROM caller JOIN booking ON booking.id = caller.booking_id
           WHERE booking.slot_id = :slot_id""",
        {"slot_id": slot_id},
    )
    return {row["code"]: Caller(name=row["name"], phone=row["phone"]) for row in rows}


def claim(tx: Transaction, booking_id: int, chat_id: int, now: datetime) -> bool:
    """Give a live booking to who claims it; False when somebody was quicker, or cancelled it.

    Raises `ConstraintBroken` when they have that slot.
    """
    claimed = tx.execute(
        """UPDATE booking SET chat_id = :chat_id, changed = :now
           WHERE id = :id AND chat_id IS NULL AND state = 'confirmed'""",
        {"id": booking_id, "chat_id": chat_id, "now": to_text(now)},
    )
    return claimed == 1


def add_try(tx: Transaction, chat_id: int, now: datetime) -> None:
    """Count a code that opened nothing."""
    tx.execute(
        "INSERT INTO code_try (chat_id, at) VALUES (:chat_id, :now)",
        {"chat_id": chat_id, "now": to_text(now)},
    )


def try_before(
    tx: Transaction, now: datetime, within_last: timedelta, *, tries: int, chat_id: int | None
) -> datetime | None:
    """Return when the oldest of the last so many recent tries was made; None if fewer were.

    `chat_id` says whose; None counts everybody's.
    """
    whose = "" if chat_id is None else "AND chat_id = :chat_id"
    row = tx.fetch_one(
        f"""SELECT at FROM code_try WHERE at > :since {whose}
            ORDER BY at DESC, id DESC LIMIT 1 OFFSET :before""",  # noqa: S608
        {
            "since": to_text(now - within_last),
            "before": tries - 1,
            **({} if chat_id is None else {"chat_id": chat_id}),
        },
    )
    return from_text(row["at"]) if row else None


def of_person(tx: Transaction, chat_id: int) -> list[Caller]:
    """Return what somebody told the desk before they claimed its bookings."""
    rows = tx.fetch_all(
        """SELECT caller.name, caller.phone FROM caller
           JOIN booking ON booking.id = caller.booking_id
           WHERE booking.chat_id = :chat_id ORDER BY booking.id""",
        {"chat_id": chat_id},
    )
    return [Caller(name=row["name"], phone=row["phone"]) for row in rows]
