"""Book seats on a slot."""

from datetime import datetime

from bot.domain.booking import Booking, Order, check_open, check_party, check_person
from bot.domain.catalogue import Slot
from bot.domain.classes import check_adults
from bot.domain.refusals import AlreadyBooked, NothingFound, SlotFull
from bot.ids import Ids
from bot.services.check_day_cap import check_day_cap
from bot.services.end_waiting import end_waiting
from bot.services.offer_seats import offer_seats
from bot.services.owe_ticket import owe_ticket
from bot.services.plan_reminders import plan_reminders
from storage import bookings, catalogue
from storage.database import ConstraintBroken, Transaction


def book(tx: Transaction, order: Order, *, now: datetime, ids: Ids, alone: bool = True) -> Booking:
    """Book, owe the ticket and plan the reminders; the same intent twice books once.

    Not `alone`: part of something larger, which has a ticket and reminders of its own.

    Raises `SlotUnavailable`, `PartyRefused`, `AlreadyBooked`, `Overlap` or `NothingFound`.
    """
    if (earlier := bookings.of_intent(tx, order.intent)) is not None:
        return earlier
    held = end_waiting(tx, order.slot_id, order.chat_id)
    slot = catalogue.lock_slot(tx, order.slot_id)
    if slot is None:
        raise NothingFound()
    others = bookings.coming_of(tx, order.chat_id, now)
    check_open(slot, now)
    check_person(slot, others, overlap_agreed=order.overlap_agreed)
    check_party(slot, order.seats, left=slot.left, school=order.school)
    check_adults(slot, order.pupils or 0, order.adults or 0)
    check_day_cap(tx, slot, order.seats)
    booking = _store(tx, order, slot, now, ids)
    if alone:
        owe_ticket(tx, booking, now)
        plan_reminders(tx, booking, now)
    if held:  # for more than were booked, perhaps
        offer_seats(tx, slot.id, now)
    return booking


def _store(tx: Transaction, order: Order, slot: Slot, now: datetime, ids: Ids) -> Booking:
    code = ids.code()
    while bookings.of_code(tx, code) is not None:
        code = ids.code()
    try:
        return bookings.add(tx, order, code, now)
    except ConstraintBroken as broken:
        if broken.name == "seats_within_capacity":
            raise SlotFull(left=slot.left, asked=order.seats, slot_id=slot.id) from broken
        if broken.name == "booking_once_per_slot":
            raise AlreadyBooked(code="") from broken
        raise
