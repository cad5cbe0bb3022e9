"""getUpdates: what is handed over, and what confirms it."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot, Update
from telegram.error import Conflict

from simulator import MovableClock, Person, Simulator


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text if update.message else None for update in updates]


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(
    bot: Bot, ada: Person
) -> None:
    await ada.says("un")
    await ada.says("deux")
    first = await bot.get_updates()
    assert texts(await bot.get_updates()) == ["un", "deux"]
    assert texts(await bot.get_updates(offset=first[0].update_id + 1)) == ["deux"]
    assert texts(await bot.get_updates()) == ["deux"]


async def test_a_negative_offset_forgets_all_but_the_last(bot: Bot, ada: Person) -> None:
    for text in "abcd":
        await ada.says(text)
    assert texts(await bot.get_updates(offset=-2)) == ["c", "d"]
    assert texts(await bot.get_updates()) == ["c", "d"]


async def test_at_most_100_updates_come_at_once(bot: Bot, ada: Person) -> None:
    for number in range(105):
        await ada.says(str(number))
    assert len(await bot.get_updates()) == 100
    assert texts(await bot.get_updates(limit=1)) == ["0"]


async def test_a_long_poll_returns_as_soon_as_something_comes(bot: Bot, ada: Person) -> None:
    loop = asyncio.get_running_loop()
    poll, started = asyncio.create_task(bot.get_updates(timeout=30)), loop.time()
    await asyncio.sleep(0)
    await ada.says("enfin")
    assert texts(await poll) == ["enfin"]
    assert loop.time() - started < 10


async def test_a_long_poll_ends_empty_after_its_time(bot: Bot) -> None:
    assert await bot.get_updates(timeout=timedelta(seconds=1)) == ()


async def test_a_second_poller_ends_the_first(bot: Bot, ada: Person, telegram: Simulator) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    while not telegram.calls["getUpdates"]:
        await bot.get_me()
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
            await first
        await ada.says("pour le second")
        assert texts(await second) == ["pour le second"]


async def test_taps_are_kept_150_seconds_and_messages_24_hours(
    bot: Bot, ada: Person, clock: MovableClock
) -> None:
    await bot.send_message(ada.id, "Où ?")
    await ada.says("un message")
    await ada.taps_data("tap")
    clock.advance(timedelta(seconds=151))
    assert texts(await bot.get_updates()) == ["un message"]
    clock.advance(timedelta(hours=24))
    assert await bot.get_updates() == ()


async def test_only_allowed_kinds_are_queued_and_the_choice_is_remembered(
    bot: Bot, ada: Person
) -> None:
    await bot.get_updates(allowed_updates=["message"])
    await ada.blocks()
    await ada.unblocks()
    await ada.says("seule")
    assert texts(await bot.get_updates()) == ["seule"]


@pytest.mark.parametrize("jump", [7, 900_000_000], ids=["down", "up"])
async def test_after_a_jump_nothing_is_lost_to_an_old_offset(
    bot: Bot, ada: Person, telegram: Simulator, jump: int
) -> None:
    await ada.says("avant")
    old = (await bot.get_updates())[0].update_id
    telegram.jump_update_id(jump)
    await ada.says("après")
    after = await bot.get_updates(offset=old + 1)
    assert (texts(after), after[0].update_id) == (["après"], jump)


async def test_a_tap_is_answered_once_within_15_seconds(
    bot: Bot, ada: Person, clock: MovableClock
) -> None:
    await bot.send_message(ada.id, "Où ?")
    first, second = await ada.taps_data("a"), await ada.taps_again()
    await bot.answer_callback_query(first.id, "C'est noté")
    assert (await ada.sees_toast("C’est noté")) is first
    clock.advance(timedelta(seconds=16))
    for late in (first, second):
        with pytest.raises(Exception, match=r"(?i)query is too old and response timeout expired"):
            await bot.answer_callback_query(late.id)
