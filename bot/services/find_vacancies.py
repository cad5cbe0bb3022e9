"""Answer who is hiring, from what hosts declared and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from bot.domain.vacancies import Answer, Group, GroupKind, Hit, JobQuestion, Spot, Vacancy
from bot.domain.vacancy_fit import TOO_FAR, Box, Fit, box_around, is_there, metres_from
from bot.services.loosen_question import loosenings
from bot.services.meet_hosts import Meetings, traders
from storage import vacancies
from storage.database import Row, Transaction

SHOWN = 24  # vacancies of one group
FAR = 10_000_000  # metres: where a distance isn't known


class _Ranked(NamedTuple):  # thousands are made for one question
    """A vacancy that answers, with what orders it among others."""

    row: Row
    kind: GroupKind
    cover: float
    metres: int | None
    in_town: bool = False


class _Search:
    """One question being answered; what the database gave once is not asked for again."""

    def __init__(self, tx: Transaction, now: datetime) -> None:
        self.tx = tx
        self.now = now
        self._rows: dict[tuple[JobQuestion, Box | None], list[Row]] = {}

    def rows(self, question: JobQuestion, box: Box | None) -> list[Row]:
        """Return what may answer a question, wherever it is."""
        anywhere = replace(question, spot=None, here=False)
        if (anywhere, box) not in self._rows:
            found = vacancies.matching(self.tx, anywhere, self.now, box=box)
            self._rows[anywhere, box] = found
        return self._rows[anywhere, box]

    def counted(self, question: JobQuestion) -> tuple[int, int]:
        """Return how many vacancies of how many hosts fit, their job and place exact."""
        if is_listed(question):
            whole = vacancies.tally(self.tx, question, self.now)
            return whole["vacancies"], whole["hosts"]
        found = [one.row for one in _ranked(self, question) if one.kind is GroupKind.EXACT]
        return len(found), len({row["host_id"] for row in found})


def find_vacancies(
    tx: Transaction, question: JobQuestion, now: datetime, *, most: int = SHOWN
) -> Answer:
    """Return the live vacancies that answer: the exact job there, related ones, further ones.

    Each group has its whole count and its first `most` vacancies, the freshest first; the one
    further away, the nearest first. Nothing is written.
    """
    search = _Search(tx, now)
    groups = (_listed if is_listed(question) else _compared)(search, question, most)
    exact = any(group.kind is GroupKind.EXACT for group in groups)
    hiring = {hit.vacancy.host_id for group in groups for hit in group.hits}
    return Answer(
        question=question,
        groups=groups,
        traders=traders(tx, question, now, hiring),
        loosenings=() if exact else loosenings(question, search.counted),
    )


def is_listed(question: JobQuestion) -> bool:
    """Tell whether the database alone can answer: no job to compare, no distance to measure."""
    return not question.has_job and (question.spot is None or not question.spot.km)


def _listed(search: _Search, question: JobQuestion, most: int) -> tuple[Group, ...]:
    tx, now = search.tx, search.now
    whole = vacancies.tally(tx, question, now)
    if not whole["vacancies"]:
        return ()
    ids = vacancies.latest(tx, question, now, limit=most)
    stored = vacancies.of_ids(tx, ids)
    meetings = Meetings(tx, stored.values(), question.audience, now)
    away = {one.id: metres_from(question.spot, one.lat, one.lon) for one in stored.values()}
    return (
        Group(
            kind=GroupKind.EXACT,
            hits=tuple(_hit(stored[one], away[one], meetings) for one in ids),
            count=whole["vacancies"],
            hosts=whole["hosts"],
            first_declared=date.fromisoformat(whole["first"]),
            last_declared=date.fromisoformat(whole["last"]),
        ),
    )


def _compared(search: _Search, question: JobQuestion, most: int) -> tuple[Group, ...]:
    ranked = _ranked(search, question)
    kinds = ([one for one in ranked if one.kind is kind] for kind in GroupKind)
    ordered = [_in_order(found) for found in kinds if found]
    ids = [one.row["id"] for found in ordered for one in found[:most]]
    stored = vacancies.of_ids(search.tx, ids)
    meetings = Meetings(search.tx, stored.values(), question.audience, search.now)
    return tuple(_group(found, stored, meetings, most) for found in ordered)


def _group(
    found: Sequence[_Ranked], stored: Mapping[int, Vacancy], meetings: Meetings, most: int
) -> Group:
    days = [one.row["declared"] for one in found]
    return Group(
        kind=found[0].kind,
        hits=tuple(_hit(stored[one.row["id"]], one.metres, meetings) for one in found[:most]),
        count=len(found),
        hosts=len({one.row["host_id"] for one in found}),
        first_declared=date.fromisoformat(min(days)),
        last_declared=date.fromisoformat(max(days)),
    )


def _hit(vacancy: Vacancy, metres: int | None, meetings: Meetings) -> Hit:
    km = None if metres is None else round(metres / 1000)
    return Hit(vacancy=vacancy, km=km, slot=meetings.of(vacancy))


def _ranked(search: _Search, question: JobQuestion) -> list[_Ranked]:
    """Return what answers in some way; where no job was named, far ones only if none is near."""
    fit = Fit(question)
    box = None if question.has_job else box_around(question.spot)
    for one in (box, None):
        found = (_one(row, question.spot, fit) for row in search.rows(question, one))
        ranked = [one for one in found if one is not None]
        if ranked or box is None:
            break
    return ranked


def _one(row: Row, spot: Spot | None, fit: Fit) -> _Ranked | None:
    """Return a vacancy with how it fits; a related job far away doesn't, nor one out of reach."""
    covered = fit.cover(row["stems"])
    kind = fit.job(row["trade"], covered)
    if kind is None:
        return None
    metres = fit.metres(row["lat"], row["lon"])
    if spot is None or is_there(
        spot,
        metres=metres,
        territory_id=row["territory_id"],
        folded_city=row["folded_city"],
    ):
        return _Ranked(row, kind, covered, metres, fit.in_town(row["folded_city"]))
    if kind is GroupKind.RELATED or (metres or 0) > TOO_FAR:
        return None
    return _Ranked(row, GroupKind.FURTHER, covered, metres)


def _in_order(found: list[_Ranked]) -> list[_Ranked]:
    """Order a group: far away the nearer first; else by words, by town, then the fresher first."""
    found.sort(key=lambda one: one.row["id"])
    if found[0].kind is GroupKind.FURTHER:
        found.sort(key=lambda one: one.row["declared"], reverse=True)
        found.sort(key=lambda one: FAR if one.metres is None else one.metres)
    else:
        found.sort(key=lambda one: FAR if one.metres is None else one.metres)
        found.sort(
            key=lambda one: (round(one.cover, 1), one.in_town, one.row["declared"]), reverse=True
        )
    return found
