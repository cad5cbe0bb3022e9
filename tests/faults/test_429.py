"""429: nobody sends while the gate is closed, also after a restart; replies go first."""

from pathlib import Path

import pytest

from bot.app import Parts
from bot.delivery.pace import Pace
from simulator import Simulator
from tests.faults.counters import assert_sound, copies, count, until
from tests.faults.guests import all_book, all_settled, guests, town
from tests.support.programme import at, slot
from tests.support.scene import Scene

WHOLE = 200
SIZES = [
    pytest.param(40, 2.0, id="quick"),
    pytest.param(WHOLE, 7.0, id="whole", marks=pytest.mark.storm),
]
LINE = slot("Biscuiterie", at(24, 14), capacity=1000)


async def letters_come_to(telegram: Simulator, number: int) -> None:
    """Wait until so many letters have arrived."""
    await until(lambda: copies(telegram).total() >= number)


async def close_the_gate_on_letters(stage: Scene, people: int, seconds: float) -> float:
    """Close the gate while letters are in flight; return when it opens (the loop's time)."""
    everybody = await guests(stage, people)
    stage.telegram.faults.latency = 0.3  # so that many are in flight at once
    await all_book(stage, everybody)
    await letters_come_to(stage.telegram, 10)
    # Those in flight are refused; what is sent after that is accepted, and counted.
    gate = stage.telegram.faults.close_gate(seconds, refusals=64)
    stage.telegram.faults.latency = 0.0
    await until(lambda: gate.refused)
    return gate.opens_at


@pytest.mark.parametrize(("people", "seconds"), SIZES)
async def test_nothing_is_sent_while_the_gate_is_closed_and_replies_resume_first(
    tmp_path: Path, people: int, seconds: float
) -> None:
    async with town(tmp_path, [LINE], send_rate=100) as place, place.bot() as stage:
        ada = (await guests(stage, 1))[0]
        opens_at = await close_the_gate_on_letters(stage, people, seconds)
        before = len(stage.telegram.accepted)
        await ada.says("/help")
        await ada.sees("Bonjour", ever=True)
        await all_settled(stage)
        after = [call for call in stage.telegram.accepted[before:] if call.at >= opens_at]
        counts = count(stage.telegram, place.path, now=stage.clock.now())
        print(f"\n{people} people, gate of {seconds} s: {counts}")  # noqa: T201
        counts.assert_kept()
        assert counts.Dm == 0
        assert after[0].chat_id == ada.id
        ideal, took = seconds + 2 * people / 100, after[-1].at - (opens_at - seconds)
        spare = 1.5 if people >= WHOLE else 15  # the storm has the machine for itself
        assert took <= 1.3 * ideal + spare, "more than a noisy 1.3"
    assert_sound(place.path)


@pytest.mark.parametrize(("people", "seconds"), SIZES)
async def test_a_restart_inside_the_gate_sends_nothing_before_it_opens(
    tmp_path: Path, people: int, seconds: float
) -> None:
    async with town(tmp_path, [LINE]) as place:
        async with place.bot() as stage:
            await close_the_gate_on_letters(stage, people, seconds + 3)
        async with place.bot() as stage:
            await all_settled(stage)
            counts = count(stage.telegram, place.path, now=stage.clock.now())
        counts.assert_kept()
        assert counts.Dm == 0


async def test_a_gate_for_one_chat_holds_up_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, [LINE]) as place, place.bot() as stage:
        everybody = await guests(stage, 20)
        gate = stage.telegram.faults.close_gate(4.0, chat_id=everybody[0].id)
        await all_book(stage, everybody)
        await all_settled(stage, retry_after=0)
        counts = count(stage.telegram, place.path, now=stage.clock.now())
        counts.assert_kept()
        assert counts.Dm == 0
        assert gate.refused <= 4, "one try of each letter, and one too early"


async def test_without_the_gate_messages_go_out_while_it_is_closed(tmp_path: Path) -> None:
    """The control: the same, with a pace that no 429 stops."""

    class Heedless(Pace):
        def close_gate(self, seconds: float, chat_id: int | None = None) -> None:
            """Close nothing."""

    async with town(tmp_path, [LINE]) as place, place.bot(Parts(pace=Heedless)) as stage:
        await close_the_gate_on_letters(stage, 60, 3.0)
        await until(lambda: stage.telegram.faults.gates[0].left <= 0)
        assert count(stage.telegram, place.path).R > 0
