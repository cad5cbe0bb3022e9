"""My visits: open, change, move, cancel; the waiting list; answers to reminders."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.refusals import BookingGone, NothingNamed
from bot.services.accept_offer import accept_offer
from bot.services.answer_notice import answer_notice
from bot.services.cancel import cancel as cancel_booking
from bot.services.change_seats import change_seats
from bot.services.join_waitlist import join_waitlist
from bot.services.leave_waitlist import leave_waitlist
from bot.services.move import move
from bot.services.owe_ticket import owe_ticket
from bot.services.promise_to_come import promise_to_come
from handlers.callbacks import (
    AcceptOffer,
    AskCancel,
    AskMove,
    AskSeats,
    Cancel,
    ChangeSeats,
    Coming,
    JoinWaitlist,
    LeaveWaitlist,
    MoveTo,
    OpenBooking,
    SendTicket,
)
from handlers.callbacks.notices import AgreeToChange
from handlers.staff import calling
from storage import bookings
from storage.database import Transaction


def open_card(_tx: Transaction, _here: Here, button: OpenBooking) -> Place:
    """Show a booking's card."""
    return _of(Step.CARD, button.code)


def ask_seats(_tx: Transaction, _here: Here, button: AskSeats) -> Place:
    """Ask how many seats it should have."""
    return _of(Step.SEATS, button.code)


def ask_move(_tx: Transaction, here: Here, button: AskMove) -> Place:
    """Ask to which slot it should move; on the day that was said, if one was."""
    days = here.place.draft.days if here.place.step is Step.WHICH else ()
    return Place(step=Step.MOVE, draft=Draft(booking=button.code, days=days))


def ask_cancel(_tx: Transaction, _here: Here, button: AskCancel) -> Place:
    """Ask whether it should really be cancelled."""
    return _of(Step.CANCEL, button.code)


def set_seats(tx: Transaction, here: Here, button: ChangeSeats) -> Place:
    """Change its seats."""
    change_seats(tx, button.code, button.seats, chat_id=here.chat_id, now=here.now)
    return _of(Step.CARD, button.code)


def typed_seats(tx: Transaction, here: Here, text: str) -> Place:
    """Take a number of seats that no key shows. Raises `NothingNamed`."""
    code = here.place.draft.booking or ""
    if not text.strip().isdecimal():
        raise NothingNamed(text=text[:60])
    return set_seats(tx, here, ChangeSeats(code, int(text.strip()[:4])))


def move_to(tx: Transaction, here: Here, button: MoveTo) -> Place:
    """Move it to another slot."""
    move(tx, button.code, button.slot, chat_id=here.chat_id, now=here.now)
    return _of(Step.CARD, button.code)


def cancel(tx: Transaction, here: Here, button: Cancel) -> Place:
    """Cancel it."""
    cancel_booking(tx, button.code, chat_id=here.chat_id, now=here.now)
    return _of(Step.CANCELLED, button.code)


def send_ticket(tx: Transaction, here: Here, button: SendTicket) -> Place:
    """Owe the ticket once more. Raises `BookingGone`."""
    booking = bookings.of_code(tx, button.code)
    if booking is None or booking.chat_id != here.chat_id or not booking.live:
        raise BookingGone()
    owe_ticket(tx, booking, here.now, again=here.ids.key())
    return here.place


def coming(tx: Transaction, here: Here, button: Coming) -> Place:
    """Answer a reminder: I'm coming."""
    promise_to_come(tx, button.code, chat_id=here.chat_id, now=here.now)
    return _of(Step.COMING, button.code)


def agree_to_change(tx: Transaction, here: Here, button: AgreeToChange) -> Place:
    """Answer a notice: OK."""
    booking = answer_notice(tx, button.notice, chat_id=here.chat_id, now=here.now)
    return _of(Step.NOTED, booking.code)


def wait(tx: Transaction, here: Here, button: JoinWaitlist) -> Place:
    """Join a full slot's waiting list; the desk, for whoever is on the line."""
    if here.place.draft.caller is not None:
        return calling.wait(tx, here, button.slot, button.seats, here.place.draft.caller)
    join_waitlist(tx, button.slot, button.seats, chat_id=here.chat_id, now=here.now)
    return Place(step=Step.WAITING, draft=Draft(slot=button.slot))


def stop_waiting(tx: Transaction, here: Here, button: LeaveWaitlist) -> Place:
    """Leave a waiting list, or decline an offer."""
    entry = leave_waitlist(tx, button.entry, chat_id=here.chat_id, now=here.now)
    return Place(step=Step.WAITING, draft=Draft(slot=entry.slot.id))


def accept(tx: Transaction, here: Here, button: AcceptOffer) -> Place:
    """Take the seats that were kept."""
    booking = accept_offer(tx, button.entry, chat_id=here.chat_id, now=here.now, ids=here.ids)
    return _of(Step.BOOKED, booking.code)


def _of(step: Step, code: str) -> Place:
    return Place(step=step, draft=Draft(booking=code))
