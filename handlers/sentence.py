"""A whole sentence: it fills the draft, or leads to the booking that it means."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.refusals import NotUnderstood
from bot.services.fill_draft import fill_draft, moments_of
from bot.services.relax import relaxed
from bot.services.settle_time import a_week_after, a_week_later, has_slots
from bot.understanding.dates import Question
from bot.understanding.intent import Intent
from bot.understanding.sentence import Meant
from bot.understanding.weekdays import is_weekday_alone
from handlers.booking import next_place
from handlers.my_booking_said import AIMS, about_a_booking
from storage import catalogue
from storage.database import Transaction

QUESTIONS = frozenset(
    {
        Step.TERRITORY,
        Step.SECTOR,
        Step.DAY,
        Step.SLOT,
        Step.NOTHING,
        Step.HALF,
        Step.AUDIENCE,
        Step.PARTY,
        Step.SPLIT,
        Step.GROUPS,
    }
)
SHOWS = {
    Intent.MY_VISITS: Step.VISITS,
    Intent.HELP: Step.HELP,
    Intent.HUMAN: Step.HELP,
    Intent.LANGUAGE: Step.SETTINGS,
}


def say(tx: Transaction, here: Here, said: tuple[str, Meant]) -> Place:
    """Go where a sentence leads. Raises `NotUnderstood`."""
    text, meant = said
    if meant.nothing:
        raise NotUnderstood(text=text[:60])
    intent = meant.intent
    if intent in SHOWS:
        return Place(step=SHOWS[intent])
    if intent in AIMS:
        return about_a_booking(tx, here, text, meant)
    if intent is Intent.HIRING:
        return _hiring(tx, text, meant)
    return _fill(tx, here, text, meant)


def parts_of(meant: Meant) -> int:
    """Count what a sentence says, its intent aside."""
    said = (
        meant.when,
        meant.party,
        meant.where,
        meant.sector,
        meant.host,
        meant.visit,
        meant.format,
    )
    return sum(part is not None for part in said)


def _hiring(tx: Transaction, text: str, meant: Meant) -> Place:
    """Ask who is hiring, with all that was said, and the words themselves: they may name a job."""
    filled = fill_draft(tx, Draft(), meant, _zone(tx))
    return Place(step=Step.HIRING, draft=filled.having(query=text))


def _fill(tx: Transaction, here: Here, text: str, meant: Meant) -> Place:
    place = here.place
    if place.step is Step.SHEET and parts_of(meant) == 1 and meant.party is not None:
        return _so_many(tx, place.draft, meant)
    draft = place.draft if place.step in QUESTIONS else Draft()
    if meant.where is not None and meant.where.here:
        return Place(step=Step.LOCATION, draft=draft)
    filled = fill_draft(tx, draft, meant, _zone(tx))
    if isinstance(meant.when, Question):
        return _ask_which_day(tx, filled, meant.when)
    if _may_be_a_week_later(tx, filled, text, here):
        filled = filled.model_copy(update={"week": a_week_after(filled)})
    return next_place(tx, here, filled)


def _ask_which_day(tx: Transaction, draft: Draft, when: Question) -> Place:
    """Ask which of several days is meant; the hours that were said hold on each."""
    asked = relaxed(tx, draft, "day").having(asked=(*draft.asked, Step.DAY))
    options = tuple(moments_of(option) for option in when.options)
    days = asked.model_copy(update={"days": when.days, "options": options})
    return Place(step=Step.DAY, draft=days)


def _may_be_a_week_later(tx: Transaction, draft: Draft, text: str, here: Here) -> bool:
    """Tell whether a weekday was said that comes again, and nothing else is offered beside it."""
    if draft.day is None or (draft.week and has_slots(tx, a_week_later(draft), here.now)):
        return False
    return is_weekday_alone(text, draft.day, here.now.date())


def _so_many(tx: Transaction, draft: Draft, meant: Meant) -> Place:
    """Stay at the sheet, for another party."""
    filled = fill_draft(tx, draft, meant, _zone(tx))
    same = {"slot": draft.slot, "visit": draft.visit, "intent": draft.intent, "told": draft.told}
    return Place(step=Step.SHEET, draft=filled.having(**same))


def _zone(tx: Transaction) -> str:
    return catalogue.zone_of(tx, Draft().wanted()).key
