"""`toctoc import`: a programme file into the catalogue, with a report."""

import re
import sys
from datetime import datetime
from functools import partial as bind
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import Progress

from bot.commands.trying import import_or_try
from bot.domain.catalogue import Slot
from bot.domain.changes import known
from bot.domain.programme import Reading, Remark
from bot.i18n import Translator, translator
from bot.ids import RandomIds
from bot.programme.read import read_programme
from bot.services.follow_import import ImportPreview, confirm_import
from bot.services.import_programme import ImportReport, import_programme
from bot.settings import Settings
from handlers.screens.notices import changed
from storage.database import Transaction

MOST_REMARKS = 50  # of one sort, on the terminal


async def import_file(
    settings: Settings, path: Path, *, dry_run: bool, partial: bool, notify: bool = False
) -> int:
    """Read a file and import it; return the exit status. Raises `Refusal` for the whole file.

    Those whose booked visits it changes are told only with `notify`, or once staff confirm it.
    """
    t = translator(settings.language)
    tz = ZoneInfo(settings.timezone)
    reading = _read(path, tz)
    print_remarks(reading.warnings, "cli.import_warnings", t)
    print_refused(reading.refused, t)
    if reading.refused and not partial:
        Console(stderr=True).print(t.label("cli.import_nothing"))
        return 1
    report = await _store(settings, reading, tz, dry_run=dry_run, partial=partial, notify=notify)
    print_refused(tuple(report.refused), t)
    if report.refused and not partial:
        Console(stderr=True).print(t.label("cli.import_nothing"))
        return 1
    Console().print(
        t.label(
            "cli.import_dry" if dry_run else "cli.import_done",
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=lines_of(*report.refused, *reading.refused),
        ),
        soft_wrap=True,
    )
    _print_missing(report.missing, t)
    print_remarks(tuple(report.unfit), "cli.import_unfit", t)
    print_preview(report.preview, t, told=notify and not dry_run)
    return 1 if report.refused else 0


def _print_missing(slots: tuple[Slot, ...], t: Translator) -> None:
    """Print the booked slots that the file no longer names: nobody has called them off."""
    if not slots:
        return
    console = Console(stderr=True, highlight=False)
    console.print(t.label("cli.import_missing", n=len(slots)))
    for slot in slots[:MOST_REMARKS]:
        moment = t.moment(slot.starts, slot.tz)
        line = f"  {slot.visit.title} · {slot.visit.host}, {moment}"
        console.print(line, markup=False, soft_wrap=True)
    if len(slots) > MOST_REMARKS:
        console.print(f"  … +{len(slots) - MOST_REMARKS}")


def print_preview(preview: ImportPreview | None, t: Translator, *, told: bool) -> None:
    """Print whose booked visits an import changes, and whether they are told."""
    if preview is None or not preview.bookings:
        return
    console = Console(highlight=False)
    console.print(t.label("changes.import_print", n=preview.bookings))
    for hit in preview.hits[:MOST_REMARKS]:
        visit, tz = hit.slot.visit, hit.slot.tz
        count = t.label("changes.import_hit", n=len(hit.notices), seats=hit.seats)
        lines = [plain_text(line) for line in changed(hit.before, known(hit.slot), tz, t)]
        told_of = f"  {visit.title} · {visit.host}: {' '.join(lines)} ({count})"
        console.print(told_of, markup=False, soft_wrap=True)
    if len(preview.hits) > MOST_REMARKS:
        console.print(f"  … +{len(preview.hits) - MOST_REMARKS}")
    console.print(t.label("changes.import_told" if told else "changes.import_waits"))


def plain_text(html: str) -> str:
    """Return a sentence without its marks."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def _read(path: Path, tz: ZoneInfo) -> Reading:
    with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(path.name, total=None)
        return read_programme(
            path,
            timezone=tz,
            today=datetime.now(tz).date(),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


async def _store(
    settings: Settings,
    reading: Reading,
    tz: ZoneInfo,
    *,
    dry_run: bool,
    partial: bool,
    notify: bool,
) -> ImportReport:
    now = datetime.now(tz)
    do = bind(import_programme, lines=reading.lines, tz=tz, ids=RandomIds(), now=now)

    def job(tx: Transaction) -> ImportReport:
        report = do(tx)
        if notify and not dry_run and report.change is not None:
            confirm_import(tx, report.change, staff=None, on_machine=True, now=now)
        return report

    return await import_or_try(settings, job, dry_run=dry_run, partial=partial)


def lines_of(*remarks: Remark) -> int:
    """Return how many lines remarks are about: one line may have several faults."""
    return len({remark.line for remark in remarks})


def print_refused(remarks: tuple[Remark, ...], t: Translator) -> None:
    """Print why lines are refused."""
    print_remarks(remarks, "cli.import_refused", t, n=lines_of(*remarks))


def print_remarks(
    remarks: tuple[Remark, ...], title_id: str, t: Translator, *, n: int | None = None
) -> None:
    """Print what was noticed, line by line, under a title; nothing where there is nothing.

    The title counts the remarks, unless it is given another number.
    """
    if not remarks:
        return
    console = Console(stderr=True, highlight=False)
    console.print(t.label(title_id, n=len(remarks) if n is None else n))
    for remark in remarks[:MOST_REMARKS]:
        text = t.label(remark.message_id, n=remark.fields.get("count"), **remark.fields)
        line = t.label("cli.line", line=remark.line)
        console.print(f"  {line} {text}", markup=False, soft_wrap=True)
    if len(remarks) > MOST_REMARKS:
        console.print(f"  … +{len(remarks) - MOST_REMARKS}")
