"""Say "I'll be there" to a walk-in, or take it back."""

from datetime import datetime

from bot.domain.catalogue import Slot, SlotState
from bot.domain.programme import Regime
from bot.domain.refusals import NothingFound, SlotBegun
from storage import catalogue, intentions
from storage.database import Transaction


def intend(tx: Transaction, slot_id: int, *, chat_id: int, coming: bool, now: datetime) -> Slot:
    """Count a person who means to come, or stop counting them. No seat is taken.

    Raises `NothingFound` where one books instead, `SlotBegun` when it is over.
    """
    slot = catalogue.slot(tx, slot_id)
    if slot is None or slot.regime is Regime.REQUIRED or slot.state is not SlotState.OPEN:
        raise NothingFound()
    if now >= slot.ends:
        raise SlotBegun(title=slot.visit.title)
    if coming:
        intentions.add(tx, slot_id, chat_id, now)
    else:
        intentions.remove(tx, slot_id, chat_id)
    return slot
