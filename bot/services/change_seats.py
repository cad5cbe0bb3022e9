"""Change how many seats a booking takes."""

from datetime import datetime

from bot.domain.booking import Booking, check_changeable, check_open, check_party
from bot.domain.classes import check_adults, recounted
from bot.domain.refusals import SlotFull
from bot.services.check_day_cap import check_day_cap
from bot.services.offer_seats import offer_seats
from bot.services.owe_ticket import owe_ticket
from bot.services.plan_reminders import plan_reminders
from storage import bookings
from storage.database import ConstraintBroken, Transaction


def change_seats(
    tx: Transaction,
    code: str,
    seats: int,
    *,
    chat_id: int | None,
    now: datetime,
    school: tuple[int, int] | None = None,
) -> Booking:
    """Take more seats or give some back; a new ticket is owed.

    Giving seats back is possible until the visit starts, taking more only while booking is open.
    `school` says how many of them are pupils and adults; else a class keeps its adults.
    Raises `BookingGone`, `SlotUnavailable` or `PartyRefused`.
    """
    booking = check_changeable(bookings.of_code(tx, code), chat_id, now)
    heads = school or recounted(booking, seats)
    if seats == booking.seats and heads in (None, (booking.pupils, booking.adults)):
        return booking
    if seats > booking.seats:
        check_open(booking.slot, now)
        check_day_cap(tx, booking.slot, seats, given_back=booking.seats)
    left = booking.slot.left + booking.seats
    check_party(booking.slot, seats, left=left, school=heads is not None)
    if heads is not None:
        check_adults(booking.slot, *heads)
    try:
        changed = bookings.change(tx, booking, now, seats=seats, school=heads)
    except ConstraintBroken as broken:
        raise SlotFull(left=booking.slot.left, asked=seats, slot_id=booking.slot.id) from broken
    owe_ticket(tx, changed, now)
    plan_reminders(tx, changed, now)
    if seats < booking.seats:
        offer_seats(tx, booking.slot.id, now)
    return changed
