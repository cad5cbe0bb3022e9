"""Bring the official titles of jobs up to date; vacancies without a code are looked at anew."""

from collections.abc import Sequence

from bot.domain.vacancies import JobLine
from bot.services.import_programme import ImportReport
from bot.services.know_jobs import read_jobs
from bot.understanding.jobs_index import JobTitle, stemmed_title
from storage import jobs, vacancies, vacancy_rows
from storage.database import Transaction


def import_jobs(tx: Transaction, lines: Sequence[JobLine]) -> ImportReport:
    """Add and change titles; nothing is ever removed."""
    stored = {row["ogr"]: dict(row) for row in jobs.all_of_them(tx)}
    report = ImportReport()
    fresh = []
    for line in lines:
        values = _values(line)
        known = stored.get(line.ogr)
        if known == values:
            report.unchanged += 1
            continue
        fresh.append(values)
        report.added += known is None
        report.changed += known is not None
    if fresh:
        jobs.keep(tx, fresh)
        _find_codes(tx)
    return report


def _values(line: JobLine) -> dict[str, object]:
    words, stems = stemmed_title(JobTitle(text=line.title, rome=line.rome))
    return {
        "ogr": line.ogr,
        "title": line.title,
        "rome": line.rome,
        "parent": line.parent,
        "principal": int(line.principal),
        "rare": int(line.rare),
        "words": " ".join(words),
        "stems": " ".join(stems),
    }


def _find_codes(tx: Transaction) -> None:
    """Find again, by the new titles, the code of each vacancy that came without one."""
    known = read_jobs(tx)
    changed = False
    for row in vacancy_rows.without_code(tx):
        trade = known.code_of(row["title"])
        if trade != row["trade"]:
            vacancy_rows.change(tx, row["id"], {"trade": trade})
            changed = True
    if changed:
        vacancies.raise_version(tx)
