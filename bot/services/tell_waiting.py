"""Tell those who wait for a slot that it is called off; they keep their rank if it reopens."""

from datetime import datetime

from bot.domain.catalogue import Slot
from bot.domain.changes import notice_due
from bot.domain.deliveries import Delivery, Kind
from storage import deliveries, waitlist
from storage.database import Transaction


def tell_waiting(tx: Transaction, slot: Slot, now: datetime) -> None:
    """Owe each of them a message, which goes out unless the slot is reopened meanwhile."""
    for entry in waitlist.waiting(tx, slot.id):
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.WAIT_OFF,
                chat_id=entry.chat_id,
                dedup_key=f"wait_off:{entry.id}:{slot.version}",
                due=notice_due(now, now),
                urgency=slot.starts,
                slot_id=slot.id,
                fields={"entry": entry.id},
            ),
        )
