"""Answer a notice with OK."""

from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.changes import Answer
from bot.domain.refusals import NothingFound
from storage import bookings, notice_answers, notices
from storage.database import Transaction


def answer_notice(tx: Transaction, notice_id: int, *, chat_id: int, now: datetime) -> Booking:
    """Note that a party has read of a change, once. Raises `NothingFound` for others' notices."""
    notice = notices.of_id(tx, notice_id)
    booking = bookings.of_id(tx, notice.booking_id) if notice else None
    if booking is None or booking.chat_id != chat_id:
        raise NothingFound()
    notice_answers.note(tx, booking.id, Answer.OK, now)
    return booking
