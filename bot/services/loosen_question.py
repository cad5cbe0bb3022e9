"""Nobody hires like that: what there would be, if one part of the question were let go."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.vacancies import JobQuestion, Loosening, Spot

PARTS = ("further", "experience", "access", "contract", "sector", "host", "place", "job")
LARGER = ("rest", "any_job")  # all but the job let go, the job let go
FURTHER_KM = (35, 60)  # the next radius that has something
Counted = Callable[[JobQuestion], tuple[int, int]]


def loosened(question: JobQuestion, part: str, km: int | None = None) -> JobQuestion:
    """Return a question with one part let go; `km` is the wider radius of "further"."""
    spot = question.spot
    free: dict[str, JobQuestion] = {
        "further": replace(question, spot=_wider(spot, km or FURTHER_KM[0])),
        "experience": replace(question, beginners=False),
        "access": replace(question, accessible=False),
        "contract": replace(question, contracts=frozenset()),
        "sector": replace(question, sector_id=None, sector=""),
        "host": replace(question, host_id=None, host=""),
        "place": replace(question, spot=None, here=False),
        "job": replace(question, romes=question.related, related=(), terms=()),
        "rest": _only_the_job(question),
        "any_job": _any_job(question),
    }
    return free.get(part, question)


def loosenings(question: JobQuestion, counted: Counted) -> tuple[Loosening, ...]:
    """Return what each part let go alone would give; what gives nothing is left out."""
    found: list[Loosening] = []
    for part in PARTS:
        if not _is_said(question, part):
            continue
        for km in FURTHER_KM if part == "further" else (None,):
            many, hosts = counted(loosened(question, part, km))
            if many:
                found.append(Loosening(part=part, vacancies=many, hosts=hosts, km=km))
                break
    return tuple(found or _larger(question, counted))


def _larger(question: JobQuestion, counted: Counted) -> list[Loosening]:
    """Return what nothing but the job would give, and any job, where no part alone gives any."""
    found = []
    for part in LARGER:
        free = loosened(question, part)
        many, hosts = (0, 0) if free == question or free.nothing else counted(free)
        if many:
            found.append(Loosening(part=part, vacancies=many, hosts=hosts))
    return found


def _only_the_job(question: JobQuestion) -> JobQuestion:
    return replace(
        question,
        spot=None,
        here=False,
        contracts=frozenset(),
        host_id=None,
        host="",
        beginners=False,
        accessible=False,
    )


def _any_job(question: JobQuestion) -> JobQuestion:
    return replace(
        question,
        words="",
        unknown=(),
        terms=(),
        romes=(),
        related=(),
        sector_id=None,
        sector="",
        visits=(),
    )


def _is_said(question: JobQuestion, part: str) -> bool:
    spot = question.spot
    said = {
        "further": bool(spot and spot.km and spot.km < FURTHER_KM[-1]),
        "experience": question.beginners,
        "access": question.accessible,
        "contract": bool(question.contracts),
        "sector": question.sector_id is not None,
        "host": question.host_id is not None,
        "place": spot is not None,
        "job": bool(question.related),
    }
    return said[part]


def _wider(spot: Spot | None, km: int) -> Spot | None:
    return None if spot is None else replace(spot, km=max(km, spot.km or 0))
