"""`kill -9` between a tap and its answer: booked once, and the person is told."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovedClock
from simulator import Fault, Person, Simulator
from tests.support.process import BotProcess
from tests.support.programme import FOUNDRY
from tests.support.scene import MONDAY, load, settings_for

TICKET = "montrez ce code QR"
AFTER_A_DOUBT = timedelta(seconds=31)  # until a message in doubt is sent once more


@asynccontextmanager
async def _bot(folder: Path) -> AsyncIterator[BotProcess]:
    ahead = MONDAY.astimezone(UTC) - datetime.now(UTC)
    clock = MovedClock(ahead)
    async with Simulator(clock=clock) as telegram:
        await load(settings_for(telegram, folder), (FOUNDRY,), clock)
        bot = BotProcess(telegram=telegram, database=folder / "toctoc.sqlite", ahead=ahead)
        async with bot.alive():
            yield bot


async def _at_the_sheet(bot: BotProcess) -> Person:
    ines = bot.telegram.person("Inès")
    (code,) = _query(bot, "SELECT code FROM slot")
    await ines.says(f"/start s_{code}")
    await ines.sees("Confirmer 1 place", within=30)
    return ines


def _query(bot: BotProcess, sql: str) -> tuple[object, ...]:
    with sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True) as connection:
        row: tuple[object, ...] = connection.execute(sql).fetchone()
    return row


def _tickets(ines: Person) -> list[str]:
    captions = [message.content.get("caption", "") for message in ines.chat.messages.values()]
    return [caption for caption in captions if TICKET in caption]


async def _until(true: Callable[[], object], within: float = 30.0) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - a fault, or a row of another process, calls nobody
            await asyncio.sleep(0.01)


async def _restarts(bot: BotProcess) -> None:
    """Kill it, and start it again twice: it finds what is in doubt, and half a minute passes."""
    await bot.kill()
    bot.telegram.faults.clear()
    await bot.start()
    sending = "SELECT COUNT(*) FROM delivery WHERE state = 'sending'"
    await _until(lambda: _query(bot, sending) == (0,))
    await bot.kill()
    bot.ahead += AFTER_A_DOUBT
    await bot.start()


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        pytest.param("hold", "editMessageText", id="the screen is on its way"),
        pytest.param("hang_up", "getUpdates", id="the tap was not yet acknowledged"),
    ],
)
async def test_a_killed_bot_has_booked_once_and_tells_it_after_its_restart(
    tmp_path: Path, kind: str, method: str
) -> None:
    async with _bot(tmp_path) as bot:
        ines = await _at_the_sheet(bot)
        fault = Fault(kind=kind, method=method, times=None)  # type: ignore[arg-type]
        bot.telegram.faults.add(fault)
        await ines.taps("Confirmer")
        await _until(lambda: fault.struck)
        await _restarts(bot)
        await ines.sees(TICKET, within=30)
        await ines.says("/mybookings")
        await ines.sees("Vous avez 1 visite à venir", within=10)
        assert _query(bot, "SELECT COUNT(*), SUM(seats) FROM booking") == (1, 1)
        assert len(_tickets(ines)) <= 2


async def test_a_ticket_that_may_have_come_already_comes_once_more_and_says_so(
    tmp_path: Path,
) -> None:
    async with _bot(tmp_path) as bot:
        ines = await _at_the_sheet(bot)
        fault = bot.telegram.faults.add(Fault(kind="hold", method="sendPhoto"))
        await ines.taps("Confirmer")
        await _until(lambda: fault.struck)
        await _restarts(bot)
        await ines.sees("Si vous avez déjà reçu ce message, ignorez-le", within=30)
        await ines.sees("(document", within=30)
        assert len(_tickets(ines)) == 2
        assert _query(bot, "SELECT COUNT(*), SUM(seats) FROM booking") == (1, 1)


async def test_what_was_tapped_while_the_bot_was_away_is_booked_once(tmp_path: Path) -> None:
    async with _bot(tmp_path) as bot:
        ines = await _at_the_sheet(bot)
        await bot.kill()
        await ines.taps("Confirmer")
        await ines.taps_again()
        await bot.start()
        await ines.sees(TICKET, within=30)
        assert _query(bot, "SELECT COUNT(*), SUM(seats) FROM booking") == (1, 1)


async def test_a_stopped_bot_ends_well_and_goes_on_where_it_was(tmp_path: Path) -> None:
    async with _bot(tmp_path) as bot:
        ines = await _at_the_sheet(bot)
        await ines.taps("Confirmer")
        await ines.sees("C'est réservé")
        assert await bot.stop() == 0
        await bot.start()
        await ines.says("/mybookings")
        await ines.sees("Vous avez 1 visite à venir", within=30)
        await ines.taps("Fonderie")
        await ines.sees("Revoir le billet")
