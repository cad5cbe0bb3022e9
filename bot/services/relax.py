"""Nothing fits: what would, if one part of the wish were let go, and how much of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import ANY, Draft
from bot.services.fill_draft import widened
from storage import catalogue
from storage.database import Transaction

FURTHER_KM = 20
PARTS = ("hours", "day", "further", "sector", "what", "place")  # the least change first


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One part let go, and how many visits with seats there are then."""

    part: str
    visits: int


def relaxed(tx: Transaction, draft: Draft, part: str) -> Draft:
    """Return a draft without one part of what was asked for."""
    told = draft.told
    free: dict[str, Draft] = {
        "hours": draft.having(since=None, until=None) if draft.day else draft,
        "day": draft.having(day=None, since=None, until=None),
        "further": widened(tx, draft, FURTHER_KM),
        "sector": draft.having(sector=ANY, told=told and told.model_copy(update={"sector": ""}))
        if draft.sector
        else draft,
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
    return free.get(part, draft)


def relaxations(tx: Transaction, draft: Draft, now: datetime) -> list[Relaxation]:
    """Return what each part let go alone would give; what gives nothing is left out."""
    found = []
    for part in PARTS:
        loose = relaxed(tx, draft, part)
        if loose.wanted() == draft.wanted():
            continue
        visits = sum(one.visits for one in catalogue.territories(tx, loose.wanted(), now))
        if visits:
            found.append(Relaxation(part, visits))
    return found
