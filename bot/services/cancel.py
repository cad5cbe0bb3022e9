"""Cancel a booking."""

from datetime import datetime

from bot.domain.booking import Booking, BookingState, check_changeable
from bot.domain.changes import Answer
from bot.domain.deliveries import Kind
from bot.services.offer_seats import offer_seats
from bot.services.plan_reminders import follow_chain
from storage import bookings, deliveries, notice_answers
from storage.database import Transaction

ABOUT_A_BOOKING = (
    Kind.CONFIRMATION,
    Kind.CALENDAR,
    Kind.VENUE,
    Kind.REMINDER_DAY,
    Kind.REMINDER_HOURS,
    Kind.NEXT_MEETING,
)


def cancel(tx: Transaction, code: str, *, chat_id: int | None, now: datetime) -> Booking:
    """Free a booking's seats, drop its messages, and offer the seats to those who wait.

    Raises `BookingGone` or `SlotBegun`.
    """
    booking = check_changeable(bookings.of_code(tx, code), chat_id, now)
    cancelled = bookings.change(tx, booking, now, state=BookingState.CANCELLED)
    deliveries.cancel_of_booking(tx, booking.id, ABOUT_A_BOOKING, now)
    notice_answers.note(tx, booking.id, Answer.CANCELLED, now)
    offer_seats(tx, booking.slot.id, now)
    follow_chain(tx, booking, cancelled, now)
    return cancelled
