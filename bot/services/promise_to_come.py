"""Answer a reminder with « Je viens »."""

from datetime import datetime

from bot.domain.booking import Booking, check_changeable
from storage import bookings
from storage.database import Transaction


def promise_to_come(tx: Transaction, code: str, *, chat_id: int, now: datetime) -> Booking:
    """Note that the party is coming. Raises `BookingGone` or `SlotBegun`."""
    booking = check_changeable(bookings.of_code(tx, code), chat_id, now)
    bookings.set_coming(tx, booking.id)
    return booking
