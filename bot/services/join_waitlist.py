"""Wait for a full slot."""

from datetime import datetime

from bot.domain.booking import check_open, check_party, check_person
from bot.domain.refusals import NothingFound
from bot.domain.waitlist import Entry
from bot.services.offer_seats import offer_seats
from storage import bookings, catalogue, waitlist
from storage.database import Transaction


def join_waitlist(
    tx: Transaction, slot_id: int, seats: int, *, chat_id: int, now: datetime
) -> Entry:
    """Queue a party, once per person; when seats are free after all they are offered at once.

    Raises `SlotUnavailable`, `PartyRefused` or `AlreadyBooked`.
    """
    if (earlier := waitlist.of_person(tx, slot_id, chat_id)) is not None:
        return earlier
    slot = catalogue.lock_slot(tx, slot_id)
    if slot is None:
        raise NothingFound()
    check_open(slot, now)
    check_person(slot, bookings.coming_of(tx, chat_id, now), overlap_agreed=True)
    check_party(slot, seats, left=slot.capacity)
    waitlist.add(tx, slot_id, chat_id, seats, now)
    offer_seats(tx, slot_id, now)
    entry = waitlist.of_person(tx, slot_id, chat_id)
    if entry is None:
        raise NothingFound()
    return entry
