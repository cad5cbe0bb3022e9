"""What the sender asks the database, by how much is to come: nothing is due, or a hundred."""

import asyncio
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import fill_bookings, fill_catalogue, fill_reminders, new_database
from bench.processes import in_own_process
from bot.clock import MovedClock
from bot.delivery.ledger import Ledger
from storage.sqlite import SqliteDatabase

SIZES = (10_000, 1_000_000)
CLAIMED = 100
CLAIMS = 20
FIRST_IN, SPREAD = timedelta(days=1), timedelta(days=30)
AS_BEFORE = """UPDATE delivery SET state = 'queued', ready = 0, attempts = 0, lease_until = NULL
               WHERE state = 'sending' OR ready = 1"""
NAMES = {"idle": "a tick with nothing due", "claim": f"claiming {CLAIMED} due"}


def measure(bench: Bench) -> Figure:
    """Tick on each database by turns."""
    sizes = (200, 400) if bench.quick else SIZES
    found: dict[tuple[int, str], list[float]] = {}
    paths = {}
    for size in sizes:
        paths[size] = new_database(bench.place(f"due{size}") / "bench.sqlite")
        fill_catalogue(paths[size], 1_000)
        fill_bookings(paths[size], size)
        fill_reminders(paths[size], size, datetime.now(UTC) + FIRST_IN, spread=SPREAD)
    for number in range(bench.pairs):
        for size in sizes if number % 2 else reversed(sizes):
            taken = in_own_process(
                "bench.scheduler_tick",
                bench.place("tick"),
                path=str(paths[size]),
                apart=(SPREAD / size).total_seconds(),
                count=bench.size(200, 5),
            )
            for name in NAMES:
                found.setdefault((size, name), []).append(taken[name])
    return Figure(
        title="The scheduler",
        lines=[
            Line(
                what=f"{said}, {sizes[1]:_} reminders to come".replace("_", " "),
                against=f"{sizes[0]:_}".replace("_", " "),
                ours=found[sizes[1], name],
                theirs=found[sizes[0], name],
                unit="ms CPU",
                goal=Goal(floor=1.2, at_most=True),
            )
            for name, said in NAMES.items()
        ],
    )


def sample(path: str, apart: float, count: int) -> dict[str, float]:
    """Return the milliseconds of CPU of a tick that finds nothing, and of one that claims.

    Time waited for the disk is no matter of how much is to come.
    `apart` is how many seconds lie between two reminders.
    """
    return asyncio.run(_tick(Path(path), timedelta(seconds=apart), count))


async def _tick(path: Path, apart: timedelta, count: int) -> dict[str, float]:
    database = await SqliteDatabase.open(path)
    try:
        clock = MovedClock()
        ledger = Ledger(database, clock, timedelta(minutes=5), lambda: None)
        idle = [await _take(ledger) for _ in range(count + 3)][3:]
        clock.advance(FIRST_IN)
        claims = []
        for _ in range(CLAIMS):
            clock.advance(CLAIMED * apart)  # as many are due as are claimed
            claims.append(await _take(ledger))
        assert len(ledger) >= CLAIMS * min(CLAIMED, count)
        await database.write(lambda tx: tx.execute(AS_BEFORE))  # for the next round
    finally:
        await database.close()
    return {"idle": statistics.median(idle), "claim": statistics.median(claims)}


async def _take(ledger: Ledger) -> float:
    begun = time.process_time()
    await ledger.take(CLAIMED)
    return (time.process_time() - begun) * 1e3
