"""Staff change a slot: find it, say what it shall be, look, send, and follow the answers."""

from datetime import timedelta

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import LATEST, LONGEST_PLACE
from bot.domain.refusals import NothingFound, NothingNamed
from bot.domain.staff import Reach, Right
from bot.drafts.changes import ChangeDraft
from bot.services.change_slot import Sending, change_slot
from bot.services.find_slot import edit_said, find_slots, find_visits, time_said
from bot.services.follow_import import confirm_import
from bot.services.tick_call import tick_call
from bot.understanding.staff_change import Part, change_in
from handlers.callbacks.changes import (
    AskChange,
    CallOff,
    ChangeIn,
    ChangeOpen,
    ChangeVisit,
    EndBy,
    FollowChange,
    OwnPlace,
    RunLate,
    SendChange,
    SendImport,
    SetCapacity,
    ShiftBy,
    ShowImport,
    TickCall,
)
from storage import catalogue
from storage.database import Transaction

ASKS = {
    "time": Step.CHANGE_TIME,
    "seats": Step.CHANGE_SEATS,
    "place": Step.CHANGE_PLACE,
    "late": Step.CHANGE_LATE,
}
MOST_SEATS = 100_000
LONGEST_SHIFT = 60 * 24 * 366  # minutes


def choose_territory(_tx: Transaction, _here: Here, button: ChangeIn) -> Place:
    """List a territory's visits."""
    return _at(Step.CHANGE_VISIT, ChangeDraft(territory=button.territory))


def choose_visit(_tx: Transaction, here: Here, button: ChangeVisit) -> Place:
    """List a visit's slots."""
    draft = draft_of(here.place.draft)
    return _at(Step.CHANGE_SLOT, draft.model_copy(update={"visits": (button.visit,), "among": ()}))


def choose_slot(tx: Transaction, here: Here, button: ChangeOpen) -> Place:
    """Show a slot's card; or go on with the sentence that named several slots."""
    draft = draft_of(here.place.draft)
    said = draft.said if here.place.step is Step.CHANGE_SLOT else ""
    if said:
        return _said_of(tx, here, said, _slot(tx, button.slot))
    return _at(Step.CHANGE_CARD, ChangeDraft(slot=button.slot, territory=draft.territory))


def ask(_tx: Transaction, _here: Here, button: AskChange) -> Place:
    """Ask what part of a slot shall be. Raises `NothingFound` for a part there is not."""
    if button.part not in ASKS:
        raise NothingFound()
    return _at(ASKS[button.part], ChangeDraft(slot=button.slot))


def shift(tx: Transaction, here: Here, button: ShiftBy) -> Place:
    """Preview a slot earlier or later."""
    slot = _slot(tx, button.slot)
    by = timedelta(minutes=max(-LONGEST_SHIFT, min(button.minutes, LONGEST_SHIFT)))
    return _preview(here, slot.id, starts=slot.starts + by)


def end(tx: Transaction, here: Here, button: EndBy) -> Place:
    """Preview a slot that ends earlier or later."""
    slot = _slot(tx, button.slot)
    by = timedelta(minutes=max(-LONGEST_SHIFT, min(button.minutes, LONGEST_SHIFT)))
    return _preview(here, slot.id, ends=slot.ends + by)


def call_off(_tx: Transaction, here: Here, button: CallOff) -> Place:
    """Preview a slot that is called off, or reopened."""
    state = SlotState.CANCELLED if button.off else SlotState.OPEN
    return _preview(here, button.slot, state=state)


def capacity(_tx: Transaction, here: Here, button: SetCapacity) -> Place:
    """Preview a slot with another capacity."""
    return _preview(here, button.slot, capacity=max(0, min(button.seats, MOST_SEATS)))


def own_place(_tx: Transaction, here: Here, button: OwnPlace) -> Place:
    """Preview a slot that meets at its visit's own address again."""
    return _preview(here, button.slot, place="")


def run_late(_tx: Transaction, here: Here, button: RunLate) -> Place:
    """Preview a slot that runs late."""
    return _preview(here, button.slot, late=max(0, min(button.minutes, LATEST)))


def send(tx: Transaction, here: Here, button: SendChange) -> Place:
    """Change the slot and tell whom that concerns."""
    draft = draft_of(here.place.draft)
    if draft.intent is None or draft.slot != button.slot:
        raise NothingFound()
    sending = Sending(
        slot_id=button.slot,
        edit=draft.edit(),
        version=button.version,
        intent=draft.intent,
        propose=bool(button.propose),
    )
    change = change_slot(tx, sending, staff=here.staff, now=here.now)
    return _at(Step.CHANGE_SENT, ChangeDraft(slot=button.slot, change=change.id))


