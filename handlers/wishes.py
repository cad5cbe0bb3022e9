"""Changing what was understood with one tap: a part let go, asked again, or read otherwise."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.programme import Audience
from bot.domain.refusals import NothingNamed
from bot.services.relax import relaxed
from bot.services.settle_time import a_week_later, at
from bot.services.split_class import with_adults
from handlers.booking import next_place
from handlers.callbacks.wishes import ChooseAudience, ChooseParty, ChooseReading, Loosen, Reopen
from handlers.classes import split_ways
from storage.database import Transaction

OPENS = {
    "day": Step.DAY,
    "place": Step.TERRITORY,
    "sector": Step.SECTOR,
    "audience": Step.AUDIENCE,
    "seats": Step.PARTY,
}


def loosen(tx: Transaction, here: Here, button: Loosen) -> Place:
    """Let one part of a wish go that nothing fits."""
    draft = here.place.draft
    if button.part == "split":
        return split_ways(tx, here, draft)
    if button.part == "adults":
        return split_ways(tx, here, with_adults(draft, max(0, button.number)))
    return next_place(tx, here, relaxed(tx, draft, button.part, button.number))


def reopen(tx: Transaction, here: Here, button: Reopen) -> Place:
    """Ask one part of what was understood again; hours and names are just let go."""
    draft = here.place.draft.having(slot=None, groups=(), intent=None)
    step = OPENS.get(button.part)
    if step is None:
        return next_place(tx, here, relaxed(tx, draft, button.part))
    if step in (Step.AUDIENCE, Step.PARTY):
        return Place(step=step, draft=draft)
    draft = relaxed(tx, draft, button.part)
    if button.part == "sector":
        draft = draft.having(sector=None)
    return Place(step=step, draft=draft.having(asked=(*draft.asked, step)))


def reading(tx: Transaction, here: Here, button: ChooseReading) -> Place:
    """Take the time that was meant."""
    draft = here.place.draft.having(slot=None, groups=(), intent=None)
    if button.reading == "week":
        return next_place(tx, here, a_week_later(draft))
    if button.reading == "half" and draft.half is not None:
        return next_place(tx, here, at(draft, draft.half))
    return next_place(tx, here, draft.having(half=None))


def audience(tx: Transaction, here: Here, button: ChooseAudience) -> Place:
    """Take the answer to "who comes?"."""
    comes = Audience(button.audience) if button.audience in set(Audience) else None
    return next_place(tx, here, here.place.draft.having(audience=comes))


def party(tx: Transaction, here: Here, button: ChooseParty) -> Place:
    """Take the answer to "how many come?"; a class is none any more."""
    return next_place(tx, here, _so_many(here.place.draft, button.seats))


def typed_party(tx: Transaction, here: Here, text: str) -> Place:
    """Take a number of people that no key shows. Raises `NothingNamed`."""
    if not text.strip().isdecimal():
        raise NothingNamed(text=text[:60])
    return next_place(tx, here, _so_many(here.place.draft, int(text.strip()[:4])))


def _so_many(draft: Draft, seats: int) -> Draft:
    everybody = draft.pupils and draft.audience is Audience.PUPILS  # it was the class's
    return draft.having(
        party=seats or None,
        pupils=None,
        adults=None,
        seats=None,
        audience=None if everybody else draft.audience,
    )
