"""Check a party in at the gate, all of it or some, or take that back."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.booking import BookingState, Order
from bot.domain.catalogue import SlotState
from bot.domain.checkin import Arrival, check_day, check_present, state_of
from bot.domain.refusals import AlreadyBooked, PartyTooSmall, SlotCancelled, SlotFull
from bot.domain.staff import Right, Staff
from bot.ids import Ids
from bot.services.check_day_cap import check_day_cap
from bot.services.within_reach import booking_within, check_slot
from storage import attendance, audit, bookings, catalogue
from storage.database import ConstraintBroken, Transaction


def check_in(
    tx: Transaction, staff: Staff, code: str, present: int | None, *, now: datetime
) -> Arrival:
    """Note how many of a party came; None takes it back.

    Raises `NotYours`, `NotToday`, `WasCancelled` or `MoreThanBooked`.
    """
    found = booking_within(tx, staff, Right.CHECK_IN, code)
    tx.lock("booking", found.id)  # they may be cancelling at this moment
    booking = bookings.of_id(tx, found.id) or found
    check_present(booking, present or 0)
    check_day(booking.slot, now)
    before = attendance.present_of(tx, booking.id)
    if present == before:
        return attendance.arrival(tx, booking)
    if present is None:
        attendance.take_back(tx, booking.id)
    else:
        attendance.set_present(tx, booking, max(0, present), now)
    _set_state(tx, booking.id, state_of(present), now)
    after: dict[str, str | int] = {"present": "–" if present is None else present}
    _note(tx, staff, booking.slot.id, {**after, "seats": booking.seats}, now)
    return attendance.arrival(tx, bookings.of_id(tx, booking.id) or booking)


def admit(
    tx: Transaction, staff: Staff, slot_id: int, seats: int, intent: str, *, now: datetime, ids: Ids
) -> None:
    """Let people in who did not book, while there are seats; the same intent twice lets in once.

    Raises `NotYours`, `NotToday`, `SlotFull`, `DayFull`, `SlotCancelled` or `PartyTooSmall`.
    """
    check_slot(tx, staff, Right.CHECK_IN, slot_id)
    slot = catalogue.lock_slot(tx, slot_id)
    if slot is None or bookings.of_intent(tx, intent) is not None:
        return
    check_day(slot, now)
    if slot.state is SlotState.CANCELLED:
        raise SlotCancelled(title=slot.visit.title)
    if seats < 1:
        raise PartyTooSmall()
    if seats > slot.left:
        raise SlotFull(left=max(0, slot.left), asked=seats, slot_id=slot.id)
    check_day_cap(tx, slot, seats)
    code = ids.code()
    while bookings.of_code(tx, code) is not None:
        code = ids.code()
    order = Order(slot_id=slot.id, chat_id=None, seats=seats, intent=intent)
    booking = bookings.add(tx, order, code, now)
    attendance.set_present(tx, booking, seats, now)
    _set_state(tx, booking.id, BookingState.ATTENDED, now)
    _note(tx, staff, slot.id, {"present": seats, "seats": seats}, now)


def _set_state(tx: Transaction, booking_id: int, state: BookingState, now: datetime) -> None:
    try:
        tx.attempt(lambda inner: attendance.set_state(inner, booking_id, state, now))
    except ConstraintBroken as broken:  # they booked this slot again meanwhile
        raise AlreadyBooked(code="") from broken


def _note(
    tx: Transaction, staff: Staff, slot_id: int, after: dict[str, str | int], now: datetime
) -> None:
    act = Act(
        at=now, user_id=staff.user_id, action=Action.CHECKIN_MARK, slot_id=slot_id, after=after
    )
    audit.add(tx, act)