def follow(_tx: Transaction, _here: Here, button: FollowChange) -> Place:
    """Show who answered what so far."""
    return _at(Step.CHANGE_SENT, ChangeDraft(change=button.change))


def tick(tx: Transaction, here: Here, button: TickCall) -> Place:
    """Tick off somebody who was rung up."""
    tick_call(tx, button.notice, staff=here.staff, now=here.now)
    return Place(step=Step.CALLS)


def show_import(_tx: Transaction, _here: Here, button: ShowImport) -> Place:
    """Show what an import does to those who booked."""
    return _at(Step.CHANGE_IMPORT, ChangeDraft(change=button.change))


def send_import(tx: Transaction, here: Here, button: SendImport) -> Place:
    """Tell those whom an import concerns."""
    confirm_import(tx, button.change, staff=here.staff, now=here.now)
    return _at(Step.CHANGE_SENT, ChangeDraft(change=button.change))


def typed_change(tx: Transaction, here: Here, text: str) -> Place:
    """Take a sentence that changes a slot, or names one. Raises `NothingNamed`."""
    within = reach_of(here)
    said = change_in(text)
    words = said.slot if said else text
    if said is None:
        visits = find_visits(tx, words, within, here.now)
        if len(visits) > 1:
            return _at(Step.CHANGE_VISIT, ChangeDraft(visits=visits))
    found = find_slots(tx, words, within, language=here.language, now=here.now)
    if len(found) > 1:
        among = tuple(slot.id for slot in found)
        return _at(Step.CHANGE_SLOT, ChangeDraft(among=among, said=text if said else ""))
    if said is None:
        return _at(Step.CHANGE_CARD, ChangeDraft(slot=found[0].id))
    return _said_of(tx, here, text, found[0])


def typed_time(tx: Transaction, here: Here, text: str) -> Place:
    """Take a new day, hour, or both. Raises `NothingNamed`."""
    slot = _slot(tx, draft_of(here.place.draft).slot)
    return _preview(here, slot.id, **time_said(text, slot, language=here.language, now=here.now))


def typed_seats(_tx: Transaction, here: Here, text: str) -> Place:
    """Take a new capacity. Raises `NothingNamed`."""
    return _preview(here, draft_of(here.place.draft).slot, capacity=_number(text, MOST_SEATS))


def typed_late(_tx: Transaction, here: Here, text: str) -> Place:
    """Take how many minutes it is late. Raises `NothingNamed`."""
    minutes = text.strip().lower().removesuffix("minutes").removesuffix("min")
    return _preview(here, draft_of(here.place.draft).slot, late=_number(minutes, LATEST))


def typed_place(_tx: Transaction, here: Here, text: str) -> Place:
    """Take a new meeting point. Raises `NothingNamed`."""
    said = " ".join(text.split())[:LONGEST_PLACE]
    if not said:
        raise NothingNamed(text=text[:60])
    return _preview(here, draft_of(here.place.draft).slot, place=said)


def draft_of(draft: Draft) -> ChangeDraft:
    """Return the change as it has come about so far."""
    return draft.slot_change or ChangeDraft()


def reach_of(here: Here) -> Reach:
    """Return where somebody may change slots, or say at least that they run late."""
    return here.staff.reach(Right.LATE) if here.staff else Reach()


def _said_of(tx: Transaction, here: Here, text: str, slot: Slot) -> Place:
    """Preview what a sentence wants of a slot. Raises `NothingNamed`."""
    said = change_in(text)
    if said is None:
        raise NothingNamed(text=text[:60])
    if said.part in (Part.OFF, Part.OPEN):
        return call_off(tx, here, CallOff(slot.id, int(said.part is Part.OFF)))
    return _preview(here, slot.id, **edit_said(said, slot, language=here.language, now=here.now))


def _slot(tx: Transaction, slot_id: int | None) -> Slot:
    slot = catalogue.slot(tx, slot_id or 0)
    if slot is None:
        raise NothingFound()
    return slot


def _number(text: str, most: int) -> int:
    said = text.strip()
    if not said.isdecimal() or int(said[:9]) > most:
        raise NothingNamed(text=text[:60])
    return int(said[:9])


def _preview(here: Here, slot_id: int | None, **edit: object) -> Place:
    draft = ChangeDraft(slot=slot_id, intent=here.ids.key())
    return _at(Step.CHANGE_PREVIEW, draft.of(**edit))


def _at(step: Step, draft: ChangeDraft) -> Place:
    return Place(step=step, draft=Draft(slot_change=draft))
