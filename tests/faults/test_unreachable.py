"""Blocked, deactivated, unknown and migrated chats in the middle of many deliveries."""

from pathlib import Path

import pytest

from simulator import Fault
from tests.faults.counters import assert_sound, copies, count, until, value, view
from tests.faults.guests import all_book, all_settled, guests, town
from tests.support.programme import at, slot

SIZES = [
    pytest.param(20, id="quick"),
    pytest.param(600, id="whole", marks=pytest.mark.storm),
]


@pytest.mark.parametrize("people", SIZES)
async def test_the_others_get_theirs(tmp_path: Path, people: int) -> None:
    line = slot("Biscuiterie", at(18, 14), capacity=people)
    async with town(tmp_path, [line]) as place, place.bot() as stage:
        everybody = await guests(stage, people)
        await all_book(stage, everybody)
        await all_settled(stage)
        blocked, deactivated, unknown = everybody[2], everybody[7], everybody[11]
        await blocked.blocks()
        deactivated.deactivate()
        nowhere = Fault(kind="refuse", code=400, chat_id=unknown.id, times=None)
        place.telegram.faults.add(nowhere)
        await until(lambda: not list(place.telegram.state.updates.pending()))
        gone = {blocked.id, deactivated.id, unknown.id}
        stage.advance(days=1, hours=9)
        await all_settled(stage)
        stage.advance(hours=19)
        await all_settled(stage)
        now = stage.clock.now()
        count(place.telegram, place.path, now=now, unreachable=gone).assert_kept()
        failed = view(place.path, "SELECT DISTINCT chat_id FROM pub_delivery WHERE state='failed'")
        assert {row[0] for row in failed} == gone
        assert nowhere.struck == 1, "after the first refusal nothing more is tried"
    assert_sound(place.path)


async def test_who_writes_again_is_reachable_again(tmp_path: Path) -> None:
    line = slot("Biscuiterie", at(18, 14), capacity=9)
    async with town(tmp_path, [line]) as place, place.bot() as stage:
        (ada,) = await guests(stage, 1)
        await all_book(stage, [ada])
        await all_settled(stage)
        await ada.blocks()
        await until(lambda: not list(place.telegram.state.updates.pending()))
        stage.advance(days=1, hours=9)
        await all_settled(stage)
        await ada.unblocks()
        await ada.says("/start")
        await ada.sees("Bonjour")
        stage.advance(hours=19)
        await all_settled(stage)
        got = copies(place.telegram)
        assert (got[ada.id, "reminder_day"], got[ada.id, "reminder_hours"]) == (0, 1)


async def test_a_group_that_moved_gets_its_letters_under_its_new_id(tmp_path: Path) -> None:
    line = slot("Biscuiterie", at(18, 14), capacity=9)
    async with town(tmp_path, [line]) as place, place.bot() as stage:
        everybody = await guests(stage, 5)
        group = place.telegram.group("Classe", everybody[:1])
        group.migrates()
        await all_book(stage, [*everybody, group])  # type: ignore[list-item]
        await all_settled(stage)
        confirmed = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'confirmation' AND state = {}"
        assert value(place.path, confirmed.format("'sent'")) == 6
        assert copies(place.telegram)[group.chat.id, "confirmation"] == 1
