"""Instants and wall times, across the two clock changes of the season."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deliveries import Kind, reminder_times
from bot.domain.times import at_local, from_text, local_day, overlaps, to_text
from tests.support.values import PARIS, a_slot, paris

WINTER, SUMMER = date(2026, 10, 25), date(2027, 3, 28)  # the days on which the clocks change


def utc(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@given(st.floats(-2e9, 7e9), st.integers(-720, 840))
def test_an_instant_comes_back_from_its_text_to_the_second(seconds: float, offset: int) -> None:
    instant = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=offset)))
    assert from_text(to_text(instant)) == instant.astimezone(UTC).replace(microsecond=0)


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_texts_sort_as_instants_do(one: datetime, other: datetime) -> None:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    assert (one < other) == (to_text(one) < to_text(other))


def test_an_instant_has_the_day_of_the_place_where_one_stands() -> None:
    assert local_day(utc(11, 23, 23, 30), PARIS) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        pytest.param(WINTER, time(1, 59), utc(10, 24, 23, 59), id="before the autumn change"),
        pytest.param(WINTER, time(2, 30), utc(10, 25, 0, 30), id="the repeated hour, first time"),
        pytest.param(WINTER, time(3, 0), utc(10, 25, 2, 0), id="after the autumn change"),
        pytest.param(SUMMER, time(1, 59), utc(3, 28, 0, 59, year=2027), id="before spring's"),
        pytest.param(SUMMER, time(2, 30), utc(3, 28, 1, 30, year=2027), id="the skipped hour"),
        pytest.param(SUMMER, time(3, 30), utc(3, 28, 1, 30, year=2027), id="after spring's"),
    ],
)
def test_a_wall_time_on_a_day_of_clock_change(day: date, hour: time, instant: datetime) -> None:
    assert at_local(day, hour, PARIS) == instant


def test_intervals_that_only_touch_do_not_overlap() -> None:
    nine, ten, eleven = (utc(11, 24, hour) for hour in (9, 10, 11))
    assert not overlaps(nine, ten, ten, eleven)
    assert overlaps(nine, eleven, ten, eleven)
    assert overlaps(nine, ten, nine, ten)


@pytest.mark.parametrize(
    ("starts", "day_before", "hours_before"),
    [
        pytest.param(
            paris(2026, 11, 24, 14), utc(11, 23, 17), utc(11, 24, 11), id="an ordinary day"
        ),
        pytest.param(
            paris(2026, 10, 25, 14), utc(10, 24, 16), utc(10, 25, 11), id="the eve is in summer"
        ),
        pytest.param(
            paris(2026, 10, 26, 9), utc(10, 25, 17), utc(10, 26, 6), id="the eve has 25 hours"
        ),
        pytest.param(
            paris(2026, 10, 25, 4), utc(10, 24, 16), utc(10, 25, 1), id="two real hours, autumn"
        ),
        pytest.param(
            paris(2027, 3, 28, 14),
            utc(3, 27, 17, year=2027),
            utc(3, 28, 10, year=2027),
            id="the eve is in winter",
        ),
        pytest.param(
            paris(2027, 3, 28, 4),
            utc(3, 27, 17, year=2027),
            utc(3, 28, 0, year=2027),
            id="two real hours, spring: one o'clock on the wall",
        ),
        pytest.param(
            paris(2027, 3, 29, 9),
            utc(3, 28, 16, year=2027),
            utc(3, 29, 5, year=2027),
            id="the eve has 23 hours",
        ),
    ],
)
def test_reminders_come_the_day_before_at_six_and_two_hours_before(
    starts: datetime, day_before: datetime, hours_before: datetime
) -> None:
    times = reminder_times(a_slot(starts))
    assert times == {Kind.REMINDER_DAY: day_before, Kind.REMINDER_HOURS: hours_before}
    assert times[Kind.REMINDER_DAY].astimezone(PARIS).time() == time(18, 0)


def test_nothing_is_said_two_hours_before_an_hour_that_nobody_knows() -> None:
    slot = a_slot(paris(2026, 11, 24), time_tba=True)
    assert reminder_times(slot) == {Kind.REMINDER_DAY: utc(11, 23, 17)}
