"""Booking: answers to its questions, the sheet, and Confirm."""

from datetime import date

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Order
from bot.domain.refusals import NothingFound, Overlap
from bot.services.ask_next import ask_next
from bot.services.book import book
from bot.services.intend import intend as say_coming
from bot.services.settle_time import a_week_later, has_slots, settle_half
from bot.services.watch_opening import watch_opening as watch
from handlers.callbacks import (
    AskLocation,
    ChooseDay,
    ChooseSector,
    ChooseSlot,
    ChooseTerritory,
    ChooseVisit,
    Confirm,
    Intend,
    SetSeats,
    Start,
    WatchOpening,
)
from storage.database import Transaction

LISTED = (Step.SLOT, Step.HIRING, Step.MEETINGS, Step.JOBS, Step.VACANCY)  # lists to go back to


def begin(tx: Transaction, here: Here, _button: Start | None) -> Place:
    """Begin a new booking."""
    return next_place(tx, here, Draft())


def territory(tx: Transaction, here: Here, button: ChooseTerritory) -> Place:
    """Take the answer to "where?"."""
    return next_place(tx, here, here.place.draft.having(territory=button.territory))


def sector(tx: Transaction, here: Here, button: ChooseSector) -> Place:
    """Take the answer to "which sector?"."""
    return next_place(tx, here, here.place.draft.having(sector=button.sector))


def day(tx: Transaction, here: Here, button: ChooseDay) -> Place:
    """Take the answer to "which day?"."""
    return next_place(tx, here, _on_day(here.place.draft, button.day))


def _on_day(draft: Draft, chosen: date) -> Draft:
    """Return a draft on a day, at the hours that were said for it."""
    said = next((one for one in draft.options if one.day == chosen), None)
    if said is None or said.since is None:
        return draft.having(day=chosen)
    told = draft.told and draft.told.model_copy(update={"dated": True})
    hours = {"since": said.since, "until": said.until, "half": said.half}
    return draft.having(day=chosen, told=told, **hours)


def slot(_tx: Transaction, here: Here, button: ChooseSlot) -> Place:
    """Take the answer to "which slot?"; also from lists and messages outside the booking."""
    step = here.place.step
    draft = here.place.draft if step in LISTED else Draft()
    asked = {Step.SLOT: draft.asked, Step.JOBS: (step,), Step.VACANCY: (step,)}.get(step, ())
    draft = draft.having(slot=button.slot, asked=asked, intent=None)
    return at_the_sheet(here, Place(step=Step.SHEET, draft=draft))


def visit(tx: Transaction, here: Here, button: ChooseVisit) -> Place:
    """Take a visit from those nearby."""
    return next_place(tx, here, here.place.draft.having(visit=button.visit))


def located(_tx: Transaction, _here: Here, location: tuple[float, float]) -> Place:
    """Show what is nearest to a shared location."""
    return Place(step=Step.NEAR, draft=Draft(near=location, asked=(Step.TERRITORY, Step.NEAR)))


def ask_location(_tx: Transaction, here: Here, _button: AskLocation) -> Place:
    """Ask for the phone's location."""
    return Place(step=Step.LOCATION, draft=here.place.draft)


def set_seats(_tx: Transaction, here: Here, button: SetSeats) -> Place:
    """Set the number of seats on the sheet."""
    draft = here.place.draft.model_copy(update={"seats": max(1, button.seats)})
    return Place(step=here.place.step, draft=draft)


def confirm(tx: Transaction, here: Here, button: Confirm) -> Place:
    """Book what the sheet shows; an overlap is asked about first."""
    order = Order(
        slot_id=button.slot,
        chat_id=here.chat_id,
        seats=button.seats,
        intent=button.intent,
        overlap_agreed=bool(button.overlap_agreed),
        **_heads(here.place.draft, button.seats),
    )
    if here.place.draft.caller is not None:
        from handlers.staff import calling

        return calling.confirm(tx, here, order, here.place.draft.caller)
    try:
        booking = book(tx, order, now=here.now, ids=here.ids)
    except Overlap as clash:
        draft = here.place.draft.having(
            slot=button.slot,
            seats=button.seats,
            intent=button.intent,
            booking=clash.fields["code"],
        )
        return Place(step=Step.OVERLAP, draft=draft)
    return Place(step=Step.BOOKED, draft=Draft(booking=booking.code))


def _heads(draft: Draft, seats: int) -> dict[str, int]:
    """Return pupils and adults, where the class on the sheet is what is booked."""
    if not draft.pupils or draft.party != seats:
        return {}
    return {"pupils": draft.pupils, "adults": draft.adults or 0}


def watch_opening(tx: Transaction, here: Here, button: WatchOpening) -> Place:
    """Ask to be told when booking opens."""
    watch(tx, button.slot, chat_id=here.chat_id, now=here.now)
    return here.place


def intend(tx: Transaction, here: Here, button: Intend) -> Place:
    """Say that one will come to a walk-in, or not after all."""
    say_coming(tx, button.slot, chat_id=here.chat_id, coming=bool(button.coming), now=here.now)
    return here.place


def at_the_sheet(here: Here, place: Place) -> Place:
    """Give a sheet the key by which its Confirm books once."""
    if place.step is not Step.SHEET or place.draft.intent:
        return place
    draft = place.draft.model_copy(update={"intent": here.ids.key()})
    return Place(step=place.step, draft=draft)


def next_place(tx: Transaction, here: Here, draft: Draft) -> Place:
    """Return the first place whose question is open; where nothing fits, what is nearest.

    Raises `NothingFound` when nothing was said that could be let go.
    """
    settled = settle_half(tx, draft, here.now)
    if settled.half is not None:
        return Place(step=Step.HALF, draft=settled)
    try:
        place = ask_next(tx, settled, here.now)
    except NothingFound:
        if settled.told is None:
            raise
        return Place(step=Step.NOTHING, draft=settled)
    if settled.week and not has_slots(tx, a_week_later(settled), here.now):
        place = Place(step=place.step, draft=place.draft.model_copy(update={"week": None}))
    return at_the_sheet(here, place)
