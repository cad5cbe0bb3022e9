"""A thousand people for the last fifty seats of one slot."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import fill_catalogue, new_database
from bench.peers.storages import connect, transact
from bench.processes import in_own_process
from bot.domain.booking import Order
from bot.domain.refusals import SlotFull
from bot.ids import RandomIds
from bot.services.book import book
from storage.database import Transaction
from storage.sqlite import SqliteDatabase

SEATS = 50


def measure(bench: Bench) -> Figure:
    """Let everybody in at once; then book one by one on a plain connection."""
    found: dict[str, list[float]] = {"ours": [], "direct": []}
    for number in range(bench.pairs):
        for way in list(found) if number % 2 else reversed(list(found)):
            folder = bench.place("seats")
            taken = in_own_process(
                "bench.last_seats",
                folder,
                folder=str(folder),
                way=way,
                people=bench.size(1_000, 60),
            )
            found[way].append(taken["ms"])
    line = Line(
        what="ms for 1,000 people, the last 50 seats",
        against="1,000 direct sqlite3 transactions",
        ours=found["ours"],
        theirs=found["direct"],
        unit="ms",
        goal=Goal(floor=1.5, at_most=True),
        note="each run sold exactly 50 and refused the others by name",
    )
    return Figure(title="The last seats", lines=[line])


def sample(folder: str, way: str, people: int) -> dict[str, float]:
    """Return how long it took; raises unless exactly fifty were sold."""
    path = new_database(Path(folder) / "bench.sqlite")
    fill_catalogue(path, 100)
    connection = connect(path)
    connection.execute("UPDATE slot SET capacity = ? WHERE id = 1", (SEATS,))
    spent = asyncio.run(_ours(path, people)) if way == "ours" else _direct(path, people)
    (taken,) = connection.execute("SELECT taken FROM slot WHERE id = 1").fetchone()
    (booked,) = connection.execute("SELECT COUNT(*) FROM booking").fetchone()
    assert taken == booked == SEATS, (taken, booked)
    return {"ms": spent * 1e3}


def _book(person: int) -> Any:
    order = Order(slot_id=1, chat_id=person, seats=1, intent=f"i{person}")
    now, ids = datetime.now(UTC), RandomIds()

    def job(tx: Transaction) -> None:
        book(tx, order, now=now, ids=ids)

    return job


async def _ours(path: Path, people: int) -> float:
    database = await SqliteDatabase.open(path)
    begun = time.perf_counter()
    ends = await asyncio.gather(
        *(database.write(_book(person)) for person in range(people)), return_exceptions=True
    )
    spent = time.perf_counter() - begun
    assert sum(end is None for end in ends) == SEATS
    assert sum(isinstance(end, SlotFull) for end in ends) == people - SEATS
    await database.close()
    return spent


def _direct(path: Path, people: int) -> float:
    connection = connect(path)
    begun = time.perf_counter()
    for person in range(people):
        try:
            transact(connection, _book(person))
        except SlotFull:
            continue
    return time.perf_counter() - begun
