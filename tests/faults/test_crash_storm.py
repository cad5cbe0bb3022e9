"""`kill -9` again and again while people book: at random, and at chosen calls."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator import Fault, Simulator
from tests.faults.counters import Counts, assert_sound, count, in_flight, quiet, until, value
from tests.faults.load import Crowd, everybody_books, slots_from, store
from tests.support.process import BotProcess

CALLS = ("sendPhoto", "editMessageText", "sendDocument", "answerCallbackQuery", "sendVenue",
         "sendMessage", "getUpdates")  # fmt: skip
AFTER_A_DOUBT = timedelta(seconds=31)  # until the second try
WAYS = [pytest.param(False, id="polling"), pytest.param(True, id="webhook")]


class Storm:
    """Kills a bot so many times, spread over the crowd's conversations."""

    def __init__(self, bot: BotProcess, crowd: Crowd, people: int, kills: int) -> None:
        self.bot, self.crowd, self.people, self.kills = bot, crowd, people, kills
        self.doubts = 0
        self._chance = random.Random(kills)  # noqa: S311 - repeatable on purpose

    async def rages(self) -> None:
        """Run the bot through every kill, then leave it running."""
        for number in range(self.kills):
            await self.bot.start()
            await self._until_done((number + 1) * self.people // (self.kills + 1))
            await (self._strike(CALLS[number // 2 % len(CALLS)], number) if number % 2 else
                   self._idle())  # fmt: skip
            await self._kill()
        await self.bot.start()

    async def _kill(self) -> None:
        await self.bot.kill()
        self.bot.telegram.faults.clear()
        self.doubts += in_flight(self.bot.database)
        self.bot.ahead += AFTER_A_DOUBT

    async def _until_done(self, wanted: int) -> None:
        await until(lambda: self.crowd.done >= wanted, within=300)

    async def _idle(self) -> None:
        calls = self.bot.telegram.calls.total() + self._chance.randrange(1, 60)
        await self._until(lambda: self.bot.telegram.calls.total() >= calls)

    async def _strike(self, method: str, number: int) -> None:
        """Wait until a call was accepted: before its answer goes, or just after."""
        telegram = self.bot.telegram
        if number % 4 == 1:
            fault = telegram.faults.add(Fault(kind="hold", method=method, seconds=600))
            await self._until(lambda: fault.struck)
        else:
            before = telegram.calls[method]
            await self._until(lambda: telegram.calls[method] > before)

    async def _until(self, true: object) -> None:
        assert callable(true)
        await until(lambda: true() or self.crowd.done >= self.people, within=120)


async def crash_storm(folder: Path, people: int, kills: int, *, webhook: bool) -> Counts:
    """Let people book through a storm; return what it did."""
    path = folder / "toctoc.sqlite"
    lines = slots_from(datetime.now(UTC) + timedelta(days=3), 20, capacity=people // 11)
    codes = await store(path, lines, datetime.now(UTC))
    async with Simulator(webhook_retry_unit=0.2) as telegram:
        bot = BotProcess(telegram=telegram, database=path, webhook=webhook)
        crowd = Crowd()
        storm = Storm(bot, crowd, people, kills)
        async with bot:
            async with asyncio.TaskGroup() as group:
                group.create_task(everybody_books(telegram, crowd, people, codes, at_once=12))
                group.create_task(storm.rages())
            await calm_down(bot)
            counts = count(telegram, path, doubts=storm.doubts, now=now_of(bot))
    print(f"\n{people} people, {kills} kills, {crowd.retries} retries: {counts}")  # noqa: T201
    assert len(crowd.booked) == value(path, "SELECT COUNT(*) FROM pub_booking")
    assert_sound(path)
    return counts


def now_of(bot: BotProcess) -> datetime:
    """Return what time the bot thinks it is."""
    return datetime.now(UTC) + bot.ahead


async def calm_down(bot: BotProcess) -> None:
    """Wait until all is settled; the last kill's doubts are due half a minute later."""
    telegram = bot.telegram
    await until(lambda: not list(telegram.state.updates.pending()))
    await quiet(bot.database, at=lambda: now_of(bot))
    await bot.kill()
    bot.ahead += AFTER_A_DOUBT
    await bot.start()
    await quiet(bot.database, at=lambda: now_of(bot))


@pytest.mark.parametrize("webhook", WAYS)
async def test_killed_while_people_book_it_loses_and_doubles_nothing(
    tmp_path: Path, webhook: bool
) -> None:
    counts = await crash_storm(tmp_path, people=60, kills=3, webhook=webhook)
    counts.assert_kept()


@pytest.mark.storm
@pytest.mark.parametrize("webhook", WAYS)
async def test_forty_kills_under_three_thousand_conversations(
    tmp_path: Path, webhook: bool
) -> None:
    counts = await crash_storm(tmp_path, people=3_000, kills=40, webhook=webhook)
    counts.assert_kept()
