"""Take the seats that were kept for a party on the waiting list."""

from datetime import datetime

from bot.domain.booking import Booking, Order
from bot.domain.refusals import NothingFound, OfferOver
from bot.domain.waitlist import EntryState
from bot.ids import Ids
from bot.services.book import book
from bot.services.offer_seats import take_back_offers
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
    intent = f"offer:{entry.id}"
    if (earlier := bookings.of_intent(tx, intent)) is not None:
        return earlier
    take_back_offers(tx, now)
    entry = waitlist.of_id(tx, entry_id)
    if entry is None or entry.state is not EntryState.OFFERED:
        raise OfferOver()
    order = Order(
        slot_id=entry.slot.id,
        chat_id=chat_id,
        seats=entry.held,
        intent=intent,
        overlap_agreed=True,
    )
    return book(tx, order, now=now, ids=ids)
