"""Claim what the desk booked: whoever was told the code takes the booking into their chat."""

from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.desk import TRIES_OF_ALL, TRIES_OF_ONE, TRIES_WITHIN, check_tries, may_be_claimed
from bot.domain.refusals import AlreadyBooked
from bot.ids import dressed
from bot.services.owe_ticket import owe_ticket
from bot.services.plan_reminders import plan_reminders
from storage import bookings, callers
from storage.database import ConstraintBroken, Transaction


def claim_booking(tx: Transaction, code: str, *, chat_id: int, now: datetime) -> Booking | None:
    """Give an unclaimed booking of the desk to somebody, with its ticket and reminders.

    None where the code opens nothing, for whatever reason: that counts as a try, so it must not
    be undone. Raises `TooManyCodes`, or `AlreadyBooked` when they have that slot themselves.
    """
    _check_tries(tx, chat_id, now)
    found = callers.find(tx, dressed(code))
    if found is None or not may_be_claimed(found, now):
        callers.add_try(tx, chat_id, now)
        return None
    try:
        mine_now = tx.attempt(lambda inner: callers.claim(inner, found.booking.id, chat_id, now))
    except ConstraintBroken as broken:
        mine = [one for one in bookings.coming_of(tx, chat_id, now) if _same(one, found.booking)]
        raise AlreadyBooked(code=mine[0].code if mine else "") from broken
    if not mine_now:
        callers.add_try(tx, chat_id, now)
        return None
    booking = bookings.of_id(tx, found.booking.id) or found.booking
    owe_ticket(tx, booking, now)
    plan_reminders(tx, booking, now)
    return booking


def _same(one: Booking, other: Booking) -> bool:
    return one.slot.id == other.slot.id


def _check_tries(tx: Transaction, chat_id: int, now: datetime) -> None:
    for whose, tries in ((chat_id, TRIES_OF_ONE), (None, TRIES_OF_ALL)):
        oldest = callers.try_before(tx, now, TRIES_WITHIN, tries=tries, chat_id=whose)
        check_tries(oldest, now)
