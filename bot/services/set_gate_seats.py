"""Open or close seats from the gate, and cap how many people come in a day."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.catalogue import Slot
from bot.domain.gate import BelowTaken, check_seats
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.services.offer_seats import offer_seats
from bot.services.within_reach import check_slot
from storage import audit, catalogue, gate
from storage.database import Transaction


def set_gate_seats(
    tx: Transaction, staff: Staff, slot_id: int, seats: int, *, now: datetime
) -> None:
    """Have so many seats on sale: never fewer than taken, never more than the organiser allows.

    Seats that open go to who waits first. Raises `NotYours`, `BelowTaken` or `AboveAllowed`.
    """
    slot = _locked(tx, staff, slot_id)
    check_seats(seats, least=slot.taken, most=slot.capacity + gate.closed(tx, slot.id))
    if seats == slot.capacity:
        return
    gate.sell(tx, slot.id, seats)
    _note(tx, staff, Action.GATE_SEATS, slot, {"seats": slot.capacity}, {"seats": seats}, now)
    offer_seats(tx, slot.id, now)


def cap_day(
    tx: Transaction, staff: Staff, slot_id: int, people: int | None, *, now: datetime
) -> None:
    """Cap how many people a slot's visit takes that day; None takes the cap away.

    Raises `NotYours` or `BelowTaken`.
    """
    slot = _locked(tx, staff, slot_id)
    tx.lock("visit", slot.visit.id)
    coming = gate.taken_in_day(tx, slot.visit.id, slot.day)
    if people is not None and people < coming:
        raise BelowTaken(taken=coming)
    before = gate.day_cap(tx, slot.visit.id, slot.day)
    if before == people:
        return
    gate.set_day_cap(tx, slot.visit.id, slot.day, people)
    _note(
        tx, staff, Action.GATE_CAP, slot, {"people": _said(before)}, {"people": _said(people)}, now
    )
    offer_seats(tx, slot.id, now)


def _said(people: int | None) -> str | int:
    return "∞" if people is None else people


def _locked(tx: Transaction, staff: Staff, slot_id: int) -> Slot:
    check_slot(tx, staff, Right.SEATS, slot_id)
    slot = catalogue.lock_slot(tx, slot_id)
    if slot is None:
        raise NotYours()
    return slot


def _note(
    tx: Transaction,
    staff: Staff,
    action: Action,
    slot: Slot,
    before: dict[str, str | int],
    after: dict[str, str | int],
    now: datetime,
) -> None:
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=action,
            slot_id=slot.id,
            before=before,
            after=after,
        ),
    )
