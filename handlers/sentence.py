"""A whole sentence: it fills the draft, or leads to the booking that it means."""

from datetime import date

from bot.conversation import Draft, Here, Moments, Place, Step
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
        return _ask_which_day(tx, filled, meant.when.days, _options(meant.when))
    if filled.day is not None and is_weekday_alone(text, filled.day, here.now.date()):
        return _of_two_weeks(tx, here, filled)
    return next_place(tx, here, filled)


def _of_two_weeks(tx: Transaction, here: Here, draft: Draft) -> Place:
    """Ask which « mardi » is meant where both have seats that fit; else offer the other beside."""
    other = a_week_later(draft)
    if all(_has_seats(tx, one, here) for one in (draft, other)):
        both = (_moments(draft), _moments(other))
        days = tuple(sorted(one.day for one in both if one.day))
        return _ask_which_day(tx, draft, days, both)
    if draft.week is None or not has_slots(tx, other, here.now):
        draft = draft.model_copy(update={"week": a_week_after(draft)})
    return next_place(tx, here, draft)


def _has_seats(tx: Transaction, draft: Draft, here: Here) -> bool:
    return any(one.slots for one in catalogue.days(tx, draft.wanted(), here.now, full=True))


def _options(when: Question) -> tuple[Moments, ...]:
    return tuple(moments_of(option) for option in when.options)


def _moments(draft: Draft) -> Moments:
    return Moments(day=draft.day, since=draft.since, until=draft.until, half=draft.half)


def _ask_which_day(
    tx: Transaction, draft: Draft, days: tuple[date, ...], options: tuple[Moments, ...]
) -> Place:
    """Ask which of several days is meant; the hours that were said hold on each."""
    asked = relaxed(tx, draft, "day").having(asked=(*draft.asked, Step.DAY))
    return Place(step=Step.DAY, draft=asked.model_copy(update={"days": days, "options": options}))


def _so_many(tx: Transaction, draft: Draft, meant: Meant) -> Place:
    """Stay at the sheet, for another party."""
    filled = fill_draft(tx, draft, meant, _zone(tx))
    same = {"slot": draft.slot, "visit": draft.visit, "intent": draft.intent, "told": draft.told}
    return Place(step=Step.SHEET, draft=filled.having(**same))


def _zone(tx: Transaction) -> str:
    return catalogue.zone_of(tx, Draft().wanted()).key
