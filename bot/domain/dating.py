"""Job dating: short meetings with several companies, one after the other.

What takes place at one address on one day is one job dating; who comes picks companies, and gets
one slot with each, in whatever order ends soonest, with time to walk from one to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import permutations

from bot.domain.booking import Booking
from bot.domain.catalogue import Slot
from bot.domain.refusals import Refusal

WALK = timedelta(minutes=3)  # from one company to the next
MOST_COMPANIES = 6  # in one chain
NEXT_NOTICE = timedelta(minutes=2)  # before each meeting: "next in 2 minutes"


class TooManyCompanies(Refusal):
    """More companies than a chain may have; fields: most."""

    message_id = "dating.too_many"


class NothingPicked(Refusal):
    """No company was picked yet."""

    message_id = "dating.nothing_picked"


class NoChain(Refusal):
    """There is no way to meet all of them one after the other."""

    message_id = "dating.no_chain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Company:
    """A company at a job dating, and how many of its meetings are still free."""

    visit_id: int
    host: str
    title: str
    free: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Dating:
    """A job dating of a day, with its companies by name."""

    day: date
    city: str
    companies: tuple[Company, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """Meetings that were booked together, in order."""

    id: int
    bookings: tuple[Booking, ...]


def best_chain(offers: Mapping[int, Sequence[Slot]], since: datetime) -> tuple[Slot, ...] | None:
    """Return one slot of each visit, none at the same time, the chain that ends soonest.

    `offers`: the free slots of each visit, soonest first; none begins before `since` (UTC).
    Every order is tried (at most 720), each with the earliest slots it allows: for one order
    nothing ends sooner. Chains that end together: the one that begins later wins, less waiting.
    """
    found = (_in_order([offers[visit] for visit in order], since) for order in permutations(offers))
    chains = [chain for chain in found if chain]
    if not chains:
        return None
    return min(chains, key=lambda chain: (chain[-1].ends, -chain[0].starts.timestamp()))


def _in_order(offers: Sequence[Sequence[Slot]], since: datetime) -> tuple[Slot, ...] | None:
    chain: list[Slot] = []
    free = since
    for slots in offers:
        following = next((slot for slot in slots if slot.starts >= free), None)
        if following is None:
            return None
        chain.append(following)
        free = following.ends + WALK
    return tuple(chain)
