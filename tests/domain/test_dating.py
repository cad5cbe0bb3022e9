"""A chain of meetings: one with each company, never two at once, over as soon as can be."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.catalogue import Slot
from bot.domain.dating import WALK, best_chain
from tests.support.values import a_slot, paris

TWO = paris(2026, 11, 24, 14)


def meeting(visit: int, minute: int, length: int = 10) -> Slot:
    """Return a slot so many minutes after two."""
    starts = TWO + timedelta(minutes=minute)
    return a_slot(starts, id=visit * 1000 + minute, ends=starts + timedelta(minutes=length))


def times(chain: Sequence[Slot] | None) -> list[int] | None:
    """Return when meetings begin, in minutes after two."""
    return None if chain is None else [(one.starts - TWO).seconds // 60 for one in chain]


def test_meetings_follow_each_other_in_whatever_order_ends_soonest() -> None:
    offers = {1: [meeting(1, 20), meeting(1, 60)], 2: [meeting(2, 0)], 3: [meeting(3, 40)]}
    assert times(best_chain(offers, TWO)) == [0, 20, 40]


def test_there_is_time_to_walk() -> None:
    offers = {1: [meeting(1, 0)], 2: [meeting(2, 10), meeting(2, 13)]}
    assert times(best_chain(offers, TWO)) == [0, 13]
    assert timedelta(minutes=3) == WALK


def test_nothing_begins_before_one_wants_to() -> None:
    offers = {1: [meeting(1, 0), meeting(1, 30)]}
    assert times(best_chain(offers, TWO + timedelta(minutes=1))) == [30]


def test_where_two_companies_meet_at_the_same_time_only_there_is_no_chain() -> None:
    assert best_chain({1: [meeting(1, 0)], 2: [meeting(2, 5)]}, TWO) is None


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True), max_size=4))
def test_no_other_choice_ends_sooner(starts: list[list[int]]) -> None:
    offers = {
        visit: [meeting(visit, minute * 7, 7) for minute in sorted(minutes)]
        for visit, minutes in enumerate(starts, 1)
    }
    chain = best_chain(offers, TWO) if offers else None
    ends = [_end(choice) for choice in product(*offers.values())] if offers else []
    possible = [end for end in ends if end is not None]
    assert (chain[-1].ends if chain else None) == (min(possible) if possible else None)


def _end(choice: Sequence[Slot]) -> datetime | None:
    """Return when a choice of slots is over; None where they can't follow each other."""
    ordered = sorted(choice, key=lambda one: one.starts)
    gaps = pairwise(ordered)
    follow = all(second.starts >= first.ends + WALK for first, second in gaps)
    return ordered[-1].ends if follow else None
