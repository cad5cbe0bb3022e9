"""What a question about jobs costs, from its words to its answer, by how much is declared."""

import random
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bench.figures import Bench, Figure, Goal, Line, percentile
from bench.filling import new_database
from bench.processes import in_own_process
from bot.domain.programme import Audience, SlotLine
from bot.domain.vacancies import Contract, VacancyLine
from bot.ids import RandomIds
from bot.services.find_vacancies import find_vacancies
from bot.services.import_programme import import_programme
from bot.services.import_vacancies import import_vacancies
from bot.services.know_jobs import JobsKept
from bot.services.know_names import NamesKept
from bot.understanding.jobs import Jobs, own_jobs
from bot.understanding.jobs_question import JobNames, understand_jobs
from storage.sqlite_jobs import SqliteTransaction

SIZES = {1_000: 10.0, 20_000: 20.0}  # vacancies → milliseconds that 99 of 100 may take
TOWNS = 60
VACANCIES_A_HOST = 10
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime.now(UTC)
SHAPES = (
    "qui recrute : {job} vers {town} ?",
    "{job}",
    "alternance {job} à {town}",
    "boulot {job} à 40 km de {town}",
    "jobs en cdi près de {town}",
    "cherche stage",
)


def measure(bench: Bench) -> Figure:
    """Ask at each size; each round in a fresh process."""
    figure = Figure(title="Questions about jobs, by how many vacancies are declared")
    for size, most in ({50: 1e3} if bench.quick else SIZES).items():
        path = new_database(bench.place(f"vacancies{size}") / "bench.sqlite")
        fill(str(path), size)
        found = [
            in_own_process(
                "bench.vacancies",
                bench.place("asking"),
                path=str(path),
                count=bench.size(600, 10),
                seed=number,
            )
            for number in range(bench.pairs)
        ]
        figure.lines.append(
            Line(
                what=f"a question over {size:_} vacancies, p99".replace("_", " "),
                against="what it may take",
                ours=[one["p99"] for one in found],
                theirs=[most] * len(found),
                unit="ms",
                goal=Goal(floor=1, at_most=True),
                note=f"p50 {percentile([one['p50'] for one in found], 0.5):.2f} ms",
            )
        )
    return figure


def fill(path: str, vacancies: int) -> None:
    """Declare vacancies of all our jobs, ten a host, over towns some kilometres apart."""
    chosen = random.Random(7)
    jobs = own_jobs()
    hosts = range(max(1, vacancies // VACANCIES_A_HOST))
    slots = tuple(_slot(host) for host in hosts)
    lines = tuple(_vacancy(number, jobs, chosen) for number in range(vacancies))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        tx = SqliteTransaction(connection)
        connection.execute("BEGIN")
        import_programme(tx, slots, tz=PARIS, ids=RandomIds(), now=NOW)
        code_of = Jobs().code_of
        import_vacancies(tx, lines, tz=PARIS, code_of=code_of, ids=RandomIds(), now=NOW)
        connection.execute("COMMIT")


def sample(path: str, count: int, seed: int) -> dict[str, float]:
    """Return how long questions take (ms), asked of random jobs and towns."""
    chosen = random.Random(seed)
    titles = [title for title, _ in own_jobs()]
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=512)) as connection:
        connection.row_factory = sqlite3.Row
        tx = SqliteTransaction(connection)
        known = JobsKept().names(tx, NamesKept().names(tx))
        times = []
        for turn in range(count + 10):
            shape = chosen.choice(SHAPES)
            town = _name(chosen.randrange(TOWNS))
            text = shape.format(job=chosen.choice(titles), town=town)
            begun = time.perf_counter()
            _ask(tx, text, known)
            if turn >= 10:  # the first ones read the file
                times.append((time.perf_counter() - begun) * 1e3)
    return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99)}


def _ask(tx: SqliteTransaction, text: str, known: JobNames) -> None:
    question = understand_jobs(text, language="fr", known=known, asked=True)
    assert question is not None, text
    find_vacancies(tx, question, NOW, most=8)


def town(host: int) -> tuple[str, float, float]:
    town = host % TOWNS
    return _name(town), 48 + town // 10 * 0.2, 6 + town % 10 * 0.3


def _name(town: int) -> str:
    return f"{'BDFGKLMNPRST'[town // 5]}{'aeiou'[town % 5]}rneville"


def _slot(host: int) -> SlotLine:
    city, lat, lon = town(host)
    starts = (NOW + timedelta(days=2 + host % 7)).replace(minute=0, second=0, microsecond=0)
    return SlotLine(
        line=host + 1,
        host=f"Maison {host}",
        title=f"Visite {host}",
        sector="Industrie",
        territory="Moselle",
        city=city,
        starts=starts,
        ends=starts + timedelta(hours=1),
        capacity=20,
        lat=lat,
        lon=lon,
        audience=frozenset({Audience.JOBSEEKERS}),
    )


def _vacancy(number: int, jobs: list[tuple[str, str]], chosen: random.Random) -> VacancyLine:
    host = number // VACANCIES_A_HOST
    today = NOW.date()
    title, rome = chosen.choice(jobs)
    return VacancyLine(
        line=number + 1,
        ref=f"v{number}",
        host=f"Maison {host}",
        title=title,
        contract=chosen.choice(list(Contract)),
        count=1 + number % 5,
        city=town(host)[0],
        rome=rome if number % 2 else "",
        declared=today - timedelta(days=number % 30),
        expires=today + timedelta(days=20 + number % 40),
    )
