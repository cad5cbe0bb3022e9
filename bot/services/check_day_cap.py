"""Ask whether a visit still takes so many people on a day."""

from dataclasses import replace

from bot.domain.catalogue import Slot
from bot.domain.gate import DayFull
from storage import gate
from storage.database import Transaction


def day_left(tx: Transaction, slot: Slot) -> int | None:
    """Return how many more people a slot's visit takes that day; None: as many as there are seats.

    Whoever asks has locked the slot; where the host set a cap, all slots of the visit wait.
    """
    if gate.day_cap(tx, slot.visit.id, slot.day) is None:
        return None
    tx.lock("visit", slot.visit.id)
    cap = gate.day_cap(tx, slot.visit.id, slot.day)
    return None if cap is None else cap - gate.taken_in_day(tx, slot.visit.id, slot.day)


def check_day_cap(tx: Transaction, slot: Slot, seats: int, *, given_back: int = 0) -> None:
    """Raise `DayFull` when the visit takes fewer people that day; `given_back` are one's own."""
    left = day_left(tx, slot)
    if left is not None and seats > left + given_back:
        raise DayFull(left=max(0, left + given_back), day=slot.day)


def capped(tx: Transaction, slot: Slot) -> Slot:
    """Return a slot as one can book it: with no more seats than its visit still takes that day."""
    cap = gate.day_cap(tx, slot.visit.id, slot.day)
    if cap is None:
        return slot
    left = max(0, cap - gate.taken_in_day(tx, slot.visit.id, slot.day))
    return replace(slot, capacity=min(slot.capacity, slot.taken + left))
