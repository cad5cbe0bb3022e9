"""Reads of the catalogue a second through storage, beside the same on a plain connection."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import FIRST, fill_catalogue, new_database
from bench.processes import in_own_process
from bot.domain.catalogue import Wanted
from bot.domain.times import to_text
from storage import catalogue
from storage.database import Transaction
from storage.sqlite import SqliteDatabase
from storage.sqlite_jobs import SqliteTransaction

READERS = (1, 64)
SLOTS = 10_000
ROWS = f"""{catalogue.SLOT} WHERE {catalogue.LISTED} AND slot.closes > :now
           AND slot.territory_id = :territory AND slot.day = :day
           ORDER BY slot.starts, slot.id LIMIT 8"""
VALUES = {
    "now": to_text(datetime.now(UTC)),
    "territory": 3,
    "day": f"{FIRST.date().isoformat()}",
}


def measure(bench: Bench) -> Figure:
    """Read the same eight slots, as rows and as the program's own values."""
    found: dict[tuple[str, str, int], list[float]] = {}
    path = new_database(bench.place("catalogue") / "bench.sqlite")
    fill_catalogue(path, bench.size(SLOTS, 200))
    for number in range(bench.pairs):
        for what in ("rows", "slots"):
            for readers in READERS:
                for way in ("ours", "plain") if number % 2 else ("plain", "ours"):
                    taken = in_own_process(
                        "bench.catalogue_reads",
                        bench.place("reads"),
                        path=str(path),
                        way=way,
                        what=what,
                        readers=readers,
                        seconds=bench.seconds(1),
                    )
                    found.setdefault((way, what, readers), []).append(taken["rate"])
    return Figure(
        title="Reads of the catalogue",
        lines=[
            Line(
                what=f"eight slots as {what}, {readers} readers",
                against="plain sqlite3 in the loop",
                ours=found["ours", what, readers],
                theirs=found["plain", what, readers],
                unit="/s",
                goal=Goal(floor=0.25, goal=0.8),
            )
            for what in ("rows", "slots")
            for readers in READERS
        ],
    )


def rows(tx: Transaction) -> Any:
    """Read eight rows."""
    return tx.fetch_all(ROWS, VALUES)


def slots(tx: Transaction) -> Any:
    """Read eight slots, as the program does."""
    wanted = Wanted(territory_id=3, day=FIRST.date())
    return catalogue.slots(tx, wanted, datetime.now(UTC), limit=8)


def sample(path: str, way: str, what: str, readers: int, seconds: float) -> dict[str, float]:
    """Return how many reads a second one way makes."""
    job = {"rows": rows, "slots": slots}[what]
    if way == "plain":
        return {"rate": _plain(path, job, seconds)}
    return {"rate": asyncio.run(_ours(path, job, readers, seconds))}


def _plain(path: str, job: Callable[[Transaction], Any], seconds: float) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        transaction = SqliteTransaction(connection)
        count = 0
        begun = time.perf_counter()
        while (spent := time.perf_counter() - begun) < seconds:
            job(transaction)
            count += 1
        return count / spent


async def _ours(
    path: str, job: Callable[[Transaction], Any], readers: int, seconds: float
) -> float:
    database = await SqliteDatabase.open(Path(path))
    count = 0
    begun = time.perf_counter()

    async def one() -> None:
        nonlocal count
        while time.perf_counter() - begun < seconds:
            await database.read(job)
            count += 1

    await asyncio.gather(*(one() for _ in range(readers)))
    spent = time.perf_counter() - begun
    await database.close()
    return count / spent
