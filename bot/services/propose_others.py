"""Hold seats on other slots for those whom a change hits, the nearest first."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.catalogue import Slot
from bot.domain.changes import MOST_HELD, misfits
from bot.domain.notices import Notice
from bot.domain.times import overlaps
from bot.domain.waitlist import hold_until
from storage import other_slots, waitlist
from storage.changes import Whereabouts
from storage.database import Transaction
from storage.other_slots import OtherVisit

RANKS = 3  # the same visit, the same host, the same sector there


def propose_others(
    tx: Transaction,
    slot: Slot,
    where: Whereabouts,
    hit: Sequence[tuple[Notice, Booking]],
    now: datetime,
) -> int:
    """Hold one other slot for each, then a second one where seats are left; return how many."""
    if not hit:
        return 0
    nearest = nearest_others(tx, slot, where, hit[0][0].before.starts, now)
    others = other_slots.other_visits(tx, slot.id, now)
    left = {one.id: one.left for one in nearest}
    held: dict[int, list[Slot]] = {}
    for _ in range(MOST_HELD):
        for notice, booking in hit:
            had = held.setdefault(booking.id, [])
            busy = [*others.get(booking.id, ()), *had]
            chosen = _first_fit(tx, nearest, left, booking, busy, now)
            if chosen is not None:
                _hold(tx, chosen, notice, booking, now)
                left[chosen.id] -= booking.seats
                had.append(chosen)
    return sum(len(slots) for slots in held.values())


def nearest_others(
    tx: Transaction, slot: Slot, where: Whereabouts, around: datetime, now: datetime
) -> list[Slot]:
    """Return other slots with room: the same visit's, its host's, its sector's there; nearest."""
    found = other_slots.alternatives(tx, slot, where, around, now)
    return sorted(found, key=lambda one: _distance(one, slot, where, around))


def _distance(one: Slot, slot: Slot, where: Whereabouts, around: datetime) -> tuple[int, float]:
    same_visit = one.visit.id == where.visit_id
    rank = 0 if same_visit else 1 if one.visit.host == slot.visit.host else 2
    return rank, abs((one.starts - around).total_seconds())


def _first_fit(
    tx: Transaction,
    nearest: Sequence[Slot],
    left: dict[int, int],
    booking: Booking,
    busy: Sequence[Slot | OtherVisit],
    now: datetime,
) -> Slot | None:
    """Return the nearest slot with room for a party, when they have nothing else."""
    for slot in nearest:
        clashes = any(overlaps(slot.starts, slot.ends, one.starts, one.ends) for one in busy)
        room = booking.seats <= left[slot.id]
        if room and not clashes and not misfits(booking, slot, now) and _free(tx, slot, booking):
            return slot
    return None


def _free(tx: Transaction, slot: Slot, booking: Booking) -> bool:
    """Tell whether somebody is not yet in that slot's queue."""
    return waitlist.of_person(tx, slot.id, booking.chat_id or 0) is None


def _hold(tx: Transaction, slot: Slot, notice: Notice, booking: Booking, now: datetime) -> None:
    waitlist.add_held(
        tx,
        slot.id,
        booking.chat_id or 0,
        booking.seats,
        notice_id=notice.id,
        until=hold_until(slot, now),
        now=now,
    )
