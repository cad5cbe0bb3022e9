"""A host, or staff for it, declares a vacancy in chat."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.refusals import NothingFound
from bot.domain.times import to_text
from bot.domain.vacancies import Vacancy, VacancyLine
from bot.ids import Ids, bare
from bot.services.place_vacancy import placed
from bot.services.write_vacancy import CodeOf, shown_until, stems_of, written
from storage import new_items, vacancies, vacancy_rows
from storage.database import Transaction


def add_vacancy(
    tx: Transaction,
    line: VacancyLine,
    *,
    tz: ZoneInfo,
    code_of: CodeOf,
    ids: Ids,
    now: datetime,
    host_id: int | None = None,
) -> Vacancy:
    """Store a vacancy and return it; its host is `host_id`, else the stored one of that name.

    A vacancy with the same `ref` is already there: it is returned as it is, so that a second tap
    adds nothing. Raises `NothingFound` for a host that isn't stored.
    """
    host = _host(tx, line, host_id)
    code = bare(ids.key())
    ref = line.ref or f"chat|{code}"
    if (stored := vacancy_rows.stored(tx, ref)) is not None:
        return _read(tx, stored["code"])
    named = replace(line, host=host[1])
    values = {
        **written(named, code_of),
        **placed(tx, named, host[0]),
        "host_id": host[0],
        "visit_id": vacancy_rows.visit_of_ref(tx, line.visit_ref) if line.visit_ref else None,
        "closes": shown_until(line.expires, tz),
        "ref": ref,
        "code": code,
        "added": to_text(now),
    }
    new_items.one_at_a_time(tx)
    vacancy_rows.add(tx, values, stems_of(line.title))
    vacancies.raise_version(tx)
    return _read(tx, code)


def _host(tx: Transaction, line: VacancyLine, host_id: int | None) -> tuple[int, str]:
    for row in vacancy_rows.all_hosts(tx):
        if row["id"] == host_id or (host_id is None and row["name"] == line.host):
            return row["id"], row["name"]
    raise NothingFound


def _read(tx: Transaction, code: str) -> Vacancy:
    found = vacancies.of_code(tx, code)
    if found is None:
        raise NothingFound
    return found
