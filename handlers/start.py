"""Home, and the links that lead straight to a visit, a slot, a booking or a partner's welcome."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.refusals import NothingFound
from bot.ids import dressed
from bot.services.ask_next import ask_next, step_back
from handlers.booking import at_the_sheet
from handlers.callbacks import Back, Go, Page
from storage import bookings, catalogue, people
from storage.database import Transaction


def start(tx: Transaction, here: Here, payload: str) -> Place:
    """Answer /start: with a payload, go to what it names. Raises `NothingFound`."""
    kind, _, name = payload.partition("_")
    if not name:
        return Place(step=Step.HOME)
    if kind == "v":
        visit_id = catalogue.visit_of_code(tx, name)
        if visit_id is None:
            raise NothingFound()
        return at_the_sheet(here, ask_next(tx, Draft(visit=visit_id), here.now))
    if kind == "s":
        slot = catalogue.slot_of_code(tx, name)
        if slot is None:
            raise NothingFound()
        return at_the_sheet(here, Place(step=Step.SHEET, draft=Draft(slot=slot.id)))
    if kind == "c":
        booking = bookings.of_code(tx, dressed(name))
        if booking is None or booking.chat_id != here.chat_id or not booking.live:
            raise NothingFound()
        return Place(step=Step.CARD, draft=Draft(booking=booking.code))
    raise NothingFound()


def welcome(tx: Transaction, here: Here, partner: str) -> Place:
    """Answer a partner's link: remember who sent them, the first time."""
    people.note(tx, here.chat_id, here.language, here.now)
    people.set_origin(tx, here.chat_id, partner)
    return Place(step=Step.HOME)


def go(_tx: Transaction, _here: Here, button: Go) -> Place:
    """Go to a place that needs nothing else."""
    return Place(step=button.step)


def back(_tx: Transaction, here: Here, _button: Back) -> Place:
    """Go back to the question before; from the first one, home."""
    return step_back(here.place) or Place(step=Step.HOME)


def page(_tx: Transaction, here: Here, button: Page) -> Place:
    """Turn the page of the list at hand."""
    turned = here.place.draft.model_copy(update={"page": max(0, button.number)})
    return Place(step=here.place.step, draft=turned)
