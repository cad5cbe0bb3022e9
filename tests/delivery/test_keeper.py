"""The keeper's rounds: what is wrong with one keeps no other from being done."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from bot.delivery.erasures import Erasures
from bot.delivery.keeper import Keeper
from storage.database import StorageUnavailable, Transaction
from storage.opening import open_database
from tests.support.scene import MONDAY, clock_at


@pytest.mark.parametrize("mistake", [StorageUnavailable("ProgrammingError"), KeyError("lat")])
async def test_the_round_after_one_that_fails_is_done(tmp_path: Path, mistake: Exception) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/toctoc.sqlite")
    clock, loop, done = clock_at(MONDAY), asyncio.get_running_loop(), asyncio.Event()

    def fails(_tx: Transaction, now: datetime) -> None:  # noqa: ARG001 - as rounds are called
        raise mistake

    def works(_tx: Transaction, now: datetime) -> None:  # noqa: ARG001 - as rounds are called
        loop.call_soon_threadsafe(done.set)

    keeper = Keeper(database, clock, Erasures(database, clock, None), rounds=(fails, works))
    running = asyncio.create_task(keeper.run())
    await asyncio.wait_for(done.wait(), 20)
    keeper.stop()
    await running
    await database.close()
