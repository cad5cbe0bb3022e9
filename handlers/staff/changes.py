"""Staff change a slot: find it, say what it shall be, look, send, and follow the answers."""

from datetime import timedelta

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import LATEST
from bot.domain.refusals import NothingFound, NothingNamed
from bot.domain.staff import Reach, Right
from bot.drafts.changes import ChangeDraft
from bot.services.change_slot import Sending, change_slot
from bot.services.find_slot import edit_said
from bot.services.follow_import import confirm_import
from bot.services.tick_call import tick_call
from bot.understanding.staff_change import change_in
from bot.understanding.staff_change_words import Part
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
    return at_step(Step.CHANGE_VISIT, ChangeDraft(territory=button.territory))


def choose_visit(_tx: Transaction, here: Here, button: ChangeVisit) -> Place:
    """List a visit's slots."""
    draft = draft_of(here.place.draft)
    return at_step(
        Step.CHANGE_SLOT, draft.model_copy(update={"visits": (button.visit,), "among": ()})
    )


def choose_slot(tx: Transaction, here: Here, button: ChangeOpen) -> Place:
    """Show a slot's card; or go on with the sentence that named several slots."""
    draft = draft_of(here.place.draft)
    said = draft.said if here.place.step is Step.CHANGE_SLOT else ""
    if said:
        return said_of(tx, here, said, slot_of(tx, button.slot))
    return at_step(Step.CHANGE_CARD, ChangeDraft(slot=button.slot, territory=draft.territory))


def ask(_tx: Transaction, _here: Here, button: AskChange) -> Place:
    """Ask what part of a slot shall be. Raises `NothingFound` for a part there is not."""
    if button.part not in ASKS:
        raise NothingFound()
    return at_step(ASKS[button.part], ChangeDraft(slot=button.slot))


def shift(tx: Transaction, here: Here, button: ShiftBy) -> Place:
    """Preview a slot earlier or later."""
    slot = slot_of(tx, button.slot)
    by = timedelta(minutes=max(-LONGEST_SHIFT, min(button.minutes, LONGEST_SHIFT)))
    return preview_of(here, slot.id, starts=slot.starts + by)


def end(tx: Transaction, here: Here, button: EndBy) -> Place:
    """Preview a slot that ends earlier or later."""
    slot = slot_of(tx, button.slot)
    by = timedelta(minutes=max(-LONGEST_SHIFT, min(button.minutes, LONGEST_SHIFT)))
    return preview_of(here, slot.id, ends=slot.ends + by)


def call_off(_tx: Transaction, here: Here, button: CallOff) -> Place:
    """Preview a slot that is called off, or reopened."""
    state = SlotState.CANCELLED if button.off else SlotState.OPEN
    return preview_of(here, button.slot, state=state)


def capacity(_tx: Transaction, here: Here, button: SetCapacity) -> Place:
    """Preview a slot with another capacity."""
    return preview_of(here, button.slot, capacity=max(0, min(button.seats, MOST_SEATS)))


def own_place(_tx: Transaction, here: Here, button: OwnPlace) -> Place:
    """Preview a slot that meets at its visit's own address again."""
    return preview_of(here, button.slot, place="")


def run_late(_tx: Transaction, here: Here, button: RunLate) -> Place:
    """Preview a slot that runs late."""
    return preview_of(here, button.slot, late=max(0, min(button.minutes, LATEST)))


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
    return at_step(Step.CHANGE_SENT, ChangeDraft(slot=button.slot, change=change.id))


def follow(_tx: Transaction, _here: Here, button: FollowChange) -> Place:
    """Show who answered what so far."""
    return at_step(Step.CHANGE_SENT, ChangeDraft(change=button.change))


def tick(tx: Transaction, here: Here, button: TickCall) -> Place:
    """Tick off somebody who was rung up."""
    tick_call(tx, button.notice, staff=here.staff, now=here.now)
    return Place(step=Step.CALLS)


def show_import(_tx: Transaction, _here: Here, button: ShowImport) -> Place:
    """Show what an import does to those who booked."""
    return at_step(Step.CHANGE_IMPORT, ChangeDraft(change=button.change))


def send_import(tx: Transaction, here: Here, button: SendImport) -> Place:
    """Tell those whom an import concerns."""
    confirm_import(tx, button.change, staff=here.staff, now=here.now)
    return at_step(Step.CHANGE_SENT, ChangeDraft(change=button.change))


def draft_of(draft: Draft) -> ChangeDraft:
    """Return the change as it has come about so far."""
    return draft.slot_change or ChangeDraft()


def reach_of(here: Here) -> Reach:
    """Return where somebody may change slots, or say at least that they run late."""
    return here.staff.reach(Right.LATE) if here.staff else Reach()


def said_of(tx: Transaction, here: Here, text: str, slot: Slot) -> Place:
    """Preview what a sentence wants of a slot. Raises `NothingNamed`."""
    said = change_in(text)
    if said is None:
        raise NothingNamed(text=text[:60])
    if said.part in (Part.OFF, Part.OPEN):
        return call_off(tx, here, CallOff(slot.id, int(said.part is Part.OFF)))
    return preview_of(here, slot.id, **edit_said(said, slot, language=here.language, now=here.now))


def slot_of(tx: Transaction, slot_id: int | None) -> Slot:
    """Return the slot at hand. Raises `NothingFound`."""
    slot = catalogue.slot(tx, slot_id or 0)
    if slot is None:
        raise NothingFound()
    return slot


def preview_of(here: Here, slot_id: int | None, **edit: object) -> Place:
    """Lead to what one change of a slot would do."""
    draft = ChangeDraft(slot=slot_id, intent=here.ids.key())
    return at_step(Step.CHANGE_PREVIEW, draft.of(**edit))


def at_step(step: Step, draft: ChangeDraft) -> Place:
    """Return a place of a change."""
    return Place(step=step, draft=Draft(slot_change=draft))
