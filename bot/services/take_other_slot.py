"""Take the seats that were held on another slot in exchange for one that changed."""

from datetime import datetime

from bot.domain.booking import Booking, Order
from bot.domain.changes import Answer
from bot.domain.notices import Notice
from bot.domain.refusals import NothingFound, OfferOver
from bot.domain.waitlist import Entry, EntryState
from bot.ids import Ids
from bot.services.book import book
from bot.services.move import move
from bot.services.release_others import release_others
from storage import bookings, notice_answers
from storage.database import Transaction


def take_other_slot(
    tx: Transaction, entry: Entry, notice: Notice, *, now: datetime, ids: Ids
) -> Booking:
    """Move the party there, or book anew where its slot was called off; twice does it once.

    Raises `NothingFound`, `OfferOver` or what moving and booking raise.
    """
    if (earlier := bookings.of_intent(tx, entry.intent)) is not None:
        return earlier
    old = bookings.of_id(tx, notice.booking_id)
    if old is None:
        raise NothingFound()
    if old.live and old.slot.id == entry.slot.id:  # they tapped twice
        return old
    if entry.state is not EntryState.OFFERED or (entry.hold_until or now) < now:
        raise OfferOver()
    if old.live:
        taken = move(tx, old.code, entry.slot.id, chat_id=entry.chat_id, now=now)
    else:
        taken = book(tx, _order(entry, old), now=now, ids=ids)
        notice_answers.note(tx, old.id, Answer.MOVED, now)
    release_others(tx, notice.id, now)
    return taken


def _order(entry: Entry, old: Booking) -> Order:
    return Order(
        slot_id=entry.slot.id,
        chat_id=entry.chat_id,
        seats=entry.held,
        intent=entry.intent,
        overlap_agreed=True,
        pupils=old.pupils,
        adults=old.adults,
    )
