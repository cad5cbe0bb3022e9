"""Who hires in a small written country: towns, hosts, visits, and what is declared."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bot.domain.programme import Audience, Format, SlotLine
from bot.domain.towns import TownLine
from bot.domain.vacancies import Contract, VacancyLine
from bot.services.import_places import import_places
from bot.services.import_vacancies import import_vacancies
from bot.services.know_jobs import JobsKept
from bot.services.know_names import NamesKept
from bot.understanding.jobs import Jobs
from bot.understanding.jobs_question import JobNames
from tests.support.programme import at, slot
from tests.support.story import Story
from tests.support.values import PARIS

TOWNS = {
    "Metz": (49.1193, 6.1757, "Moselle"),
    "Woippy": (49.1522, 6.1545, "Moselle"),
    "Thionville": (49.3580, 6.1683, "Moselle"),
    "Florange": (49.3258, 6.1204, "Moselle"),
    "Sarreguemines": (49.1107, 7.0674, "Moselle"),
    "Forbach": (49.1884, 6.9004, "Moselle"),
    "Nancy": (48.6921, 6.1844, "Meurthe-et-Moselle"),
    "Toul": (48.6750, 5.8917, "Meurthe-et-Moselle"),
    "Briey": (49.2489, 5.9397, "Meurthe-et-Moselle"),
    "Épinal": (48.1724, 6.4496, "Vosges"),
    "Valence": (44.9334, 4.8924, "Drôme"),
    "Romans-sur-Isère": (45.0459, 5.0517, "Drôme"),
    "Montélimar": (44.5580, 4.7508, "Drôme"),
    "Namur": (50.4669, 4.8675, "Namur"),
    "Gembloux": (50.5612, 4.6986, "Namur"),
}
ELSEWHERE = {"Verdun": (49.16, 5.38), "Lyon": (45.76, 4.84), "Paris": (48.85, 2.35)}
DECLARED, EXPIRES = date(2026, 11, 12), date(2026, 12, 15)
FILE = Path(__file__).parent / "hiring.csv"


def vacancies() -> tuple[VacancyLine, ...]:
    """Return what is declared; `ref` is what tests call each vacancy by."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return tuple(_line(number, row) for number, row in enumerate(rows, 2))


def _line(number: int, row: dict[str, str]) -> VacancyLine:
    return a_vacancy(
        line=number,
        ref=row["ref"],
        host=row["host"],
        title=row["title"],
        contract=Contract(row["contract"]),
        count=int(row["count"]),
        city=row["city"],
        beginners=row["beginners"] == "yes" or None,
        rome=row["rome"],
        declared=date(2026, 11, int(row["day"])),
    )


def a_vacancy(**more: object) -> VacancyLine:
    """Return a vacancy of a welder in Metz; say what differs."""
    plain = VacancyLine(
        line=1,
        host="Fonderie Brasdefer",
        title="Soudeur / soudeuse TIG",
        contract=Contract.CDI,
        count=2,
        city="Metz",
        declared=DECLARED,
        expires=EXPIRES,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def programme() -> tuple[SlotLine, ...]:
    """Return a visit of each hiring host, and one of a host that only has a trade."""
    homes = {line.host: line.city for line in reversed(vacancies())}
    everyone = frozenset({Audience.JOBSEEKERS, Audience.PUBLIC})
    visits = [
        slot(
            f"Visite {number}",
            at(24 + number % 4, 9 + number % 6),
            host=host,
            city=city,
            territory=TOWNS[city][2],
            sector="Industrie locale",
            lat=TOWNS[city][0],
            lon=TOWNS[city][1],
            audience=everyone,
            description="",
            format=Format.JOB_DATING if number % 5 == 0 else Format.VISIT,
        )
        for number, (host, city) in enumerate(sorted(homes.items()))
    ]
    clocks = slot(
        "Remettre un clocher à l'heure",
        at(25, 9),
        host="Atelier Sonneuse",
        city="Metz",
        lat=49.1189,
        lon=6.1762,
        description="Quatre horlogères réparent des mécanismes.",
    )
    return (*visits, clocks)


def settle(story: Story, *lines: VacancyLine, jobs: Jobs | None = None) -> None:
    """Import towns, the programme and vacancies; all of them unless some are given."""
    import_places(story.tx, tuple(towns()))
    story.bring(*programme())
    bring(story, *(lines or vacancies()), jobs=jobs)


def bring(story: Story, *lines: VacancyLine, jobs: Jobs | None = None) -> None:
    """Import vacancies."""
    code_of = (jobs or our_jobs()).code_of
    report = import_vacancies(
        story.tx, lines, tz=PARIS, code_of=code_of, ids=story.ids, now=story.now
    )
    assert report.refused == []


@cache
def our_jobs() -> Jobs:
    """Return the titles of our own list, indexed once for all tests."""
    return Jobs()


def known(story: Story) -> JobNames:
    """Return what questions can name now."""
    return JobsKept().names(story.tx, NamesKept().names(story.tx))


def towns() -> list[TownLine]:
    """Return the towns that people may name."""
    points = {**{name: one[:2] for name, one in TOWNS.items()}, **ELSEWHERE}
    return [
        TownLine(
            name=name,
            folded=name.lower().replace("é", "e").replace("è", "e").replace("-", " "),
            country="FR",
            postcode="",
            lat=lat,
            lon=lon,
            population=50_000,
        )
        for name, (lat, lon) in points.items()
    ]
