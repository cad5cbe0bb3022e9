"""Book for somebody who called the desk: the same seats, nobody's chat."""

from dataclasses import replace
from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.booking import Booking, Order
from bot.domain.desk import Caller
from bot.domain.staff import Right, Staff
from bot.ids import Ids
from bot.services.book import book
from bot.services.book_class import ClassOrder, book_class
from bot.services.within_reach import check_slot
from storage import audit, callers
from storage.database import Transaction


def book_for_caller(
    tx: Transaction, staff: Staff, order: Order, caller: Caller, *, now: datetime, ids: Ids
) -> Booking:
    """Book, and keep the caller's name apart; the same intent twice books once.

    Raises `NotYours`, or what booking raises.
    """
    check_slot(tx, staff, Right.DESK, order.slot_id)
    booking = book(tx, replace(order, chat_id=None), now=now, ids=ids)
    _keep(tx, staff, booking, caller, now)
    return booking


def book_class_for_caller(
    tx: Transaction, staff: Staff, order: ClassOrder, caller: Caller, *, now: datetime, ids: Ids
) -> tuple[Booking, ...]:
    """Book every group of a class for a caller, or none; each has a code of its own.

    Raises `NotYours`, or what booking raises.
    """
    for group in order.groups:
        check_slot(tx, staff, Right.DESK, group.slot)
    booked = book_class(tx, replace(order, chat_id=None), now=now, ids=ids)
    for booking in booked:
        _keep(tx, staff, booking, caller, now)
    return booked


def _keep(tx: Transaction, staff: Staff, booking: Booking, caller: Caller, now: datetime) -> None:
    if not callers.add(tx, booking.id, caller):
        return
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=Action.DESK_BOOK,
            slot_id=booking.slot.id,
            after={"seats": booking.seats},
        ),
    )
