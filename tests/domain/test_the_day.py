"""Rules of the day itself: when one may try, be checked in, be asked; what hosts are told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.booking import NEXT, BookingState
from bot.domain.checkin import Arrival, Gate, NotToday, check_day, state_of
from bot.domain.desk import (
    Caller,
    CallersBooking,
    TooManyCodes,
    check_tries,
    may_be_claimed,
)
from bot.domain.survey import Opinion, asked_at
from tests.support.values import NOW, STARTS, a_booking, a_slot, paris

CALLED = CallersBooking(booking=a_booking(chat_id=None), caller=Caller(name="", phone=""))


@pytest.mark.parametrize(
    ("ago", "minutes"),
    [
        pytest.param(timedelta(), 60, id="just now"),
        pytest.param(timedelta(minutes=59, seconds=1), 1, id="a minute is rounded up"),
        pytest.param(timedelta(minutes=30), 30, id="half an hour ago"),
    ],
)
def test_how_long_one_waits_is_said_in_minutes(ago: timedelta, minutes: int) -> None:
    with pytest.raises(TooManyCodes) as refused:
        check_tries(NOW - ago, NOW)
    assert refused.value.fields == {"count": minutes}


def test_an_hour_later_one_may_try_again() -> None:
    check_tries(NOW - timedelta(hours=1), NOW)
    check_tries(None, NOW)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(None, id="no such code"),
        pytest.param(replace(CALLED, caller=None), id="not the desk's"),
        pytest.param(replace(CALLED, booking=a_booking()), id="somebody has it"),
        pytest.param(
            replace(CALLED, booking=a_booking(chat_id=None, state=BookingState.CANCELLED)),
            id="cancelled",
        ),
        pytest.param(
            replace(CALLED, booking=a_booking(chat_id=None, slot=a_slot(NOW))), id="it has begun"
        ),
    ],
)
def test_what_may_not_be_claimed(found: CallersBooking | None) -> None:
    assert not may_be_claimed(found, NOW)
    assert may_be_claimed(CALLED, NOW)


def test_check_in_is_from_midnight_of_the_day_to_a_day_after_the_end() -> None:
    slot = a_slot()
    for moment in (paris(2026, 11, 24), STARTS, slot.ends + timedelta(hours=24)):
        check_day(slot, moment)
    for moment in (paris(2026, 11, 23, 23, 59), slot.ends + timedelta(hours=24, seconds=1)):
        with pytest.raises(NotToday):
            check_day(slot, moment)


def test_a_check_in_leads_only_where_the_table_of_states_allows() -> None:
    states = {state_of(present) for present in (None, 0, 1, 28)}
    assert states == {BookingState.CONFIRMED, BookingState.NO_SHOW, BookingState.ATTENDED}
    for before in states:
        assert states - {before} <= NEXT[before]


def test_a_gate_counts_heads() -> None:
    arrivals = [Arrival(booking=a_booking(seats=3), present=present) for present in (3, 0, None)]
    gate = Gate(slot=a_slot(capacity=10), arrivals=arrivals, closed=2, intentions=0)
    assert (gate.expected, gate.present, gate.allowed) == (9, 3, 12)


def test_visitors_are_asked_at_ten_on_the_morning_after_also_when_the_clocks_change() -> None:
    assert asked_at(a_slot()) == paris(2026, 11, 25, 10)
    saturday = a_slot(paris(2026, 10, 24, 14))
    assert asked_at(saturday) == paris(2026, 10, 25, 10)
    assert asked_at(saturday) - saturday.starts == timedelta(hours=21)


def test_the_mean_of_no_answers_is_nothing() -> None:
    none = Opinion(title="", stars=(0, 0, 0, 0, 0), would_work=0, would_not=0, words=())
    assert (none.answers, none.mean) == (0, 0.0)
    some = replace(none, stars=(1, 0, 0, 0, 3))
    assert (some.answers, some.mean) == (4, 4.0)
