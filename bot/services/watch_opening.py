"""Tell a person when booking for a slot opens, at that instant."""

from datetime import datetime

from bot.domain.catalogue import Slot
from bot.domain.deliveries import Delivery, Kind
from bot.domain.refusals import NothingFound
from storage import catalogue, deliveries
from storage.database import Transaction


def watch_opening(tx: Transaction, slot_id: int, *, chat_id: int, now: datetime) -> Slot:
    """Owe a message for the instant at which booking opens, once per person and slot.

    Raises `NothingFound` when booking is open already, or never opens.
    """
    slot = catalogue.slot(tx, slot_id)
    if slot is None or slot.opens is None or slot.opens <= now:
        raise NothingFound()
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.OPENING,
            chat_id=chat_id,
            dedup_key=f"opening:{slot.id}:{chat_id}:{slot.opens:%Y%m%dT%H%M}",
            due=slot.opens,
            urgency=slot.starts,
            slot_id=slot.id,
        ),
    )
    return slot
