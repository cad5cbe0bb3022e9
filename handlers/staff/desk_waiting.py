"""Callers of the desk who wait for full slots: list them, book what is kept, give it up."""

from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.desk import Waiter
from bot.domain.staff import Right
from bot.domain.waitlist import EntryState
from bot.services.ring_desk import is_at_desk
from bot.services.wait_for_caller import leave_for_caller, take_for_caller, waiter_within
from handlers.callbacks.desk import LeaveFor, OpenWaiter, TakeFor
from storage import callers, waitlist
from storage.database import Transaction


def open_waiter(_tx: Transaction, _here: Here, button: OpenWaiter) -> Place:
    """Show a caller who waits."""
    return Place(step=Step.DESK_WAITER, draft=Draft(entry=button.entry))


def take(tx: Transaction, here: Here, button: TakeFor) -> Place:
    """Book the seats that are kept for a caller."""
    booking = take_for_caller(tx, here.of_staff(), button.entry, now=here.now, ids=here.ids)
    return Place(step=Step.DESK_CARD, draft=Draft(booking=booking.code))


def leave(tx: Transaction, here: Here, button: LeaveFor) -> Place:
    """Give up a caller's place in the queue, or the seats that are kept."""
    leave_for_caller(tx, here.of_staff(), button.entry, now=here.now)
    return Place(step=Step.DESK_WAITING)


def everybody(tx: Transaction, here: Here, _draft: Draft) -> list[Waiter]:
    """Fetch the callers who wait within reach, soonest visit first."""
    found = waitlist.of_callers(tx, here.of_staff().reach(Right.DESK), here.now)
    return [Waiter(entry=one, caller=callers.waiting(tx, one.id)) for one in found]


def one(tx: Transaction, here: Here, draft: Draft) -> Waiter:
    """Fetch a caller who waits. Raises `NotYours`."""
    return waiter_within(tx, here.of_staff(), draft.entry or 0)


def offer(tx: Transaction, delivery: Delivery, _now: datetime) -> Waiter | DeliveryState:
    """Fetch a caller for whom seats are kept; nobody is told who is no longer at the desk."""
    entry = waitlist.of_id(tx, int(delivery.fields["entry"]))
    if entry is None or entry.state is not EntryState.OFFERED:
        return DeliveryState.CANCELLED
    if not is_at_desk(tx, delivery.chat_id, entry.slot.id):
        return DeliveryState.CANCELLED
    return Waiter(entry=entry, caller=callers.waiting(tx, entry.id))
