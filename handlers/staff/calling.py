"""While a caller is on the line, the booking's own screens book for them."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Order
from bot.domain.staff import Right
from bot.drafts.desk import CallerDraft
from bot.services.authorise import authorise
from bot.services.book_class import ClassOrder
from bot.services.book_for_caller import book_class_for_caller, book_for_caller
from bot.services.wait_for_caller import wait_for_caller
from storage.database import Transaction

BOOKING = frozenset(
    {
        Step.TERRITORY,
        Step.NEAR,
        Step.LOCATION,
        Step.SECTOR,
        Step.DAY,
        Step.SLOT,
        Step.NOTHING,
        Step.HALF,
        Step.AUDIENCE,
        Step.PARTY,
        Step.SPLIT,
        Step.GROUPS,
        Step.SHEET,
    }
)


def on_the_line(before: Place, after: Place) -> Place:
    """Keep the caller from one question of a booking to the next, whatever was tapped or said."""
    caller = before.draft.caller
    if caller is None or after.draft.caller is not None or after.step not in BOOKING:
        return after
    kept = after.draft.model_copy(update={"caller": caller})
    return Place(step=after.step, draft=kept, language=after.language)


def confirm(tx: Transaction, here: Here, order: Order, caller: CallerDraft) -> Place:
    """Book for the caller. Raises `NotYours` without the right, or what booking raises."""
    staff = authorise(tx, here.user_id, Right.DESK)
    booking = book_for_caller(tx, staff, order, caller.caller(), now=here.now, ids=here.ids)
    return Place(step=Step.DESK_CARD, draft=Draft(booking=booking.code))


def wait(tx: Transaction, here: Here, slot_id: int, seats: int, caller: CallerDraft) -> Place:
    """Put the caller on a full slot's waiting list. Raises `NotYours`, or what waiting raises."""
    staff = authorise(tx, here.user_id, Right.DESK)
    entry = wait_for_caller(tx, staff, slot_id, seats, caller.caller(), now=here.now)
    return Place(step=Step.DESK_WAITER, draft=Draft(entry=entry))


def confirm_class(tx: Transaction, here: Here, order: ClassOrder, caller: CallerDraft) -> Place:
    """Book every group of the caller's class, or none."""
    staff = authorise(tx, here.user_id, Right.DESK)
    booked = book_class_for_caller(tx, staff, order, caller.caller(), now=here.now, ids=here.ids)
    codes = tuple(one.code for one in booked)
    return Place(step=Step.DESK_FOUND, draft=Draft(bookings=codes))
