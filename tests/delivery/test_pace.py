"""Never too fast, never unfair, in virtual time."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.chat_line import BUSY, CHAT_BURST
from bot.delivery.pace import NoTurn, Pace
from tests.delivery.virtual_time import run

BURST = 3


@dataclass(frozen=True)
class Ask:
    """Somebody who wants a turn: when, in which lane, for which chat."""

    at: float
    lane: int
    chat_id: int


@dataclass
class Line:
    """Who asked, and when each one went, in the order they went."""

    asked: list[Ask]
    went: list[tuple[float, Ask]] = field(default_factory=list)

    async def through(self, pace: Pace) -> None:
        async with asyncio.TaskGroup() as group:
            for ask in self.asked:
                group.create_task(self._one(pace, ask))

    async def _one(self, pace: Pace, ask: Ask) -> None:
        await asyncio.sleep(ask.at)
        await pace.turn(ask.lane, ask.chat_id)
        self.went.append((now(), ask))


def now() -> float:
    return asyncio.get_running_loop().time()


def over(times: list[float], rate: float, burst: float) -> list[tuple[float, float]]:
    """Return the intervals in which more went than the rate allows."""
    return [
        (times[i], times[j])
        for i, j in combinations(range(len(times)), 2)
        if j - i + 1 > burst + rate * (times[j] - times[i]) + 1e-6
    ]


def asks(chats: st.SearchStrategy[int]) -> st.SearchStrategy[list[Ask]]:
    moments = st.floats(0, 5, allow_nan=False)
    return st.lists(st.builds(Ask, moments, st.integers(0, 5), chats), max_size=60)


@settings(max_examples=60, deadline=None)
@given(asked=asks(st.integers(-2, 6)), rate=st.sampled_from([1.0, 5.0, 28.0]))
def test_nobody_goes_too_fast_and_everybody_goes(asked: list[Ask], rate: float) -> None:
    async def story() -> None:
        line = Line(asked)
        await line.through(Pace(rate, BURST))
        assert not over([at for at, _ask in line.went], rate, BURST)
        for chat_id in {ask.chat_id for ask in asked}:
            own = [at for at, ask in line.went if ask.chat_id == chat_id]
            assert not over(own, 1.0 if chat_id >= 0 else 1 / 3, CHAT_BURST)
        assert len(line.went) == len(asked)

    run(story(), lateness=0.01)


@settings(max_examples=60, deadline=None)
@given(lanes=st.lists(st.integers(0, 3), max_size=40))
def test_lanes_go_in_order_and_within_a_lane_the_first_to_come(lanes: list[int]) -> None:
    async def story() -> None:
        line = Line([Ask(0.0, lane, chat_id) for chat_id, lane in enumerate(lanes)])
        pace = Pace(28, BURST)
        pace.close_gate(1.0)  # so that everybody is there before the first goes
        await line.through(pace)
        went = [(ask.lane, ask.chat_id) for _at, ask in line.went]
        assert went == sorted(went)

    run(story())


@pytest.mark.parametrize("rate", [5.0, 28.0, 200.0])
def test_a_minute_of_demand_uses_the_rate(rate: float) -> None:
    async def story() -> None:
        line = Line([Ask(0.0, 5, chat_id) for chat_id in range(int(rate * 60))])
        started = now()
        await line.through(Pace(rate))
        assert len(line.went) / (now() - started) >= 0.98 * rate
        assert not over([at for at, _ask in line.went][:2000], rate, max(3, rate / 20))

    run(story(), lateness=0.01)


def test_a_reply_does_not_wait_for_a_broadcast() -> None:
    async def story() -> None:
        pace = Pace(28)
        async with asyncio.TaskGroup() as group:
            for chat_id in range(200):
                group.create_task(pace.turn(5, chat_id))
            await asyncio.sleep(3)
            asked = now()
            await pace.turn(0, 1_000_000)
            assert now() == asked

    run(story())


def test_a_chat_rests_after_its_burst_even_when_nobody_waits() -> None:
    async def story() -> None:
        pace, started = Pace(28), now()
        for _ in range(CHAT_BURST + 2):
            await asyncio.sleep(0.04)
            await pace.turn(1, 7)
        assert now() - started >= 2

    run(story())


def test_a_chat_that_must_rest_holds_up_nobody_else() -> None:
    async def story() -> None:
        pace = Pace(28)
        line = Line([Ask(0.0, 1, 7)] * 10 + [Ask(0.1, 5, chat_id) for chat_id in range(100, 110)])
        started = now()
        await line.through(pace)
        others = [at - started for at, ask in line.went if ask.chat_id != 7]
        assert max(others) < 1
        assert math.isclose(line.went[-1][0] - started, 10 - CHAT_BURST, abs_tol=0.1)

    run(story())


def test_an_edit_passes_the_queue_but_not_a_gate() -> None:
    async def story() -> None:
        pace = Pace(1, 1)
        waiting = [asyncio.create_task(pace.turn(0, 7)) for _ in range(5)]
        await asyncio.sleep(0)
        asked = now()
        await pace.turn(0, 7, free=True)
        assert now() == asked
        pace.close_gate(4, 7)
        await pace.turn(0, 7, free=True)
        assert now() == asked + 4
        await asyncio.gather(*waiting)

    run(story())


@settings(max_examples=40, deadline=None)
@given(asked=asks(st.integers(1, 60)), closes=st.floats(0, 5), seconds=st.floats(0.1, 10))
def test_nothing_goes_while_the_gate_is_closed(
    asked: list[Ask], closes: float, seconds: float
) -> None:
    async def story() -> None:
        line, pace, started = Line(asked), Pace(28), now()
        asyncio.get_running_loop().call_later(closes, pace.close_gate, seconds)
        await line.through(pace)
        inside = [at for at, _ask in line.went if closes < at - started < closes + seconds - 1e-6]
        assert not inside

    run(story())


def test_only_the_chat_waits_whose_gate_is_closed() -> None:
    async def story() -> None:
        pace, started = Pace(28), now()
        pace.close_gate(7, 1)
        assert (pace.gate_open_in(), pace.gate_open_in(1), pace.gate_open_in(2)) == (0, 7, 0)
        await pace.turn(1, 2)
        assert now() == started
        await pace.turn(1, 1)
        assert now() == started + 7

    run(story())


async def _rest(pace: Pace) -> Awaitable[None]:
    for _ in range(CHAT_BURST):
        await pace.turn(1, 7)
    return pace.turn(1, 7, patience=0.5)


async def _gate_closed(pace: Pace) -> Awaitable[None]:
    pace.close_gate(9)
    return pace.turn(1, 7, patience=2)


async def _gate_closes(pace: Pace) -> Awaitable[None]:
    while pace.room():
        await pace.turn(1, 8)
    asyncio.get_running_loop().call_soon(pace.close_gate, 9)
    return pace.turn(1, 7, patience=2)


IMPATIENT = {"a chat that rests": _rest, "a closed gate": _gate_closed, "a gate": _gate_closes}


@pytest.mark.parametrize("scene", IMPATIENT.values(), ids=IMPATIENT)
def test_the_impatient_are_told_instead_of_waiting(
    scene: Callable[[Pace], Awaitable[Awaitable[None]]],
) -> None:
    async def story() -> None:
        with pytest.raises(NoTurn) as told:
            await (await scene(Pace(28)))
        assert 0.5 < told.value.seconds <= 9

    run(story())


def test_a_turn_given_back_serves_the_next() -> None:
    async def story() -> None:
        pace, started = Pace(1, 1), now()
        await pace.turn(0, 1)
        pace.give_back(1)
        await pace.turn(0, 2)
        assert now() == started

    run(story())


def test_who_was_cancelled_is_passed_over() -> None:
    async def story() -> None:
        pace, started = Pace(1, 1), now()
        await pace.turn(0, 1)
        first, second = (asyncio.create_task(pace.turn(0, chat_id)) for chat_id in (2, 3))
        await asyncio.sleep(0)
        first.cancel()
        await second
        assert math.isclose(now() - started, 1)

    run(story())


def test_a_chat_is_busy_when_it_gets_more_calls_than_messages_may_go() -> None:
    async def story() -> None:
        pace = Pace(28)
        for _ in range(BUSY):
            await pace.turn(1, 7)
        assert not pace.is_busy(7)
        for _ in range(5):
            await pace.turn(0, 7, free=True)
        assert pace.is_busy(7)
        await asyncio.sleep(6)
        assert not pace.is_busy(7)

    run(story())


def test_chats_are_forgotten_once_they_have_rested() -> None:
    async def story() -> None:
        pace = Pace(10_000)
        for chat_id in range(50_000):
            await pace.turn(5, chat_id)
        assert len(pace._chats) < 25_000

    run(story())


def test_the_room_is_what_may_go_now() -> None:
    async def story() -> None:
        pace = Pace(28, 6)
        assert pace.room() == 4  # a third is kept for replies
        for chat_id in range(pace.room()):
            await pace.turn(5, chat_id)
        assert pace.room() == 0
        assert math.isclose(pace.room_in(), 1 / 28)

    run(story())
