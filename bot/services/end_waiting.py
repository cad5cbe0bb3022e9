"""End the wait of somebody who books the slot they waited for."""

from bot.domain.waitlist import EntryState
from storage import waitlist
from storage.database import Transaction


def end_waiting(tx: Transaction, slot_id: int, chat_id: int | None) -> bool:
    """Turn a place in the queue into a right to book; tell whether seats had been held for it.

    Held seats are free again until they are booked, in this same transaction.
    """
    entry = waitlist.of_person(tx, slot_id, chat_id)
    if entry is None:
        return False
    waitlist.end(tx, entry.id, EntryState.ACCEPTED)
    return entry.held > 0
