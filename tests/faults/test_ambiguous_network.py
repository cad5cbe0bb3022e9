"""Answers that get lost: who gets one copy, who gets two, and what staff can see."""

from pathlib import Path

import pytest

from simulator import Fault
from tests.faults.counters import Counts, assert_sound, count, doubts_of, view
from tests.faults.guests import all_book, all_settled, guests, path_of
from tests.support.programme import at, slot
from tests.support.scene import scene

REFUSED = [
    pytest.param({"kind": "refuse", "code": 429, "retry_after": 1}, id="refused with 429"),
]
DOUBTFUL = [
    pytest.param({"kind": "hang_up"}, id="closed before acceptance"),
    pytest.param({"kind": "refuse", "code": 502}, id="502 before acceptance"),
    pytest.param({"kind": "reset"}, id="accepted, then reset"),
    pytest.param({"kind": "close"}, id="accepted, then closed"),
    pytest.param({"kind": "bad_gateway"}, id="accepted, then 502"),
    pytest.param({"kind": "truncate"}, id="accepted, half an answer"),
    pytest.param({"kind": "garbage"}, id="accepted, an answer that is no JSON"),
]
LATE = [pytest.param({"kind": "hold", "seconds": 60}, id="accepted, answered too late")]
Strikes = dict[str, object]


async def suffer(folder: Path, fault: Strikes, people: int) -> tuple[Counts, set[str]]:
    """Strike a tenth of the confirmations and of the reminders; return what came of it."""
    line = slot("Biscuiterie", at(18, 14), capacity=people)
    async with scene(folder, [line]) as stage:
        telegram, path = stage.telegram, path_of(stage)
        everybody = await guests(stage, people)
        tenth = max(1, people // 10)
        faults = [_strike(fault, "sendPhoto", tenth), _strike(fault, "sendDocument", tenth)]
        for one in faults:
            telegram.faults.add(one)
        await all_book(stage, everybody)
        await all_settled(stage)
        faults.append(telegram.faults.add(_strike(fault, "sendMessage", tenth)))
        stage.advance(days=1, hours=9)  # the eve, at 18:00
        await all_settled(stage)
        stage.advance(hours=19)  # two hours before
        await all_settled(stage)
        counts = count(telegram, path, doubts=doubts_of(faults), now=stage.clock.now())
        assert [(one.method, one.seen, one.struck) for one in faults if not one.spent] == []
        states = {row[0] for row in view(path, "SELECT DISTINCT state FROM pub_delivery")}
    assert_sound(path)
    return counts, states


def _strike(fault: Strikes, method: str, times: int) -> Fault:
    return Fault(**fault, method=method, times=times, chance=0.45 if times < 5 else 0.3)  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", REFUSED)
async def test_what_was_refused_arrives_once(tmp_path: Path, fault: Strikes) -> None:
    counts, states = await suffer(tmp_path, fault, people=12)
    counts.assert_kept()
    assert (counts.Dm, states) == (0, {"sent"})


@pytest.mark.parametrize("fault", DOUBTFUL)
async def test_what_is_in_doubt_arrives_once_or_twice(tmp_path: Path, fault: Strikes) -> None:
    counts, states = await suffer(tmp_path, fault, people=12)
    counts.assert_kept()
    assert states == {"sent"}


@pytest.mark.parametrize("fault", DOUBTFUL[:3])
async def test_a_screen_whose_edit_broke_off_is_drawn_without_another_tap(
    tmp_path: Path, fault: Strikes
) -> None:
    line = slot("Biscuiterie", at(18, 14), capacity=2)
    async with scene(tmp_path, [line]) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Réserver une visite")
        stage.telegram.faults.add(Fault(**fault, method="editMessageText", times=1))  # type: ignore[arg-type]
        await ines.taps("Réserver une visite")
        await ines.sees("Confirmer")


@pytest.mark.storm
@pytest.mark.parametrize("fault", [*REFUSED, *DOUBTFUL, *LATE])
async def test_six_hundred_confirmations_and_reminders(tmp_path: Path, fault: Strikes) -> None:
    counts, states = await suffer(tmp_path, fault, people=200)
    print(f"\n{fault}: {counts}")  # noqa: T201
    counts.assert_kept()
    assert states == {"sent"}


async def test_a_message_in_doubt_twice_ends_unknown_where_staff_can_see_it(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, [slot("Biscuiterie", at(24, 14))]) as stage:
        everybody = await guests(stage, 1)
        fault = stage.telegram.faults.add(Fault(kind="reset", method="sendPhoto", times=None))
        await all_book(stage, everybody)
        await all_settled(stage)
        counts = count(stage.telegram, path_of(stage), doubts=2, now=stage.clock.now())
        rows = await stage.rows("SELECT kind, state FROM pub_delivery WHERE state = 'unknown'")
    assert fault.struck == counts.most_copies == 2
    assert [tuple(row) for row in rows] == [("confirmation", "unknown")]
