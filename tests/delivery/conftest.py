"""A simulated Telegram, a real database, and an office that owes letters."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator import MovableClock, Simulator
from storage.database import Database
from storage.sqlite import SqliteDatabase
from tests.delivery.office import Office


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def telegram(clock: MovableClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock) as simulator:
        yield simulator


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await SqliteDatabase.open(tmp_path / "toctoc.sqlite")
    yield database
    await database.close()


@pytest.fixture
def office(telegram: Simulator, database: Database, clock: MovableClock) -> Office:
    return Office(telegram, database, clock)
