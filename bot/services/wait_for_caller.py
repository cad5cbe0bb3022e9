"""A caller of the desk waits for a full slot; the desk takes or gives up what comes free."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.booking import Booking, Order, check_open, check_party
from bot.domain.desk import Caller, Waiter
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.domain.waitlist import EntryState
from bot.ids import Ids
from bot.services.book_for_caller import book_for_caller
from bot.services.offer_seats import offer_seats, still_offered
from bot.services.within_reach import check_slot, reaches
from storage import audit, bookings, callers, catalogue, waitlist
from storage.database import Transaction


def wait_for_caller(
    tx: Transaction, staff: Staff, slot_id: int, seats: int, caller: Caller, *, now: datetime
) -> int:
    """Put a caller at the end of a slot's queue; return the entry's id.

    Raises `NotYours`, `SlotUnavailable` or `PartyRefused`.
    """
    check_slot(tx, staff, Right.DESK, slot_id)
    slot = catalogue.lock_slot(tx, slot_id)
    if slot is None:
        raise NotYours()
    check_open(slot, now)
    check_party(slot, seats, left=slot.capacity)
    entry_id = waitlist.add(tx, slot_id, None, seats, now)
    callers.add_waiting(tx, entry_id, caller)
    _note(tx, staff, Action.DESK_WAIT, slot_id, seats, now)
    offer_seats(tx, slot_id, now)
    return entry_id


def waiter_within(tx: Transaction, staff: Staff, entry_id: int) -> Waiter:
    """Return a caller who waits, where the right reaches. Raises `NotYours` for anything else."""
    entry = waitlist.of_id(tx, entry_id)
    if entry is None or entry.chat_id is not None:
        raise NotYours()
    if not reaches(tx, staff, Right.DESK, entry.slot.id):
        raise NotYours()
    return Waiter(entry=entry, caller=callers.waiting(tx, entry_id))


def take_for_caller(
    tx: Transaction, staff: Staff, entry_id: int, *, now: datetime, ids: Ids
) -> Booking:
    """Book the seats that are kept for a caller; whoever is second is shown the same booking.

    Raises `NotYours`, `OfferOver` or what booking raises.
    """
    found = waiter_within(tx, staff, entry_id)
    if (earlier := bookings.of_intent(tx, found.entry.intent)) is not None:
        return earlier
    entry = still_offered(tx, entry_id, now)
    waitlist.end(tx, entry_id, EntryState.ACCEPTED)
    order = Order(slot_id=entry.slot.id, chat_id=None, seats=entry.held, intent=entry.intent)
    caller = found.caller or Caller(name="", phone="")
    return book_for_caller(tx, staff, order, caller, now=now, ids=ids)


def leave_for_caller(tx: Transaction, staff: Staff, entry_id: int, *, now: datetime) -> None:
    """Give up a caller's place in the queue, or the seats kept; twice changes nothing.

    Raises `NotYours`.
    """
    entry = waiter_within(tx, staff, entry_id).entry
    if not (entry.live or entry.called_off):
        return
    declined = entry.state is EntryState.OFFERED
    waitlist.end(tx, entry_id, EntryState.DECLINED if declined else EntryState.LEFT)
    _note(tx, staff, Action.DESK_UNWAIT, entry.slot.id, entry.seats, now)
    offer_seats(tx, entry.slot.id, now)


def _note(
    tx: Transaction, staff: Staff, action: Action, slot_id: int, seats: int, now: datetime
) -> None:
    after: dict[str, str | int] = {"seats": seats}
    act = Act(at=now, user_id=staff.user_id, action=action, slot_id=slot_id, after=after)
    audit.add(tx, act)
