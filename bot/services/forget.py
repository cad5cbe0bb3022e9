"""Erase everything about a person; their coming bookings are cancelled first."""

from datetime import datetime

from bot.services.cancel import cancel
from bot.services.leave_waitlist import leave_waitlist
from storage import bookings, people, tombstones, waitlist
from storage.database import Transaction


def forget(tx: Transaction, chat_id: int, now: datetime) -> int:
    """Free a person's seats and erase them; return how many bookings were cancelled.

    What is left are counts, bookings without a person, and a tombstone: a keyed hash that lets a
    restored backup erase them again.
    """
    coming = [one for one in bookings.coming_of(tx, chat_id, now) if one.slot.starts > now]
    for booking in coming:
        cancel(tx, booking.code, chat_id=chat_id, now=now)
    for entry in waitlist.all_of_person(tx, chat_id, now):
        leave_waitlist(tx, entry.id, chat_id=chat_id, now=now)
    people.erase(tx, chat_id)
    tombstones.add(tx, chat_id, now)
    return len(coming)
