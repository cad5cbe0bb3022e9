"""What choosing costs when a hundred times more is stored."""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bench.figures import Bench, Figure, Goal, Line, percentile
from bench.filling import FIRST, fill_catalogue, new_database
from bench.processes import in_own_process
from bot.domain.catalogue import Wanted
from bot.services.ask_next import ENOUGH
from storage import catalogue, choices
from storage.sqlite_jobs import SqliteTransaction

NOW = FIRST + timedelta(days=20, hours=4)  # a third is over, and the day is under way
WEEK = timedelta(days=7)
PAGE = 8
SIZES = (10_000, 100_000, 1_000_000)
NAMES = {
    "slots": "the next 8 slots of a territory, sector and week",
    "page": "the next page of a territory and sector, by key",
    "today": "the next 8 slots of a territory today",
    "sectors": "counts per sector of a territory",
    "days": "counts per day of a territory and sector",
    "any_days": "counts per day of a territory, all sectors",
    "territories": "counts per territory",
    "asking": "whether to ask for a territory, a sector and a day",
}


def measure(bench: Bench) -> Figure:
    """Ask the same at each size; each round in a fresh process."""
    sizes = (200, 400) if bench.quick else SIZES
    found: dict[tuple[int, str, str], list[float]] = {}
    paths = {}
    for size in sizes:
        paths[size] = new_database(bench.place(f"size{size}") / "bench.sqlite")
        fill_catalogue(paths[size], size)
    for number in range(bench.pairs):
        for size in sizes if number % 2 else reversed(sizes):
            taken = in_own_process(
                "bench.search_sizes",
                bench.place("search"),
                path=str(paths[size]),
                count=bench.size(200, 5),
                seed=number,
            )
            for name, times in taken.items():
                for share in ("p50", "p99", "cpu"):
                    found.setdefault((size, name, share), []).append(times[share])
    figure = Figure(title="Choosing, by size of the programme")
    for name, said in NAMES.items():
        for size in sizes[1:]:
            slow, cpu = (max(found[size, name, share]) for share in ("p99", "cpu"))
            figure.lines.append(
                Line(
                    what=f"{said}, {size:_} slots, p50".replace("_", " "),
                    against=f"{sizes[0]:_} slots".replace("_", " "),
                    ours=found[size, name, "p50"],
                    theirs=found[sizes[0], name, "p50"],
                    unit="ms",
                    goal=Goal(floor=3, at_most=True) if size == sizes[-1] else None,
                    note=f"p99 {slow:.2f} ms at worst, {cpu:.2f} ms of it CPU"
                    + ("" if cpu < 5 else ", over 5"),
                )
            )
    return figure


def sample(path: str, count: int, seed: int) -> dict[str, dict[str, float]]:
    """Return how long each question takes (ms), asked of the places of random visits."""
    chosen = random.Random(seed)
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=512)) as connection:
        connection.row_factory = sqlite3.Row
        tx = SqliteTransaction(connection)
        places = connection.execute("SELECT territory_id, sector_id FROM visit").fetchall()
        times: dict[str, list[float]] = {name: [] for name in NAMES}
        cpu: dict[str, list[float]] = {name: [] for name in NAMES}
        for turn in range(count + 3):
            for name, question in _questions(tx, *chosen.choice(places)).items():
                begun, begun_cpu = time.perf_counter(), time.thread_time()
                question()
                if turn >= 3:  # the first ones read the file
                    times[name].append((time.perf_counter() - begun) * 1e3)
                    cpu[name].append((time.thread_time() - begun_cpu) * 1e3)
    return {
        name: {
            "p50": percentile(times[name], 0.5),
            "p99": percentile(times[name], 0.99),
            "cpu": percentile(cpu[name], 0.99),
        }
        for name in NAMES
    }


def _questions(tx: SqliteTransaction, territory: int, sector: int) -> dict[str, Callable[[], Any]]:
    whole, both = Wanted(territory_id=territory), Wanted(territory_id=territory, sector_id=sector)
    week = replace(both, since=NOW, until=NOW + WEEK)
    today = replace(whole, day=NOW.date())
    open_end = replace(both, since=NOW)  # the smallest has no second page in a week
    first = catalogue.slots(tx, open_end, NOW, limit=PAGE)
    after = (first[-1].starts, first[-1].id) if first else (NOW, 0)
    return {
        "slots": lambda: catalogue.slots(tx, week, NOW, limit=PAGE),
        "page": lambda: catalogue.slots(tx, open_end, NOW, limit=PAGE, after=after),
        "today": lambda: catalogue.slots(tx, today, NOW, limit=PAGE),
        "sectors": lambda: choices.sectors(tx, whole, NOW),
        "days": lambda: choices.days(tx, both, NOW),
        "any_days": lambda: choices.days(tx, whole, NOW),
        "territories": lambda: choices.territories(tx, Wanted(), NOW),
        "asking": lambda: _ask(tx, whole, both),
    }


def _ask(tx: SqliteTransaction, whole: Wanted, both: Wanted) -> None:
    choices.few_territories(tx, Wanted(), NOW, ENOUGH)
    choices.few_sectors(tx, whole, NOW, ENOUGH)
    choices.few_days(tx, both, NOW, ENOUGH)
