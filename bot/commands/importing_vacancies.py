"""`toctoc import --kind vacancies` and `--kind jobs`: who is hiring, and what jobs are called."""

from datetime import datetime
from functools import partial as bind
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.commands.importing import lines_of, print_refused, print_remarks
from bot.commands.trying import import_or_try
from bot.domain.programme import Remark
from bot.i18n import Translator, translator
from bot.ids import RandomIds
from bot.programme.jobs_table import read_jobs_table
from bot.programme.vacancies import read_vacancies
from bot.services.import_jobs import import_jobs
from bot.services.import_programme import ImportReport
from bot.services.import_vacancies import import_vacancies
from bot.services.know_jobs import read_jobs
from bot.settings import Settings
from storage.database import Transaction


async def import_vacancy_file(
    settings: Settings, path: Path, *, dry_run: bool, partial: bool
) -> int:
    """Read a file of vacancies and import it; return the exit status. Raises `Refusal`."""
    t, tz = translator(settings.language), ZoneInfo(settings.timezone)
    now = datetime.now(tz)
    reading = read_vacancies(path, timezone=tz, today=now.date())
    print_remarks(reading.warnings, "cli.import_warnings", t)

    def job(tx: Transaction) -> ImportReport:
        code_of = read_jobs(tx).code_of
        return import_vacancies(tx, reading.lines, tz=tz, code_of=code_of, ids=RandomIds(), now=now)

    if _stopped(reading.refused, t, partial=partial):
        return 1
    report = await import_or_try(settings, job, dry_run=dry_run, partial=partial)
    if _stopped(tuple(report.refused), t, partial=partial):
        return 1
    message_id = "vacancies.import_dry" if dry_run else "vacancies.import_done"
    _say(t, message_id, report, reading.refused)
    return 1 if report.refused else 0


async def import_job_titles(settings: Settings, path: Path, *, dry_run: bool, partial: bool) -> int:
    """Read a table of job titles and import it; return the exit status. Raises `Refusal`."""
    t = translator(settings.language)
    reading = read_jobs_table(path)
    if _stopped(reading.refused, t, partial=partial):
        return 1
    job = bind(import_jobs, lines=reading.lines)
    report = await import_or_try(settings, job, dry_run=dry_run, partial=partial)
    message_id = "vacancies.jobs_dry" if dry_run else "vacancies.jobs_done"
    _say(t, message_id, report, reading.refused)
    return 0


def _stopped(refused: tuple[Remark, ...], t: Translator, *, partial: bool) -> bool:
    """Print why lines are refused; tell whether that stops the whole file."""
    print_refused(refused, t)
    if refused and not partial:
        Console(stderr=True).print(t.label("cli.import_nothing"))
        return True
    return False


def _say(t: Translator, message_id: str, report: ImportReport, refused: tuple[Remark, ...]) -> None:
    text = t.label(
        message_id,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        refused=lines_of(*refused, *report.refused),
    )
    Console().print(text, soft_wrap=True)
