"""Tell those who wait for a slot, or mean to come to a walk-in, what became of it.

A queue ends with its slot, and comes back with it.
"""

from datetime import datetime

from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import Known, calendar_changes, known, notice_due
from bot.domain.deliveries import Delivery, Kind
from bot.domain.times import to_text
from bot.services.ring_desk import desk_of
from storage import deliveries, intentions, waitlist
from storage.database import Transaction


def tell_waiting(tx: Transaction, before: Known, after: Slot, now: datetime) -> None:
    """Owe each of them one message, however often the slot changes until that leaves.

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
    desk = {} if len(told) == len(entries) else dict.fromkeys(desk_of(tx, after.id), 0)
    walk_ins = dict.fromkeys(intentions.all_on(tx, after.id), 0)
    for chat_id, entry_id in {**walk_ins, **desk, **told}.items():
        if not deliveries.is_owed(tx, chat_id, after.id, Kind.WAIT_CHANGED):
            _owe(tx, chat_id, entry_id, before, after, now)


def _owe(
    tx: Transaction, chat_id: int, entry_id: int, before: Known, slot: Slot, now: datetime
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
                "entry": entry_id,
                "starts": to_text(before.starts),
                "ends": to_text(before.ends),
                "place": before.place,
                "called_off": int(before.called_off),
            },
        ),
    )
