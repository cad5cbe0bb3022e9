"""A file that can't be used at the start: refused in a sentence, and left as it is."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.booking import Order
from bot.ids import RandomIds
from bot.services.book import book
from simulator import Simulator
from storage.database import Transaction
from storage.sqlite import SqliteDatabase
from tests.faults.counters import assert_sound, value
from tests.faults.disks import read_only, small_disk
from tests.faults.load import slots_from, store
from tests.support.process import BotProcess

NOW = datetime.now(UTC)


async def refused(path: Path, folder: Path) -> str:
    """Start the program on a file; return what it says when it refuses."""
    async with Simulator() as telegram:
        bot = BotProcess(telegram=telegram, database=path, cli=True, log_folder=folder)
        async with bot:
            await bot.start()
            assert await bot.ends() == 1
        assert telegram.calls["getUpdates"] == 0
        said = bot.log.read_text()
        bot.log.unlink()
    assert "Traceback" not in said, said
    return said


async def a_programme(path: Path) -> None:
    """Store a programme, and leave everything in the one file."""
    await store(path, slots_from(NOW + timedelta(days=3), 200, capacity=9), NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def break_a_page(path: Path) -> None:
    """Write over a page in the middle."""
    with path.open("r+b") as file:
        file.seek(4096 * (path.stat().st_size // 4096 // 2))
        file.write(b"\xa5" * 4096)


def break_the_head(path: Path) -> None:
    """Write over the first bytes."""
    with path.open("r+b") as file:
        file.write(b"This was a database.")


@pytest.mark.parametrize("harm", [break_a_page, break_the_head])
async def test_a_damaged_file_is_left_alone_and_the_restore_command_named(
    tmp_path: Path, harm: object
) -> None:
    path = tmp_path / "toctoc.sqlite"
    await a_programme(path)
    assert callable(harm)
    harm(path)
    before = path.read_bytes()
    assert "toctoc restore" in await refused(path, tmp_path)
    assert path.read_bytes() == before


async def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    await a_programme(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    assert "version plus récente" in await refused(path, tmp_path)
    assert path.read_bytes() == before


async def test_a_read_only_disk_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "toctoc.sqlite"
        await a_programme(path)
        with read_only(disk):
            assert "ne peut pas être utilisée" in await refused(path, tmp_path)


async def test_a_lost_file_whose_journal_is_left_is_not_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    path.with_name(path.name + "-wal").write_bytes(b"what was committed last")
    assert "toctoc restore" in await refused(path, tmp_path)
    assert path.stat().st_size == 0


async def test_a_caller_cancelled_at_any_await_leaves_no_half_booking(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    await store(path, slots_from(NOW + timedelta(days=3), 1, capacity=1000), NOW)
    database = await SqliteDatabase.open(path)

    def job(tx: Transaction, chat: int) -> object:
        order = Order(slot_id=1, chat_id=chat, seats=1, intent=str(chat))
        return book(tx, order, now=NOW, ids=RandomIds())

    for number in range(300):
        task = asyncio.create_task(database.write(partial(job, chat=number + 1)))
        for _step in range(number % 30):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await database.write(partial(job, chat=1000))
    await database.close()
    booked = value(path, "SELECT COUNT(*) FROM pub_booking")
    assert value(path, "SELECT COUNT(*) FROM pub_delivery") == 5 * booked
    assert value(path, "SELECT taken FROM slot") == booked
    assert_sound(path)
