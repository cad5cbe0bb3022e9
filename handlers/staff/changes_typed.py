"""What staff write about a slot: a whole sentence, or the answer to the question at hand."""

from bot.conversation import Here, Place, Step
from bot.domain.changes import LONGEST_PLACE
from bot.domain.refusals import NothingNamed
from bot.drafts.changes import ChangeDraft
from bot.services.find_slot import find_slots, find_visits, time_said
from bot.understanding.staff_change import change_in
from handlers.staff.changes import (
    MOST_SEATS,
    at_step,
    draft_of,
    preview_of,
    reach_of,
    said_of,
    slot_of,
)
from storage.database import Transaction

MOST_MINUTES = 60 * 24  # more is no lateness in words; what is too much is refused in the preview


def typed_change(tx: Transaction, here: Here, text: str) -> Place:
    """Take a sentence that changes a slot, or names one. Raises `NothingNamed`."""
    within = reach_of(here)
    said = change_in(text)
    words = said.slot if said else text
    if said is None:
        visits = find_visits(tx, words, within, here.now)
        if len(visits) > 1:
            return at_step(Step.CHANGE_VISIT, ChangeDraft(visits=visits))
    found = find_slots(tx, words, within, language=here.language, now=here.now)
    if len(found) > 1:
        among = tuple(slot.id for slot in found)
        return at_step(Step.CHANGE_SLOT, ChangeDraft(among=among, said=text if said else ""))
    if said is None:
        return at_step(Step.CHANGE_CARD, ChangeDraft(slot=found[0].id))
    return said_of(tx, here, text, found[0])


def typed_time(tx: Transaction, here: Here, text: str) -> Place:
    """Take a new day, hour, or both. Raises `NoTimeNamed`."""
    slot = slot_of(tx, draft_of(here.place.draft).slot)
    return preview_of(here, slot.id, **time_said(text, slot, language=here.language, now=here.now))


def typed_seats(_tx: Transaction, here: Here, text: str) -> Place:
    """Take a new capacity. Raises `NothingNamed`."""
    return preview_of(here, draft_of(here.place.draft).slot, capacity=_number(text, MOST_SEATS))


def typed_late(_tx: Transaction, here: Here, text: str) -> Place:
    """Take how many minutes it is late. Raises `NothingNamed`."""
    minutes = text.strip().lower().removesuffix("minutes").removesuffix("min")
    return preview_of(here, draft_of(here.place.draft).slot, late=_number(minutes, MOST_MINUTES))


def typed_place(_tx: Transaction, here: Here, text: str) -> Place:
    """Take a new meeting point. Raises `NothingNamed`."""
    said = " ".join(text.split())[:LONGEST_PLACE]
    if not said:
        raise NothingNamed(text=text[:60])
    return preview_of(here, draft_of(here.place.draft).slot, place=said)


def _number(text: str, most: int) -> int:
    said = text.strip()
    if not said.isdecimal() or int(said[:9]) > most:
        raise NothingNamed(text=text[:60])
    return int(said[:9])
