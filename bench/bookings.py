"""Durable bookings a second through our storage: the same transaction, run in four ways."""

import asyncio
import itertools
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import fill_catalogue, new_database
from bench.peers import storages
from bench.processes import in_own_process
from bot.domain.booking import Order
from bot.ids import RandomIds
from bot.services.book import book
from storage.database import Transaction
from storage.sqlite import SqliteDatabase

SIZES = [(1, "bare"), (16, "bare"), (64, "bare"), (64, "whole")]  # writers, which transaction
WAYS = {
    "each_its_own": "a connection per booking",
    "one_at_a_time": "plain sqlite3, one at a time",
    "grouped": "plain thread, group commit (the limit)",
}
GOALS = {
    "each_its_own": Goal(floor=4, goal=10),
    "one_at_a_time": Goal(floor=1.5, goal=6),
}
SLOTS = 1_000
numbers = itertools.count(1)


def measure(bench: Bench) -> Figure:
    """Book as fast as possible in each way, by turns."""
    found: dict[tuple[str, str, int], list[float]] = {}
    sizes = [(4, "bare"), (4, "whole")] if bench.quick else SIZES
    for number in range(bench.pairs):
        for writers, what in sizes:
            ways = ["ours", *WAYS]
            for way in ways if number % 2 else reversed(ways):
                folder = bench.place("bookings")
                taken = in_own_process(
                    "bench.bookings",
                    folder,
                    folder=str(folder),
                    way=way,
                    what=what,
                    writers=writers,
                    seconds=bench.seconds(0.8),
                )
                found.setdefault((way, what, writers), []).append(taken["rate"])
    figure = Figure(title="Durable bookings through storage")
    for way, what, writers in found:
        if way != "ours":
            goal = GOALS.get(way) if (what, writers) == ("bare", 64) else None
            figure.lines.append(
                Line(
                    what=f"{_named(what)}, {writers} writers",
                    against=WAYS[way],
                    ours=found["ours", what, writers],
                    theirs=found[way, what, writers],
                    unit="/s",
                    goal=goal,
                )
            )
    figure.lines.sort(key=lambda line: (line.what, line.against))
    figure.remarks.append(
        "The bare transaction reads the slot, writes a booking (a trigger takes its seats) and one"
        " owed message. The whole booking also checks the person's other bookings and owes ticket"
        " and reminders: nine tenths of it is Python, which no way of committing makes faster."
    )
    return figure


def _named(what: str) -> str:
    return "bookings/s" if what == "bare" else "whole bookings/s (every rule and message)"


def sample(folder: str, way: str, what: str, writers: int, seconds: float) -> dict[str, float]:
    """Return how many bookings a second one way makes; all of them are looked for afterwards."""
    path = new_database(Path(folder) / "bench.sqlite")
    fill_catalogue(path, SLOTS)
    with storages.connect(path) as connection:
        connection.execute("UPDATE slot SET capacity = 1000000")
    made, spent = asyncio.run(_book(path, way, what, writers, seconds))
    connection = storages.connect(path)
    (stored,) = connection.execute("SELECT COUNT(*) FROM booking").fetchone()
    (taken,) = connection.execute("SELECT SUM(taken) FROM slot").fetchone()
    assert made == stored == taken, (made, stored, taken)
    return {"rate": made / spent}


async def _book(path: Path, way: str, what: str, writers: int, seconds: float) -> tuple[int, float]:
    async with _opened(path, way) as run:
        made = 0
        begun = time.perf_counter()
        jobs = bare if what == "bare" else whole

        async def one() -> None:
            nonlocal made
            while time.perf_counter() - begun < seconds:
                await run(jobs(next(numbers)))
                made += 1
                await asyncio.sleep(0)  # the ways in the loop let the others in, too

        await asyncio.gather(*(one() for _ in range(writers)))
        return made, time.perf_counter() - begun


@asynccontextmanager
async def _opened(path: Path, way: str) -> AsyncIterator[storages.Run]:
    if way == "ours":
        database = await SqliteDatabase.open(path)
        try:
            yield database.write
        finally:
            await database.close()
    else:
        with getattr(storages, way)(path) as run:
            yield run


def bare(number: int) -> Callable[[Any], None]:
    """Return the transaction that the storage is measured with."""
    values = {
        "slot": random.randint(1, SLOTS),
        "chat": number,
        "code": f"c{number}",
        "now": "2026-11-22T10:00:00Z",
    }

    def job(tx: Transaction) -> None:
        row = tx.fetch_one("SELECT capacity, taken FROM slot WHERE id = :slot", values)
        assert row is not None
        assert row["taken"] < row["capacity"]
        tx.execute(
            """INSERT INTO booking (code, slot_id, chat_id, seats, state, intent, created, changed)
               VALUES (:code, :slot, :chat, 1, 'confirmed', :code, :now, :now)""",
            values,
        )
        tx.execute(
            """INSERT INTO delivery (dedup_key, kind, lane, chat_id, slot_id, due, urgency)
               VALUES (:code, 'confirmation', 1, :chat, :slot, :now, :now)""",
            values,
        )

    return job


def whole(number: int) -> Callable[[Any], None]:
    """Return what Confirm really does."""
    order = Order(
        slot_id=random.randint(1, SLOTS),
        chat_id=number,
        seats=1,
        intent=f"i{number}",
        overlap_agreed=True,
    )

    def job(tx: Transaction) -> None:
        book(tx, order, now=datetime.now(UTC), ids=RandomIds())

    return job
