"""Book for somebody who called the desk: the same seats, nobody's chat."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.booking import Booking, Order
from bot.domain.desk import Caller
from bot.domain.staff import Right, Staff
from bot.ids import Ids
from bot.services.book import book
from bot.services.within_reach import check_slot
from storage import audit, bookings, callers
from storage.database import Transaction


def book_for_caller(
    tx: Transaction, staff: Staff, order: Order, caller: Caller, *, now: datetime, ids: Ids
) -> Booking:
    """Book, and keep the caller's name apart; the same intent twice books once.

    Raises `NotYours`, or what booking raises.
    """
    check_slot(tx, staff, Right.DESK, order.slot_id)
    if (earlier := bookings.of_intent(tx, order.intent)) is not None:
        return earlier
    booking = book(tx, order, now=now, ids=ids)
    callers.add(tx, booking.id, caller)
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=Action.DESK_BOOK,
            slot_id=order.slot_id,
            after={"seats": order.seats},
        ),
    )
    return booking
