"""Move or cancel a booking for somebody who called the desk and said its code."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.booking import Booking
from bot.domain.deliveries import Delivery, Kind
from bot.domain.staff import Right, Staff
from bot.services.cancel import cancel
from bot.services.move import move
from bot.services.within_reach import booking_within, check_slot
from storage import audit, deliveries
from storage.database import Transaction


def move_for_caller(
    tx: Transaction, staff: Staff, code: str, slot_id: int, *, now: datetime
) -> Booking:
    """Move a booking; whoever has it in their chat gets the new ticket.

    Raises `NotYours`, or what moving raises.
    """
    booking = booking_within(tx, staff, Right.DESK, code)
    check_slot(tx, staff, Right.DESK, slot_id)
    moved = move(tx, code, slot_id, chat_id=booking.chat_id, now=now)
    if moved.slot.id != booking.slot.id:
        _note(tx, staff, Action.DESK_MOVE, slot_id, {"seats": booking.seats}, now)
    return moved


def cancel_for_caller(tx: Transaction, staff: Staff, code: str, *, now: datetime) -> Booking:
    """Cancel a booking; whoever has it in their chat is told.

    Raises `NotYours`, or what cancelling raises.
    """
    booking = booking_within(tx, staff, Right.DESK, code)
    cancelled = cancel(tx, code, chat_id=booking.chat_id, now=now)
    _note(tx, staff, Action.DESK_CANCEL, booking.slot.id, {"seats": booking.seats}, now)
    if booking.chat_id is not None:
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.CANCELLED_BY_DESK,
                chat_id=booking.chat_id,
                dedup_key=f"cancelled:{booking.code}",
                due=now,
                urgency=booking.slot.starts,
                slot_id=booking.slot.id,
                booking_id=booking.id,
            ),
        )
    return cancelled


def _note(
    tx: Transaction,
    staff: Staff,
    action: Action,
    slot_id: int,
    after: dict[str, str | int],
    now: datetime,
) -> None:
    act = Act(at=now, user_id=staff.user_id, action=action, slot_id=slot_id, after=after)
    audit.add(tx, act)
