"""Answers to the questions of a booking that are typed, and name none of the keys."""

from datetime import date

from bot.conversation import Here, Place, Step
from bot.domain.booking import check_open, check_party
from bot.domain.refusals import NothingNamed, NoVisitThen
from bot.domain.text import fold
from bot.understanding.dates import Interval, Question, understand_when
from bot.understanding.weekdays import is_weekday_alone
from handlers.booking import next_place, set_seats
from handlers.callbacks import SetSeats
from storage import catalogue
from storage.database import Transaction


def territory(tx: Transaction, here: Here, text: str) -> Place:
    """Take part of a territory's name. Raises `NothingNamed`."""
    query = fold(text)
    wanted = here.place.draft.having(territory=None).wanted()
    choices = catalogue.territories(tx, wanted, here.now)
    found = [choice for choice in choices if query and query in fold(choice.name)]
    if not found:
        raise NothingNamed(text=text[:60])
    if len(found) == 1:
        return next_place(tx, here, here.place.draft.having(territory=found[0].id))
    return Place(step=Step.TERRITORY, draft=here.place.draft.having(query=query))


def day(tx: Transaction, here: Here, text: str) -> Place:
    """Take a day in words or figures; several that fit are shown to choose from.

    A full day, too, can be typed: it has a waiting list. Raises `NothingNamed` or `NoVisitThen`.
    """
    draft = here.place.draft.having(day=None)
    tz = catalogue.zone_of(tx, draft.wanted())
    meant = understand_when(text, language=here.language, now=here.now.astimezone(tz))
    if meant is None:
        raise NothingNamed(text=text[:60])
    named = [
        choice
        for choice in catalogue.days(tx, draft.wanted(), here.now, full=True)
        if _may_be(meant, choice.day) or _again(meant, text, choice.day, here)
    ]
    fitting = tuple(choice.day for choice in named if choice.slots or len(named) == 1)
    if not fitting:
        raise NoVisitThen(day=_first_day(meant))
    if len(fitting) > 1:
        return Place(step=Step.DAY, draft=draft.having(days=fitting))
    return next_place(tx, here, draft.having(day=fitting[0]))


def _again(meant: Interval | Question, text: str, day: date, here: Here) -> bool:
    """Tell whether a day has the weekday that alone was said: « mardi », of two Tuesdays."""
    if isinstance(meant, Question):
        return False
    first = meant.start.date()
    same = meant.touches(first) and (day - first).days % 7 == 0
    return same and is_weekday_alone(text, first, here.now.date())


def _may_be(meant: Interval | Question, day: date) -> bool:
    if isinstance(meant, Question):
        return day in meant.days
    other = meant.alternative
    return meant.touches(day) or (other is not None and other.touches(day))


def _first_day(meant: Interval | Question) -> date:
    return meant.days[0] if isinstance(meant, Question) else meant.start.date()


def seats(tx: Transaction, here: Here, text: str) -> Place:
    """Take a number of seats on the sheet; one that can't be is refused, not cut down.

    Raises `NothingNamed`, `SlotUnavailable` or `PartyRefused`.
    """
    slot = catalogue.slot(tx, here.place.draft.slot or 0)
    if slot is None or not text.strip().isdecimal():
        raise NothingNamed(text=text[:60])
    count, draft = int(text.strip()[:4]), here.place.draft
    check_open(slot, here.now)
    check_party(slot, count, left=slot.left, school=bool(draft.pupils))
    if draft.pupils:
        adults = min(draft.adults or 0, count - 1)
        heads = {"pupils": count - adults, "adults": adults, "party": count, "seats": None}
        return Place(step=here.place.step, draft=draft.model_copy(update=heads))
    return set_seats(tx, here, SetSeats(count))
