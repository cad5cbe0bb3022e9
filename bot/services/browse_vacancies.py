"""Looking around without words: where somebody hires, then in which families of trades."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.vacancies import FamilyChoice, JobQuestion, Spot, TerritoryChoice
from bot.understanding.jobs import families, family_of
from storage import vacancy_names
from storage.database import Transaction

OTHER = "other"  # vacancies without a code, or of a family that has no name


@dataclass(slots=True)
class _Counted:
    vacancies: int = 0
    hosts: set[int] = field(default_factory=set)


def hiring_territories(tx: Transaction, now: datetime) -> list[TerritoryChoice]:
    """Return the territories with live vacancies, by name."""
    return [
        TerritoryChoice(id=row["id"], name=row["name"], vacancies=row["vacancies"])
        for row in vacancy_names.territories(tx, now)
    ]


def hiring_families(
    tx: Transaction, now: datetime, territory_id: int | None = None
) -> list[FamilyChoice]:
    """Return the families with live vacancies, in our order; the rest last."""
    counted = {one.name: _Counted() for one in families()} | {OTHER: _Counted()}
    for row in vacancy_names.trades(tx, now, territory_id):
        family = family_of(row["trade"])
        one = counted[family.name if family else OTHER]
        one.vacancies += row["vacancies"]
        one.hosts.add(row["host_id"])
    return [
        FamilyChoice(name=name, vacancies=one.vacancies, hosts=len(one.hosts))
        for name, one in counted.items()
        if one.vacancies
    ]


def family_question(
    tx: Transaction, now: datetime, family: str, spot: Spot | None = None
) -> JobQuestion:
    """Return the question for every live vacancy of a family, in a place or anywhere."""
    rows = vacancy_names.trades(tx, now)
    named = {row["trade"]: family_of(row["trade"]) for row in rows}
    romes = (code for code, one in named.items() if (one.name if one else OTHER) == family)
    return JobQuestion(romes=tuple(sorted(romes)), spot=spot)
