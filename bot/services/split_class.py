"""Where a class that is too large for one slot could be split over several of a visit's day."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.conversation import Draft
from bot.domain.booking import check_open
from bot.domain.catalogue import Slot, Wanted
from bot.domain.classes import Group, split
from bot.domain.refusals import Refusal
from storage import catalogue
from storage.database import Transaction

MOST_LOOKED_AT = 500  # slots


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The groups of a class on one day of a visit, and their slots, in the same order."""

    visit: int
    day: date
    groups: tuple[Group, ...]
    slots: tuple[Slot, ...]


def with_adults(draft: Draft, adults: int) -> Draft:
    """Return a draft whose class comes with so many adults."""
    party = (draft.pupils or 0) + adults
    return draft.model_copy(update={"adults": adults, "party": party, "seats": None})


def splits(tx: Transaction, draft: Draft, now: datetime) -> list[Plan]:
    """Return every way to split the class that a draft speaks of, soonest first."""
    if not draft.pupils:
        return []
    return _plans(tx, replace(draft.wanted(), seats=1), draft, now)


def split_on(tx: Transaction, draft: Draft, visit: int, day: date, now: datetime) -> Plan | None:
    """Return how the class could be split over one day of a visit, if it can."""
    wanted = Wanted(visit_id=visit, day=day, seats=1, audience=draft.audience)
    plans = _plans(tx, wanted, draft, now) if draft.pupils else []
    return plans[0] if plans else None


def _plans(tx: Transaction, wanted: Wanted, draft: Draft, now: datetime) -> list[Plan]:
    days: dict[tuple[date, int], list[Slot]] = defaultdict(list)
    for slot in catalogue.slots(tx, wanted, now, limit=MOST_LOOKED_AT):
        if _bookable(slot, now):
            days[slot.day, slot.visit.id].append(slot)
    plans = []
    for (day, visit), slots in days.items():
        if groups := split(slots, draft.pupils or 0, draft.adults or 0):
            by_id = {slot.id: slot for slot in slots}
            chosen = tuple(by_id[group.slot] for group in groups)
            plans.append(Plan(visit=visit, day=day, groups=groups, slots=chosen))
    return plans


def _bookable(slot: Slot, now: datetime) -> bool:
    try:
        check_open(slot, now)
    except Refusal:
        return False
    return True
