"""Callers that give up, and a database that closes: nothing is lost, nothing stays open."""

import asyncio
from functools import partial
from pathlib import Path

import aiosqlite
import pytest

from storage.database import StorageUnavailable
from storage.sqlite import SqliteDatabase
from tests.support.notes import note, notes, on_disk


async def steps(count: int) -> None:
    """Let the event loop turn so many times."""
    for _ in range(count):
        await asyncio.sleep(0)


async def in_transaction(database: SqliteDatabase) -> bool:
    """Tell whether a transaction was left open."""
    return bool(database._writer._connection.in_transaction)


@pytest.mark.parametrize("turns", range(6))
async def test_a_caller_cancelled_at_any_moment_leaves_no_transaction_open_and_loses_nothing(
    database: SqliteDatabase, path: Path, turns: int
) -> None:
    tasks = [asyncio.create_task(database.write(partial(note, text=str(n)))) for n in range(50)]
    await steps(turns)
    for task in tasks[::2]:
        task.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    told = {end for end in ends if isinstance(end, str)}
    assert told >= {str(n) for n in range(1, 50, 2)}
    assert await database.write(partial(note, text="after")) == "after"
    assert told <= on_disk(path) <= {str(n) for n in range(50)} | {"after"}
    assert not await in_transaction(database)


async def test_callers_cancelled_while_the_thread_works_find_their_job_done_whole(
    database: SqliteDatabase, path: Path
) -> None:
    for round_ in range(40):
        task = asyncio.create_task(database.write(partial(note, text=str(round_))))
        await steps(round_ % 8 + 2)  # the job is queued by now: cancelling takes only the answer
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await database.write(partial(note, text="after"))
    assert on_disk(path) == {str(n) for n in range(40)} | {"after"}


async def test_statements_awaited_one_by_one_would_leave_a_transaction_open(path: Path) -> None:
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        await connection.execute("CREATE TABLE note (text TEXT)")

        async def write() -> None:
            await connection.execute("BEGIN IMMEDIATE")
            await connection.execute("INSERT INTO note VALUES ('half')")
            await connection.execute("COMMIT")

        task = asyncio.create_task(write())
        await steps(1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await connection.execute("SELECT 1")  # what was queued before has run
        assert connection.in_transaction  # the harm: nobody will end it


async def test_closing_while_busy_finishes_what_was_handed_over(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    await database.write(lambda tx: tx.execute("CREATE TABLE note (text TEXT)"))
    tasks = [asyncio.create_task(database.write(partial(note, text=str(n)))) for n in range(50)]
    looks = [asyncio.create_task(database.read(notes)) for _ in range(5)]
    await steps(1)
    await database.close()
    assert [await task for task in tasks] == [str(n) for n in range(50)]
    assert all(isinstance(seen, set) for seen in await asyncio.gather(*looks))
    assert on_disk(path) == {str(n) for n in range(50)}


async def test_what_comes_after_closing_is_refused_instead_of_waiting_for_ever(
    path: Path,
) -> None:
    database = await SqliteDatabase.open(path)
    await database.close()
    for ask in (database.read, database.write):
        with pytest.raises(StorageUnavailable):
            await asyncio.wait_for(ask(lambda _tx: None), 10)


async def test_closing_twice_is_closing_once(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    await database.close()
    await database.close()
    again = await SqliteDatabase.open(path)
    assert await again.read(lambda tx: tx.fetch_one("SELECT COUNT(*) AS n FROM slot")) is not None
    await again.close()
