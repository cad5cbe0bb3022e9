"""`kill -9` while a change is sent: changed once, told once, and at most twice where in doubt."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import MovedClock
from simulator import Actor, Fault, Person, Simulator
from tests.support.changing import FR, notices_of
from tests.support.process import BotProcess
from tests.support.programme import BISCUITS, BISCUITS_LATER
from tests.support.scene import MONDAY, load, settings_for
from tests.support.team import ADMIN

MERGED = timedelta(seconds=61)
AFTER_A_DOUBT = timedelta(seconds=31)


@asynccontextmanager
async def _bot(folder: Path) -> AsyncIterator[BotProcess]:
    ahead = MONDAY.astimezone(UTC) - datetime.now(UTC)
    clock = MovedClock(ahead)
    async with Simulator(clock=clock) as telegram:
        await load(settings_for(telegram, folder), (BISCUITS, BISCUITS_LATER), clock)
        bot = BotProcess(
            telegram=telegram,
            database=folder / "toctoc.sqlite",
            ahead=ahead,
            more={"TOCTOC_ADMINS": str(ADMIN)},
        )
        async with bot.alive():
            yield bot


async def _until(true: Callable[[], object], within: float = 30.0) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - a fault, or a row of another process, calls nobody
            await asyncio.sleep(0.01)


def _query(bot: BotProcess, sql: str) -> tuple[object, ...]:
    with sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True) as connection:
        row: tuple[object, ...] = connection.execute(sql).fetchone()
    return row


async def _restarts(bot: BotProcess, later: timedelta) -> None:
    await bot.kill()
    bot.telegram.faults.clear()
    bot.ahead += later
    await bot.start()


async def _books(bot: BotProcess) -> Person:
    ines = bot.telegram.person("Inès")
    (code,) = _query(bot, "SELECT code FROM slot ORDER BY id")
    await ines.says(f"/start s_{code}")
    await ines.sees("Confirmer 1 place", within=30)
    await ines.taps("Confirmer")
    await ines.sees("(document", within=30)
    return ines


async def _previews(bot: BotProcess) -> Person:
    nadia = bot.telegram.join(Actor("Nadia", id=ADMIN))
    await nadia.says("/staff")
    await nadia.sees(FR.menu, within=30)
    await nadia.taps(FR.menu)
    await nadia.sees(FR.ask)
    await nadia.says(FR.moves)
    await nadia.sees("1 réservation à prévenir")
    return nadia


async def test_a_change_tapped_twice_in_a_kill_is_made_once_and_told_once(tmp_path: Path) -> None:
    async with _bot(tmp_path) as bot:
        ines = await _books(bot)
        nadia = await _previews(bot)
        fault = bot.telegram.faults.add(Fault(kind="hold", method="editMessageText", times=None))
        await nadia.taps(FR.send)
        await nadia.taps_again()
        await _until(lambda: fault.struck)
        await _restarts(bot, MERGED)
        await ines.sees(FR.changed, within=30)
        assert _query(bot, "SELECT MAX(version) FROM slot") == (2,)
        assert _query(bot, "SELECT COUNT(*), MAX(state) FROM notice") == (1, "owed")
        assert _query(bot, "SELECT COUNT(*) FROM audit WHERE action = 'slot_move'") == (1,)
        assert len(notices_of(ines, "15:30")) == 1


async def test_a_notice_that_may_have_come_comes_once_more_and_says_so(tmp_path: Path) -> None:
    async with _bot(tmp_path) as bot:
        ines = await _books(bot)
        nadia = await _previews(bot)
        await nadia.taps(FR.send)
        await nadia.sees(FR.done)
        await bot.kill()
        fault = bot.telegram.faults.add(Fault(kind="hold", method="sendDocument"))
        bot.ahead += MERGED
        await bot.start()
        await _until(lambda: fault.struck)
        await _restarts(bot, timedelta())
        await _until(lambda: _query(bot, "SELECT COUNT(*) FROM delivery WHERE doubts = 1") == (1,))
        await _restarts(bot, AFTER_A_DOUBT)
        await ines.sees("Si vous avez déjà reçu ce message, ignorez-le", within=30)
        assert len(notices_of(ines, "15:30")) == 2
