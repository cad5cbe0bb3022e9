"""Move a booking to another slot: the new seats are taken, then the old ones given back."""

from datetime import datetime

from bot.domain.booking import Booking, check_changeable, check_open, check_party, check_person
from bot.domain.catalogue import Slot
from bot.domain.changes import Answer
from bot.domain.classes import check_adults
from bot.domain.refusals import NothingFound, SlotFull
from bot.services.check_day_cap import check_day_cap
from bot.services.end_waiting import end_waiting
from bot.services.offer_seats import offer_seats
from bot.services.owe_ticket import owe_ticket
from bot.services.plan_reminders import follow_chain, plan_reminders
from storage import bookings, catalogue, notice_answers
from storage.database import ConstraintBroken, Transaction


def move(
    tx: Transaction, code: str, slot_id: int, *, chat_id: int | None, now: datetime
) -> Booking:
    """Move a booking; if anything refuses it, the old seats were never given up.

    Raises `BookingGone`, `SlotUnavailable`, `PartyRefused`, `AlreadyBooked` or `Overlap`.
    """
    booking = check_changeable(bookings.of_code(tx, code), chat_id, now)
    if slot_id == booking.slot.id:
        return booking
    held = end_waiting(tx, slot_id, chat_id)
    slot = catalogue.lock_slot(tx, slot_id)
    if slot is None:
        raise NothingFound()
    others = [one for one in bookings.coming_of(tx, chat_id, now) if one.id != booking.id]
    check_open(slot, now)
    check_person(slot, others, overlap_agreed=False)
    check_party(slot, booking.seats, left=slot.left, school=bool(booking.pupils))
    check_adults(slot, booking.pupils or 0, booking.adults or 0)
    check_day_cap(tx, slot, booking.seats, given_back=_given_back(booking, slot))
    try:
        moved = bookings.change(tx, booking, now, slot_id=slot.id)
    except ConstraintBroken as broken:
        raise SlotFull(left=slot.left, asked=booking.seats, slot_id=slot.id) from broken
    owe_ticket(tx, moved, now)
    plan_reminders(tx, moved, now)
    follow_chain(tx, booking, moved, now)
    notice_answers.note(tx, moved.id, Answer.MOVED, now)
    offer_seats(tx, booking.slot.id, now)
    if held:  # for more than were moved, perhaps
        offer_seats(tx, slot.id, now)
    return moved


def _given_back(booking: Booking, slot: Slot) -> int:
    """Return the seats that the visit gets back on the day of the new slot."""
    old = booking.slot
    return booking.seats if (old.visit.id, old.day) == (slot.visit.id, slot.day) else 0
