"""The desk: book, find, move and cancel for callers; paper lists."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import DayChoice, Slot, Wanted
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.desk import LONGEST_NAME, LONGEST_PHONE, CallersBooking
from bot.domain.needs import Need
from bot.domain.refusals import NothingNamed, NotYours
from bot.domain.staff import Right, Staff
from bot.drafts.desk import CallerDraft
from bot.ids import dressed
from bot.programme.text import clean
from bot.services.change_for_caller import cancel_for_caller, move_for_caller
from bot.services.owe_paper import owe_paper
from bot.services.within_reach import booking_within
from handlers.booking import next_place
from handlers.callbacks.desk import (
    AskCancelFor,
    AskMoveFor,
    CancelFor,
    MoveFor,
    NeedFor,
    OpenForCaller,
    PrintDay,
    PrintSlot,
    SkipAsking,
)
from handlers.screens.desk import CardFacts, MoveFacts
from storage import attendance, bookings, callers, catalogue, rosters
from storage.database import Transaction

MOST_FOUND = 40
MOST_SLOTS = 200
MOST_DAYS = 60


def skip(tx: Transaction, here: Here, _button: SkipAsking) -> Place:
    """Go on without the answer."""
    return typed_name(tx, here, "") if _asks_name(here) else typed_phone(tx, here, "")


def typed_name(_tx: Transaction, _here: Here, text: str) -> Place:
    """Take the caller's name; ask for a phone number."""
    caller = CallerDraft(name=clean(text)[:LONGEST_NAME].strip())
    return Place(step=Step.DESK_PHONE, draft=Draft(caller=caller))


def typed_phone(tx: Transaction, here: Here, text: str) -> Place:
    """Take the phone number; begin to book."""
    caller = here.place.draft.caller or CallerDraft()
    phone = clean(text)[:LONGEST_PHONE].strip()
    draft = Draft(caller=caller.model_copy(update={"phone": phone}))
    return next_place(tx, here, draft)


def typed_search(tx: Transaction, here: Here, text: str) -> Place:
    """Find bookings by code, name or phone. Raises `NothingNamed`."""
    staff = here.of_staff()
    booking = bookings.of_code(tx, dressed(text))
    if booking is not None:
        found = booking_within(tx, staff, Right.DESK, booking.code)
        return _at(Step.DESK_CARD, found.code)
    reach = staff.reach(Right.DESK)
    named = callers.named(tx, text, reach, here.now, limit=MOST_FOUND)
    if not named:
        raise NothingNamed(text=text[:60])
    codes = tuple(one.booking.code for one in named)
    return Place(step=Step.DESK_FOUND, draft=Draft(bookings=codes))


def open_card(_tx: Transaction, _here: Here, button: OpenForCaller) -> Place:
    """Show a booking."""
    return _at(Step.DESK_CARD, button.code)


def ask_move(_tx: Transaction, _here: Here, button: AskMoveFor) -> Place:
    """Ask to which slot it should move."""
    return _at(Step.DESK_MOVE, button.code)


def move_to(tx: Transaction, here: Here, button: MoveFor) -> Place:
    """Move it."""
    move_for_caller(tx, here.of_staff(), button.code, button.slot, now=here.now)
    return _at(Step.DESK_CARD, button.code)


def ask_cancel(_tx: Transaction, _here: Here, button: AskCancelFor) -> Place:
    """Ask whether it should really be cancelled."""
    return _at(Step.DESK_CANCEL, button.code)


def cancel(tx: Transaction, here: Here, button: CancelFor) -> Place:
    """Cancel it."""
    cancel_for_caller(tx, here.of_staff(), button.code, now=here.now)
    return _at(Step.DESK_CARD, button.code)


def toggle_need(tx: Transaction, here: Here, button: NeedFor) -> Place:
    """Say that the party needs something, or does not after all. Raises `NotYours`."""
    booking = booking_within(tx, here.of_staff(), Right.DESK, button.code)
    if button.need not in set(Need):
        raise NotYours()
    attendance.toggle_need(tx, booking.id, Need(button.need))
    return _at(Step.DESK_CARD, booking.code)


def print_day(tx: Transaction, here: Here, button: PrintDay) -> Place:
    """Send the paper lists of a day."""
    owe_paper(tx, here.of_staff(), day=button.day, now=here.now, ids=here.ids)
    return Place(step=Step.PAPER, draft=Draft(day=button.day))


def print_slot(tx: Transaction, here: Here, button: PrintSlot) -> Place:
    """Send the paper list of a slot."""
    owe_paper(tx, here.of_staff(), slot_id=button.slot, now=here.now, ids=here.ids)
    return here.place


def found(tx: Transaction, here: Here, draft: Draft) -> list[CallersBooking]:
    """Fetch the bookings that were found, while they are within reach."""
    staff = here.of_staff()
    return [_callers(tx, staff, code) for code in draft.bookings]


def card(tx: Transaction, here: Here, draft: Draft) -> CardFacts:
    """Fetch a booking for the desk. Raises `NotYours`."""
    one = _callers(tx, here.of_staff(), draft.booking or "")
    return CardFacts(found=one, needs=frozenset(attendance.needs(tx, one.booking.id)), now=here.now)


def move(tx: Transaction, here: Here, draft: Draft) -> MoveFacts:
    """Fetch the other slots of a booking's visit that have room for it."""
    one = _callers(tx, here.of_staff(), draft.booking or "")
    wanted = Wanted(visit_id=one.booking.slot.visit.id)
    others = catalogue.slots(tx, wanted, here.now, limit=MOST_SLOTS)
    return MoveFacts(booking=one.booking, slots=[slot for slot in others if _has_room(slot, one)])


def days(tx: Transaction, here: Here, _draft: Draft) -> list[DayChoice]:
    """Fetch the days with slots within reach, from today on."""
    today = here.now.astimezone(catalogue.zone_of(tx, Wanted())).date()
    return rosters.days(tx, here.of_staff().reach(Right.ROSTER), today, limit=MOST_DAYS)


def cancelled_letter(
    tx: Transaction, delivery: Delivery, _now: object
) -> CallersBooking | DeliveryState:
    """Fetch a booking that the desk cancelled, to tell whose it was."""
    booking = bookings.of_id(tx, delivery.booking_id or 0)
    if booking is None or booking.chat_id != delivery.chat_id:
        return DeliveryState.CANCELLED
    return CallersBooking(booking=booking, caller=None)


def _callers(tx: Transaction, staff: Staff, code: str) -> CallersBooking:
    booking = booking_within(tx, staff, Right.DESK, code)
    return CallersBooking(booking=booking, caller=callers.of(tx, booking.id))


def _has_room(slot: Slot, one: CallersBooking) -> bool:
    return slot.id != one.booking.slot.id and slot.left >= one.booking.seats


def _asks_name(here: Here) -> bool:
    return here.place.step is Step.DESK_NAME


def _at(step: Step, code: str) -> Place:
    return Place(step=step, draft=Draft(booking=code))
