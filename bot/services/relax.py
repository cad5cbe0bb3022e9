"""Nothing fits: what would, if one part of the wish were let go, and how much of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Draft
from bot.domain.booking import most_seats
from bot.services.fill_draft import widened
from bot.services.settle_time import a_week_later
from bot.services.split_class import MOST_LOOKED_AT, splits, with_adults
from bot.understanding.neighbours import neighbours
from storage import catalogue, naming
from storage.database import Transaction

FURTHER_KM = 20
MOST_NEIGHBOURS = 2
MOST_MORE_ADULTS = 4
PARTS = (  # the least change first
    "week",
    "hours",
    "split",
    "adults",
    "day",
    "further",
    "sector",
    "seats",
    "audience",
    "what",
    "place",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Relaxation:
    """One part let go, and how many visits there are then."""

    part: str
    visits: int
    number: int = 0  # of the sector nearby that is taken instead; of adults that come along
    name: str = ""  # of that sector


def relaxed(tx: Transaction, draft: Draft, part: str, number: int = 0) -> Draft:
    """Return a draft without one part of what was asked for, or with another in its place."""
    told = draft.told
    free: dict[str, Draft] = {
        "week": a_week_later(draft),
        "hours": draft.having(since=None, until=None, half=None) if draft.day else draft,
        "day": draft.having(
            day=None,
            since=None,
            until=None,
            half=None,
            week=None,
            told=told and told.model_copy(update={"dated": False}),
        ),
        "further": widened(tx, draft, FURTHER_KM),
        "seats": draft.having(party=None, seats=draft.party),
        "audience": draft.having(audience=None),
        "what": draft.having(
            only=None, told=told and told.model_copy(update={"what": "", "format": ""})
        ),
        "place": draft.having(
            territory=None,
            near=None,
            around=None,
            told=told and told.model_copy(update={"place": "", "km": None}),
        ),
    }
    if part == "sector" and draft.sector:
        named = {row["id"]: row["name"] for row in naming.named(tx, "sector")}
        name = named.get(number, "")
        return draft.having(sector=number, told=told and told.model_copy(update={"sector": name}))
    return free.get(part, draft)


def relaxations(tx: Transaction, draft: Draft, now: datetime) -> list[Relaxation]:
    """Return what each part let go alone would give; what gives nothing is left out."""
    return [one for part in PARTS for one in _relaxations(tx, draft, part, now) if one.visits]


def _relaxations(tx: Transaction, draft: Draft, part: str, now: datetime) -> Iterator[Relaxation]:
    if part == "split":
        yield Relaxation(part=part, visits=_can_split(tx, draft, now))
        return
    if part == "adults":
        yield from _with_more_adults(tx, draft, now)
        return
    if part == "sector" and draft.sector:
        yield from _nearby(tx, draft, now)
    loose = relaxed(tx, draft, part)
    if loose.wanted() == draft.wanted():
        return
    count = _with_a_list if part == "seats" else _with_seats
    yield Relaxation(part=part, visits=count(tx, loose, now))


def _can_split(tx: Transaction, draft: Draft, now: datetime) -> int:
    return len({plan.visit for plan in splits(tx, draft, now)})


def _with_more_adults(tx: Transaction, draft: Draft, now: datetime) -> Iterator[Relaxation]:
    """Offer the groups of a class that lacks only adults, with the fewest that do."""
    if not draft.pupils or _can_split(tx, draft, now):
        return
    for adults in range((draft.adults or 0) + 1, (draft.adults or 0) + MOST_MORE_ADULTS + 1):
        if visits := _can_split(tx, with_adults(draft, adults), now):
            yield Relaxation(part="adults", visits=visits, number=adults)
            return


def _nearby(tx: Transaction, draft: Draft, now: datetime) -> Iterator[Relaxation]:
    """Offer the sectors near the one that was asked for."""
    named = {row["id"]: row["name"] for row in naming.named(tx, "sector")}
    others = catalogue.sectors(tx, relaxed(tx, draft, "sector").wanted(), now)
    pairs = [(one.name, one) for one in others if one.id != draft.sector and one.visits]
    for one in neighbours(named.get(draft.sector, ""), pairs)[:MOST_NEIGHBOURS]:
        yield Relaxation(part="sector", visits=one.visits, number=one.id, name=one.name)


def _with_seats(tx: Transaction, draft: Draft, now: datetime) -> int:
    return sum(one.visits for one in catalogue.territories(tx, draft.wanted(), now))


def _with_a_list(tx: Transaction, draft: Draft, now: datetime) -> int:
    """Count the visits for whose waiting list the party is not too large."""
    found = catalogue.slots(tx, draft.wanted(), now, limit=MOST_LOOKED_AT)
    return len({slot.visit.id for slot in found if most_seats(slot) >= (draft.seats or 1)})
