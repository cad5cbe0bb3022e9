"""Take the seats that were kept for a party on the waiting list."""

from datetime import datetime

from bot.domain.booking import Booking, Order
from bot.domain.refusals import NothingFound
from bot.ids import Ids
from bot.services.book import book
from bot.services.offer_seats import still_offered
from bot.services.take_other_slot import take_other_slot
from storage import bookings, notices, waitlist
from storage.database import Transaction


def accept_offer(
    tx: Transaction, entry_id: int, *, chat_id: int, now: datetime, ids: Ids
) -> Booking:
    """Turn a hold into a booking; tapping twice books once.

    Raises `NothingFound`, `OfferOver` or what booking raises.
    """
    entry = waitlist.of_id(tx, entry_id)
    if entry is None or entry.chat_id != chat_id:
        raise NothingFound()
    if (notice := notices.of_entry(tx, entry_id)) is not None:
        return take_other_slot(tx, entry, notice, now=now, ids=ids)
    if (earlier := bookings.of_intent(tx, entry.intent)) is not None:
        return earlier
    entry = still_offered(tx, entry_id, now)
    order = Order(
        slot_id=entry.slot.id,
        chat_id=chat_id,
        seats=entry.held,
        intent=entry.intent,
        overlap_agreed=True,
    )
    return book(tx, order, now=now, ids=ids)
