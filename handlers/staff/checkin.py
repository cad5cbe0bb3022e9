"""At the gate: a code typed or scanned, a party checked in, a slot's parties."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import Slot, Wanted
from bot.domain.checkin import Arrival, Gate, NoSuchParty
from bot.domain.refusals import NothingFound, NotYours
from bot.domain.staff import Right
from bot.ids import dressed
from bot.services.check_in import admit as let_in
from bot.services.check_in import check_in
from bot.services.claim_booking import claim_booking
from bot.services.within_reach import booking_within, check_slot, reaches
from handlers.callbacks.checkin import Admit, GateSlot, OpenParty, Present, TakeBack
from storage import attendance, bookings, catalogue, rosters, staff
from storage.database import Transaction

MOST_SLOTS = 400
LONGEST_COUNT = 3  # digits of a number of people; a code is longer


def open_code(tx: Transaction, here: Here, name: str) -> Place:
    """Answer a ticket's code: one's own card, the gate's for staff, else a claim of the desk's.

    Raises `TooManyCodes`, or `AlreadyBooked` when they have that slot themselves.
    """
    booking = bookings.of_code(tx, dressed(name))
    if booking is not None and booking.chat_id == here.chat_id:
        return _own_card(booking)
    somebody = staff.find(tx, here.user_id)
    if booking and somebody and reaches(tx, somebody, Right.CHECK_IN, booking.slot.id):
        return _at_party(booking.code)
    claimed = claim_booking(tx, name, chat_id=here.chat_id, now=here.now)
    if claimed is None:
        return Place(step=Step.NO_SUCH_CODE)
    return Place(step=Step.BOOKED, draft=Draft(booking=claimed.code))


def _own_card(booking: Booking) -> Place:
    if not booking.live:
        raise NothingFound()
    return Place(step=Step.CARD, draft=Draft(booking=booking.code))


def open_party(_tx: Transaction, _here: Here, button: OpenParty) -> Place:
    """Show a party."""
    return _at_party(button.code)


def typed(tx: Transaction, here: Here, text: str) -> Place:
    """Take a code; at a party, so many of it. Raises `NoSuchParty` for any other code."""
    said = text.strip()
    code = here.place.draft.booking
    if code and said.isdecimal() and len(said) <= LONGEST_COUNT:
        return present(tx, here, Present(code, int(said)))
    try:
        found = booking_within(tx, here.of_staff(), Right.CHECK_IN, dressed(said[:20]))
    except NotYours as elsewhere:
        raise NoSuchParty() from elsewhere
    return _at_party(found.code)


def present(tx: Transaction, here: Here, button: Present) -> Place:
    """Check so many of a party in."""
    check_in(tx, here.of_staff(), button.code, max(0, button.count), now=here.now)
    return _at_party(button.code)


def take_back(tx: Transaction, here: Here, button: TakeBack) -> Place:
    """Take a check-in back."""
    check_in(tx, here.of_staff(), button.code, None, now=here.now)
    return _at_party(button.code)


def open_slot(_tx: Transaction, here: Here, button: GateSlot) -> Place:
    """Show a slot's parties."""
    return _at_slot(here, button.slot)


def admit(tx: Transaction, here: Here, button: Admit) -> Place:
    """Let in who did not book."""
    let_in(
        tx,
        here.of_staff(),
        button.slot,
        button.count,
        f"gate:{button.intent}",
        now=here.now,
        ids=here.ids,
    )
    return _at_slot(here, button.slot)


def today(tx: Transaction, here: Here, _draft: Draft) -> list[Slot]:
    """Fetch today's slots within reach."""
    day = here.now.astimezone(catalogue.zone_of(tx, Wanted())).date()
    found = rosters.slots(tx, here.of_staff().reach(Right.CHECK_IN), day, limit=MOST_SLOTS)
    return sorted(found, key=lambda one: (one.starts, one.visit.host, one.id))


def slot(tx: Transaction, here: Here, draft: Draft) -> Gate:
    """Fetch a slot's parties. Raises `NotYours`."""
    check_slot(tx, here.of_staff(), Right.CHECK_IN, draft.slot or 0)
    found = attendance.at_gate(tx, draft.slot or 0)
    if found is None:
        raise NotYours()
    return found


def party(tx: Transaction, here: Here, draft: Draft) -> Arrival:
    """Fetch a party. Raises `NotYours`."""
    booking = booking_within(tx, here.of_staff(), Right.CHECK_IN, draft.booking or "")
    return attendance.arrival(tx, booking)


def _at_party(code: str) -> Place:
    return Place(step=Step.CHECK_IN_PARTY, draft=Draft(booking=code))


def _at_slot(here: Here, slot_id: int) -> Place:
    draft = Draft(slot=slot_id, intent=here.ids.key())
    return Place(step=Step.CHECK_IN_SLOT, draft=draft)
