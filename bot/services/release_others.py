"""Give back the seats that were held on other slots in exchange for a changed one."""

from datetime import datetime

from bot.domain.waitlist import EntryState
from bot.services.offer_seats import offer_seats
from storage import waitlist
from storage.database import Transaction


def release_others(tx: Transaction, notice_id: int, now: datetime) -> None:
    """End every hold of a notice; the seats go to those who wait for them."""
    for entry in waitlist.held_for_notice(tx, notice_id):
        waitlist.end(tx, entry.id, EntryState.DECLINED)
        offer_seats(tx, entry.slot.id, now)
