"""Visitors' places among vacancies: what is fetched, then how it is drawn."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.catalogue import Slot
from bot.domain.programme import Format
from handlers import hiring, interest
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import hiring as hiring_screens
from handlers.screens import interest as interest_screens
from handlers.screens import jobs as jobs_screens
from handlers.screens import vacancy as vacancy_screens
from storage import catalogue
from storage.database import Transaction

MOST_SLOTS = 200  # of the meetings that fit what was said
MEETINGS = frozenset({Format.JOB_DATING, Format.INTERVIEW, Format.FAIR})


def _meetings(tx: Transaction, here: Here, draft: Draft) -> list[Slot]:
    """Return the next meeting of each visit; those that fit what was said, where it was."""
    found = catalogue.first_slots_of_formats(tx, MEETINGS, here.now)
    if draft.told is None:
        return found
    visits = {slot.visit.id for slot in found}
    fitting = catalogue.slots(tx, _among(draft, visits).wanted(), here.now, limit=MOST_SLOTS)
    firsts = {slot.visit.id: slot for slot in reversed(fitting) if slot.left > 0}
    return sorted(firsts.values(), key=lambda slot: (slot.starts, slot.id))


def _hiring(tx: Transaction, here: Here, draft: Draft) -> hiring_screens.Overview:
    return hiring.overview(tx, here, _meetings(tx, here, draft))


def _among(draft: Draft, visits: set[int]) -> Draft:
    """Return a draft that only means some visits."""
    only = visits if draft.only is None else visits & set(draft.only)
    return draft.having(only=tuple(sorted(only)), query=draft.query)


HIRING_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.HIRING: PlaceSpec(_hiring, hiring_screens.hiring),
    Step.MEETINGS: PlaceSpec(_meetings, hiring_screens.meetings),
    Step.JOBS: PlaceSpec(hiring.answer, jobs_screens.answer),
    Step.JOB_FAMILIES: PlaceSpec(hiring.families, hiring_screens.families),
    Step.VACANCY: PlaceSpec(hiring.vacancy, vacancy_screens.vacancy),
    Step.INTEREST: PlaceSpec(interest.vacancy, interest_screens.words),
    Step.INTEREST_NAME: PlaceSpec(interest.vacancy, interest_screens.name),
    Step.INTEREST_PREVIEW: PlaceSpec(interest.vacancy, interest_screens.preview),
    Step.INTEREST_SENT: PlaceSpec(nothing, interest_screens.sent),
    Step.INTEREST_BACK: PlaceSpec(interest.own, interest_screens.answer_host),
}
