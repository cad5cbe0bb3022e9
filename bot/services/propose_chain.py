"""Propose meetings with several companies of a job dating, one after the other."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.catalogue import Slot
from bot.domain.dating import (
    MOST_COMPANIES,
    WALK,
    NoChain,
    NothingPicked,
    TooManyCompanies,
    best_chain,
)
from bot.domain.times import overlaps
from storage import bookings, catalogue, chains
from storage.database import Transaction


def propose_chain(
    tx: Transaction,
    picked: Sequence[int],
    day: date,
    *,
    chat_id: int,
    since: datetime,
    now: datetime,
) -> tuple[Slot, ...]:
    """Return a slot of each visit picked, without collision, also with what is booked already.

    Raises `NothingPicked`, `TooManyCompanies` or `NoChain`.
    """
    if not picked:
        raise NothingPicked()
    if len(picked) > MOST_COMPANIES:
        raise TooManyCompanies(most=MOST_COMPANIES)
    busy = [one.slot for one in bookings.coming_of(tx, chat_id, now) if not one.slot.time_tba]
    offers = {visit: _free(tx, visit, day, busy, now) for visit in picked}
    chain = best_chain(offers, since)
    if chain is None:
        raise NoChain()
    return chain


def _free(
    tx: Transaction, visit_id: int, day: date, busy: Sequence[Slot], now: datetime
) -> list[Slot]:
    found = (catalogue.slot(tx, slot_id) for slot_id in chains.free_slots(tx, visit_id, day, now))
    return [slot for slot in found if slot is not None and not _clashes(slot, busy)]


def _clashes(slot: Slot, busy: Sequence[Slot]) -> bool:
    return any(
        overlaps(slot.starts - WALK, slot.ends + WALK, other.starts, other.ends) for other in busy
    )
