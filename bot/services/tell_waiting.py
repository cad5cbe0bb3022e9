"""Tell those who wait for a slot what became of it: their queue ends and comes back with it."""

from datetime import datetime

from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import Known, calendar_changes, known, notice_due
from bot.domain.deliveries import Delivery, Kind
from bot.domain.times import to_text
from bot.services.ring_desk import desk_of
from storage import deliveries, waitlist
from storage.database import Transaction


def tell_waiting(tx: Transaction, before: Known, after: Slot, now: datetime) -> None:
    """Owe everybody in a slot's queue one message, however often it changes until that leaves.

    What is told is how the slot differs then from what they knew; the desk is told for its callers.
    """
    if not calendar_changes(before, known(after)):
        return
    if before.called_off:
        waitlist.return_with_slot(tx, after.id)
    entries = waitlist.live_on(tx, after.id)
    if after.state is SlotState.CANCELLED:
        waitlist.end_with_slot(tx, after.id)
    told = {one.chat_id: one.id for one in entries if one.chat_id is not None}
    desk = {} if len(told) == len(entries) else dict.fromkeys(desk_of(tx, after.id))
    for chat_id, entry_id in {**desk, **told}.items():
        if not deliveries.is_owed(tx, chat_id, after.id, Kind.WAIT_CHANGED):
            _owe(tx, chat_id, entry_id, before, after, now)


def _owe(
    tx: Transaction, chat_id: int, entry_id: int | None, before: Known, slot: Slot, now: datetime
) -> None:
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.WAIT_CHANGED,
            chat_id=chat_id,
            dedup_key=f"wait_changed:{slot.id}:{slot.version}:{to_text(now)}:{chat_id}",
            due=notice_due(now, now),
            urgency=min(before.starts, slot.starts),
            slot_id=slot.id,
            fields={
                "entry": entry_id or 0,
                "starts": to_text(before.starts),
                "ends": to_text(before.ends),
                "place": before.place,
                "called_off": int(before.called_off),
            },
        ),
    )
