"""Tell the desk that seats are kept for a caller, who is to be rung up."""

from datetime import datetime

from bot.domain.deliveries import Delivery, Kind
from bot.domain.staff import Right, Role
from bot.domain.times import to_text
from bot.domain.waitlist import Entry
from bot.services.within_reach import reaches
from storage import deliveries, staff
from storage.database import Transaction


def ring_desk(tx: Transaction, entry: Entry, until: datetime, now: datetime) -> None:
    """Owe everybody at the desk a message about a caller's offer; the first who rings answers."""
    for chat_id in desk_of(tx, entry.slot.id):
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.DESK_OFFER,
                chat_id=chat_id,
                dedup_key=f"desk_offer:{entry.id}:{to_text(until)}:{chat_id}",
                due=now,
                urgency=entry.slot.starts,
                slot_id=entry.slot.id,
                fields={"entry": entry.id},
            ),
        )


def is_at_desk(tx: Transaction, user_id: int, slot_id: int) -> bool:
    """Tell whether somebody may still be told about a slot's callers."""
    found = staff.find(tx, user_id)
    return found is not None and reaches(tx, found, Right.DESK, slot_id)


def desk_of(tx: Transaction, slot_id: int) -> list[int]:
    """Return who answers for a slot's callers: the desk, or whoever else may where there is none.

    Nobody whose right ended is among them.
    """
    all_of_them = staff.everybody(tx)
    may = [one for one in all_of_them if reaches(tx, one, Right.DESK, slot_id)]
    desk = [one for one in may if any(grant.role is Role.DESK for grant in one.grants)]
    return [one.user_id for one in desk or may]
