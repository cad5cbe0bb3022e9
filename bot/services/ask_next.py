"""Find the next question of a booking: one with a single answer is not asked."""

from collections.abc import Callable
from datetime import datetime

from bot.conversation import ANY, Draft, Place, Step
from bot.domain.refusals import NothingFound
from storage import catalogue, choices
from storage.database import Transaction

ENOUGH = 2  # two answers make a question


def ask_next(tx: Transaction, draft: Draft, now: datetime) -> Place:
    """Return the first place whose question is open. Raises `NothingFound`."""
    for step, is_open, answer in QUESTIONS:
        if not is_open(draft):
            continue
        answers = answer(tx, draft, now)
        if not answers:
            raise NothingFound()
        if len(answers) >= ENOUGH:
            return Place(step=step, draft=draft.having(asked=(*draft.asked, step)))
        draft = answers[0]
    return Place(step=Step.SHEET, draft=draft.having())


def step_back(place: Place) -> Place | None:
    """Return the question asked before this place, its answer taken back; None at the first."""
    asked = place.draft.asked
    if asked and asked[-1] is place.step:
        asked = asked[:-1]
    if not asked:
        return None
    open_again = dict.fromkeys(ANSWERS[asked[-1]])
    return Place(step=asked[-1], draft=place.draft.having(asked=asked, **open_again))


def _territories(tx: Transaction, draft: Draft, now: datetime) -> list[Draft]:
    found = choices.few_territories(tx, draft.wanted(), now, ENOUGH)
    return [draft.having(territory=one) for one in found]


def _sectors(tx: Transaction, draft: Draft, now: datetime) -> list[Draft]:
    found = choices.few_sectors(tx, draft.wanted(), now, ENOUGH)
    return [draft.having(sector=one if len(found) > 1 else ANY) for one in found]


def _days(tx: Transaction, draft: Draft, now: datetime) -> list[Draft]:
    found = choices.few_days(tx, draft.wanted(), now, ENOUGH)
    return [draft.having(day=one) for one in found]


def _slots(tx: Transaction, draft: Draft, now: datetime) -> list[Draft]:
    found = catalogue.slots(tx, draft.wanted(), now, limit=ENOUGH)
    return [draft.having(slot=slot.id) for slot in found]


Answers = Callable[[Transaction, Draft, datetime], list[Draft]]
QUESTIONS: tuple[tuple[Step, Callable[[Draft], bool], Answers], ...] = (
    (
        Step.TERRITORY,
        lambda draft: draft.territory is None and draft.visit is None and draft.around is None,
        _territories,
    ),
    (Step.SECTOR, lambda draft: draft.sector is None and draft.visit is None, _sectors),
    (Step.DAY, lambda draft: draft.day is None, _days),
    (Step.SLOT, lambda draft: draft.slot is None, _slots),
)
ANSWERS = {  # what "back" to a question opens again: its own answer and all that came after
    Step.HIRING: ("jobs", "slot", "seats"),
    Step.JOBS: ("slot", "seats", "intent"),
    Step.VACANCY: ("slot", "seats", "intent"),
    Step.TERRITORY: ("territory", "sector", "visit", "day", "slot", "seats"),
    Step.NEAR: ("territory", "sector", "visit", "day", "slot", "seats"),
    Step.SECTOR: ("sector", "day", "slot", "seats"),
    Step.DAY: ("day", "slot", "seats"),
    Step.SLOT: ("slot", "seats"),
}
