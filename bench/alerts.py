"""What it costs to find whom new vacancies concern, by how many alerts are kept."""

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import new_database
from bench.processes import in_own_process
from bench.vacancies import TOWNS, fill, town
from bot.domain.alerts import LASTS, USUAL_HOUR, Alert, AlertKind, Cadence
from bot.domain.vacancies import Contract, Spot
from bot.services.know_jobs import JobsKept
from bot.services.know_names import NamesKept
from bot.services.match_alerts import keys_of_jobs, match_alerts
from bot.understanding.jobs import own_jobs
from bot.understanding.jobs_question import understand_jobs
from storage import alerts, facts, new_items
from storage.sqlite_jobs import SqliteTransaction

NEW = 1_000  # vacancies
SIZES = (1_000, 100_000)  # alerts
SECONDS = 10.0  # "in seconds"
NOW = datetime.now(UTC)


def measure(bench: Bench) -> Figure:
    """Match the same new vacancies against few and many alerts, each round on a fresh copy."""
    figure = Figure(title="Alerts")
    sizes = (20, 40) if bench.quick else SIZES
    found: dict[int, list[dict[str, float]]] = {}
    for number in range(min(bench.pairs, 3)):
        for size in sizes:
            taken = in_own_process(
                "bench.alerts",
                bench.place(f"alerts{size}-{number}"),
                path=str(new_database(bench.place(f"a{size}-{number}") / "bench.sqlite")),
                size=size,
                new=bench.size(NEW, 20),
            )
            found.setdefault(size, []).append(taken)
    many, few = found[sizes[1]], found[sizes[0]]
    what = f"{bench.size(NEW, 20):_} new vacancies, {sizes[1]:_} alerts".replace("_", " ")
    figure.lines = [
        Line(
            what=what,
            against="what it may take",
            ours=[one["seconds"] for one in many],
            theirs=[SECONDS] * len(many),
            unit="s",
            goal=Goal(floor=1, at_most=True),
        ),
        Line(
            what=what,
            against=f"{sizes[0]:_} alerts".replace("_", " "),
            ours=[one["seconds"] for one in many],
            theirs=[one["seconds"] for one in few],
            unit="s",
        ),
    ]
    figure.remarks.append(
        f"found {many[0]['found']:.0f} new items for {sizes[1]} alerts,"
        f" {few[0]['found']:.0f} for {sizes[0]}"
    )
    return figure


def sample(path: str, size: int, new: int) -> dict[str, float]:
    """Keep alerts on random jobs and towns, then match vacancies that are new to all of them."""
    fill(path, new)
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=512)) as connection:
        connection.row_factory = sqlite3.Row
        tx = SqliteTransaction(connection)
        connection.execute("BEGIN")
        _keep(tx, size)
        tx.execute("UPDATE alert SET after = 0")
        facts.put(tx, new_items.SEEN[AlertKind.JOBS], "0")
        connection.execute("COMMIT")
        connection.execute("BEGIN")
        begun = time.perf_counter()
        match_alerts(tx, NOW, limit=new + 1)
        seconds = time.perf_counter() - begun
        connection.execute("COMMIT")
        (count,) = connection.execute("SELECT COUNT(*) FROM alert_item").fetchone()
    return {"seconds": seconds, "found": float(count)}


def _keep(tx: SqliteTransaction, size: int) -> None:
    """Keep alerts on random jobs around random towns; two of three say where, one says how."""
    chosen = random.Random(3)
    known = JobsKept().names(tx, NamesKept().names(tx))
    asked = (
        understand_jobs(title, language="fr", known=known, asked=True) for title, _ in own_jobs()
    )
    jobs = [question for question in asked if question is not None]
    for number in range(size):
        _, lat, lon = town(chosen.randrange(TOWNS))
        spot = Spot(lat=lat, lon=lon, km=chosen.choice((10, 20, 40))) if number % 3 else None
        contracts = frozenset({Contract.CDI}) if number % 5 == 0 else frozenset()
        question = replace(chosen.choice(jobs), spot=spot, contracts=contracts)
        alert = Alert(
            id=0,
            chat_id=number + 1,
            kind=AlertKind.JOBS,
            search=question,
            cadence=Cadence.DAILY,
            hour=USUAL_HOUR,
            expires=NOW + LASTS,
            told=None,
        )
        alerts.add(tx, alert, keys_of_jobs(question), NOW)
