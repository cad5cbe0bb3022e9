"""Offer a slot's freed seats to those who wait for them."""

from datetime import datetime

from bot.domain.catalogue import SlotState
from bot.domain.deliveries import Delivery, Kind
from bot.domain.refusals import OfferOver
from bot.domain.times import to_text
from bot.domain.waitlist import Entry, EntryState, hold_until, to_offer
from bot.services.check_day_cap import day_left
from bot.services.ring_desk import ring_desk
from storage import catalogue, deliveries, waitlist
from storage.database import Transaction


def offer_seats(tx: Transaction, slot_id: int, now: datetime) -> list[Entry]:
    """Keep what is free for the next in the queue and tell them; return those offered."""
    slot = catalogue.lock_slot(tx, slot_id)
    if slot is None or slot.state is not SlotState.OPEN or now >= slot.closes:
        return []
    today = day_left(tx, slot)
    free = slot.left if today is None else min(slot.left, today)
    chosen = to_offer(waitlist.waiting(tx, slot_id), free)
    for entry in chosen:
        until = hold_until(slot, now)
        waitlist.hold(tx, entry, until)
        _tell(tx, entry, until, now)
    return chosen


def _tell(tx: Transaction, entry: Entry, until: datetime, now: datetime) -> None:
    if entry.chat_id is None:
        ring_desk(tx, entry, until, now)
        return
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.OFFER,
            chat_id=entry.chat_id,
            dedup_key=f"offer:{entry.id}:{to_text(until)}",
            due=now,
            urgency=entry.slot.starts,
            slot_id=entry.slot.id,
            fields={"entry": entry.id},
        ),
    )


def still_offered(tx: Transaction, entry_id: int, now: datetime) -> Entry:
    """Return an entry whose seats are kept now; what ran out is taken back. Raises `OfferOver`."""
    take_back_offers(tx, now)
    entry = waitlist.of_id(tx, entry_id)
    if entry is None or entry.state is not EntryState.OFFERED:
        raise OfferOver()
    return entry


def take_back_offers(tx: Transaction, now: datetime) -> int:
    """End the offers that ran out and offer their seats to the next; return how many ended."""
    over = waitlist.run_out(tx, now)
    for entry in over:
        waitlist.end(tx, entry.id, EntryState.EXPIRED)
    for slot_id in {entry.slot.id for entry in over}:
        offer_seats(tx, slot_id, now)
    return len(over)
