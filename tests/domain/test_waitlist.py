"""Who is offered freed seats, and for how long they are kept."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.waitlist import hold_until, to_offer
from tests.support.values import NOW, PARIS, STARTS, a_slot, an_entry, paris

SIZES = st.lists(st.integers(1, 8), max_size=12)
MORNING_OF = paris(2026, 11, 24, 9)


def queue(*sizes: int) -> list:
    return [an_entry(id=number, seats=seats) for number, seats in enumerate(sizes, 1)]


@pytest.mark.parametrize(
    ("sizes", "free", "offered"),
    [
        pytest.param((1, 1, 1), 2, [1, 2], id="in order of joining"),
        pytest.param((4, 1), 2, [2], id="too large: the next that fits goes first"),
        pytest.param((2, 4, 1), 3, [1, 3], id="what is left over goes on down the queue"),
        pytest.param((4, 3), 2, [], id="nobody fits"),
        pytest.param((1,), 0, [], id="nothing free"),
        pytest.param((1,), -2, [], id="less than nothing free"),
        pytest.param((), 5, [], id="nobody waits"),
    ],
)
def test_freed_seats_go_to(sizes: tuple[int, ...], free: int, offered: list[int]) -> None:
    assert [entry.id for entry in to_offer(queue(*sizes), free)] == offered


@given(SIZES, st.integers(-3, 30))
def test_an_offer_never_exceeds_what_is_free_and_passes_nobody_who_would_fit(
    sizes: list[int], free: int
) -> None:
    waiting = queue(*sizes)
    chosen = to_offer(waiting, free)
    assert sum(entry.seats for entry in chosen) <= max(free, 0)
    for entry in waiting:
        before = sum(one.seats for one in chosen if one.id < entry.id)
        assert (entry in chosen) == (entry.seats <= free - before)


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        pytest.param(paris(2026, 11, 17, 9), timedelta(hours=12), id="a week and more"),
        pytest.param(paris(2026, 11, 17, 14), timedelta(hours=2), id="a week to the second"),
        pytest.param(paris(2026, 11, 23, 13), timedelta(hours=2), id="25 hours"),
        pytest.param(paris(2026, 11, 23, 14), timedelta(minutes=30), id="a day to the second"),
        pytest.param(paris(2026, 11, 24, 10), timedelta(minutes=30), id="four hours"),
        pytest.param(paris(2026, 11, 24, 11), timedelta(minutes=10), id="three hours"),
        pytest.param(paris(2026, 11, 24, 13, 55), timedelta(minutes=5), id="never past the start"),
    ],
)
def test_a_hold_shrinks_as_the_visit_nears(now: datetime, kept: timedelta) -> None:
    slot = a_slot(paris(2026, 11, 24, 14))
    if kept == timedelta(hours=12):
        now = now - timedelta(hours=1)  # so that it ends by day: 20:00
    assert hold_until(slot, now) - now == kept


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param(paris(2026, 11, 15, 8, 59), paris(2026, 11, 15, 20, 59), id="just by day"),
        pytest.param(paris(2026, 11, 15, 9), paris(2026, 11, 16, 9), id="21:00 is night"),
        pytest.param(paris(2026, 11, 15, 20), paris(2026, 11, 16, 9), id="not at eight sharp"),
        pytest.param(paris(2026, 11, 15, 21), paris(2026, 11, 16, 9), id="nine is morning"),
        pytest.param(paris(2026, 11, 23, 23), MORNING_OF, id="30 minutes, from eleven at night"),
        pytest.param(paris(2026, 11, 24, 3), MORNING_OF, id="after midnight: this morning"),
    ],
)
def test_a_hold_does_not_run_out_at_night(now: datetime, until: datetime) -> None:
    assert hold_until(a_slot(paris(2026, 11, 24, 14)), now) == until


def test_a_hold_ends_when_the_visit_begins_before_nine() -> None:
    slot = a_slot(paris(2026, 11, 24, 7, 30))
    assert hold_until(slot, paris(2026, 11, 23, 22)) == slot.starts


def test_a_hold_ends_when_booking_closes_for_nobody_could_take_the_seats_after() -> None:
    closes = STARTS - timedelta(days=3)
    slot = a_slot(closes=closes)
    assert hold_until(slot, closes - timedelta(minutes=20)) == closes


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param(paris(2026, 10, 24, 22), paris(2026, 10, 25, 9), id="the long night"),
        pytest.param(paris(2027, 3, 27, 22), paris(2027, 3, 28, 9), id="the short night"),
    ],
)
def test_nine_in_the_morning_is_nine_on_the_wall_after_the_clocks_change(
    now: datetime, until: datetime
) -> None:
    assert hold_until(a_slot(now + timedelta(days=5)), now) == until


@given(
    st.integers(0, 60 * 24 * 12),
    st.sampled_from([STARTS, paris(2026, 10, 25, 4), paris(2027, 3, 28, 8)]),
)
def test_a_hold_always_lies_ahead_by_day_or_at_the_start(minutes: int, starts: datetime) -> None:
    now = starts - timedelta(minutes=minutes + 1)
    until = hold_until(a_slot(starts), now)
    assert now < until <= starts
    assert until == starts or 9 <= until.astimezone(PARIS).hour < 21


@given(st.integers(0, 60 * 24 * 3), st.integers(0, 60 * 24))
def test_among_offers_of_one_length_the_later_never_runs_out_first(start: int, wait: int) -> None:
    slot = a_slot(NOW + timedelta(days=30))
    first = NOW + timedelta(minutes=start)
    assert hold_until(slot, first) <= hold_until(slot, first + timedelta(minutes=wait))
