"""Mark who did not come, after the visit, where anybody was checked in at all."""

from datetime import datetime

from bot.domain.checkin import NO_SHOW_AFTER
from storage import attendance
from storage.database import Transaction

AT_ONCE = 50  # slots in one transaction


def mark_no_shows(tx: Transaction, now: datetime) -> int:
    """Settle the slots that ended some hours ago; return how many bookings are no-shows.

    Where nobody was checked in nobody knows: those bookings stay confirmed.
    """
    slots = attendance.to_settle(tx, now - NO_SHOW_AFTER, limit=AT_ONCE)
    return sum(attendance.settle(tx, slot_id, now) for slot_id in slots)
