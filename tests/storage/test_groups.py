"""Jobs that are committed together, each undone alone."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from storage.database import ConstraintBroken, StorageUnavailable, Transaction
from storage.sqlite import SqliteDatabase
from tests.support.notes import note, notes, on_disk


class Refused(Exception):
    """What a job of these tests raises."""


def spoilt(tx: Transaction, text: str) -> None:
    """Write a note, then raise."""
    note(tx, text)
    raise Refused(text)


async def test_one_failing_job_does_not_undo_its_neighbours(
    database: SqliteDatabase, path: Path
) -> None:
    jobs = [partial(spoilt if n % 3 == 0 else note, text=str(n)) for n in range(30)]
    ends = await asyncio.gather(*map(database.write, jobs), return_exceptions=True)
    good = {str(n) for n in range(30) if n % 3}
    assert {end for end in ends if isinstance(end, str)} == good
    assert [type(end) for end in ends].count(Refused) == 10
    assert on_disk(path) == good


async def test_what_queued_up_is_one_commit_and_told_only_after_it(
    database: SqliteDatabase, path: Path
) -> None:
    statements: list[str] = []
    await database._writer._connection.set_trace_callback(statements.append)

    async def write_and_look(text: str) -> bool:
        await database.write(partial(note, text=text))
        return text in on_disk(path)

    assert all(await asyncio.gather(*(write_and_look(str(n)) for n in range(20))))
    await database._writer._connection.set_trace_callback(None)
    assert statements.count("COMMIT") == 1
    assert statements.count("BEGIN IMMEDIATE") == 1


async def test_a_job_that_breaks_a_constraint_is_undone_whole(database: SqliteDatabase) -> None:
    def twice(tx: Transaction) -> None:
        note(tx, "first")
        note(tx, "again")
        note(tx, "again")

    with pytest.raises(ConstraintBroken) as broken:
        await database.write(twice)
    assert broken.value.name == "note.text"
    assert await database.read(notes) == set()


async def test_an_attempt_is_undone_alone_and_the_rest_of_the_job_stands(
    database: SqliteDatabase,
) -> None:
    def job(tx: Transaction) -> str:
        note(tx, "before")
        with pytest.raises(Refused):
            tx.attempt(lambda inner: inner.attempt(partial(spoilt, text="inside")))
        return tx.attempt(partial(note, text="after"))

    assert await database.write(job) == "after"
    assert await database.read(notes) == {"before", "after"}


async def test_when_the_commit_fails_everybody_is_told_and_nothing_stands(
    database: SqliteDatabase,
) -> None:
    def owing(tx: Transaction) -> None:
        note(tx, "owing")
        tx.execute("INSERT INTO debt (slot_id) VALUES (999)")

    await database.write(
        lambda tx: tx.execute(
            """CREATE TABLE debt (slot_id BIGINT REFERENCES slot (id)
               DEFERRABLE INITIALLY DEFERRED)"""
        )
    )
    jobs = (partial(note, text="beside"), owing)
    ends = await asyncio.gather(*map(database.write, jobs), return_exceptions=True)
    assert [type(end) for end in ends] == [ConstraintBroken, ConstraintBroken]
    assert await database.read(notes) == set()
    assert await database.write(partial(note, text="later")) == "later"


async def test_a_job_that_raises_what_no_future_takes_is_told_and_the_next_goes_on(
    database: SqliteDatabase,
) -> None:
    ends = await asyncio.wait_for(
        asyncio.gather(
            database.write(lambda _tx: next(iter(()))),
            database.write(partial(note, text="next")),
            return_exceptions=True,
        ),
        10,
    )
    assert isinstance(ends[0], RuntimeError)
    assert ends[1] == "next"


async def test_a_reader_sees_what_was_committed_before_it_asked(database: SqliteDatabase) -> None:
    for n in range(20):
        await database.write(partial(note, text=str(n)))
        assert str(n) in await database.read(notes)


async def test_a_reader_sees_one_state_and_never_half_a_job(database: SqliteDatabase) -> None:
    def pair(tx: Transaction, n: int) -> None:
        note(tx, f"left {n}")
        note(tx, f"right {n}")

    def halves(tx: Transaction) -> int:
        return len(notes(tx)) % 2

    jobs = [database.write(partial(pair, n=n)) for n in range(40)]
    looks = [database.read(halves) for _ in range(40)]
    ends = await asyncio.gather(*(one for both in zip(jobs, looks, strict=True) for one in both))
    assert set(ends) == {None, 0}


async def test_a_reader_cannot_write(database: SqliteDatabase) -> None:
    with pytest.raises(StorageUnavailable, match="readonly"):
        await database.read(partial(note, text="forbidden"))
    assert await database.read(notes) == set()


async def test_who_listens_is_woken_after_the_commit(database: SqliteDatabase, path: Path) -> None:
    seen: list[set[str]] = []
    database.listen("notes", lambda: seen.append(on_disk(path)))

    def tell(tx: Transaction) -> None:
        note(tx, "told")
        tx.notify("notes")

    await database.write(tell)
    await database.write(partial(note, text="quiet"))
    assert seen == [{"told"}]
