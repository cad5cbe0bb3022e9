"""Give up a place in the queue, or seats that were offered."""

from datetime import datetime

from bot.domain.refusals import NothingFound
from bot.domain.waitlist import Entry, EntryState
from bot.services.offer_seats import offer_seats
from storage import waitlist
from storage.database import Transaction


def leave_waitlist(tx: Transaction, entry_id: int, *, chat_id: int, now: datetime) -> Entry:
    """End one's entry; seats that were held for it go to the next. Raises `NothingFound`."""
    entry = waitlist.of_id(tx, entry_id)
    if entry is None or entry.chat_id != chat_id:
        raise NothingFound()
    if not (entry.live or entry.called_off):
        return entry
    declined = entry.state is EntryState.OFFERED
    waitlist.end(tx, entry_id, EntryState.DECLINED if declined else EntryState.LEFT)
    offer_seats(tx, entry.slot.id, now)
    return entry
