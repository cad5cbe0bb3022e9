"""Cancel a booking."""

from datetime import datetime

from bot.domain.booking import Booking, BookingState, check_changeable
from bot.domain.changes import Answer
from bot.domain.deliveries import Kind
from bot.domain.programme import Format
from bot.services.offer_seats import offer_seats
from bot.services.plan_reminders import plan_reminders
from storage import bookings, chains, deliveries, notice_answers
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
    _remind_of_the_rest(tx, booking, now)
    return cancelled


def _remind_of_the_rest(tx: Transaction, booking: Booking, now: datetime) -> None:
    """Remind of a chain by its first meeting, where that is another one now."""
    if booking.slot.visit.format is not Format.JOB_DATING:
        return
    chain = chains.of_booking(tx, booking)
    if chain is not None and booking.slot.starts < chain.bookings[0].slot.starts:
        plan_reminders(tx, chain.bookings[0], now)
