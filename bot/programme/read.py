"""A programme file on disk to a Reading: open, check each line, sift the whole."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.programme import Reading
from bot.programme.csv_text import csv_rows
from bot.programme.decoding import decode
from bot.programme.events import add_event
from bot.programme.json_text import read_json
from bot.programme.kinds import Kind, kind_of, load
from bot.programme.openagenda import looks_like_event, read_event
from bot.programme.refusals import NoLines
from bot.programme.rows import Source
from bot.programme.sheets import sheet_rows
from bot.programme.sift import Sieve, summed
from bot.programme.slots import check_row
from bot.programme.table import Numbered, read_dicts, read_table

Progress = Callable[[int, int], None]

_STEP = 200  # lines between two signs of progress


def read_programme(
    path: Path, *, timezone: ZoneInfo, today: date, progress: Progress | None = None
) -> Reading:
    """What a programme file says; hours without a zone are local to `timezone`.

    CSV, .xlsx, .ods, .xls, OpenAgenda v2 JSON, flat OpenDataSoft JSON, JSONL or CSV, iCalendar:
    told apart by content. `progress(done, total)` counts slots. Raises a ProgrammeRefused when
    nothing of the file can be taken; a bad line is a remark in `Reading.refused`.
    """
    source = _open(load(path), path.name)
    if not source.rows and not source.refused and not source.warnings:
        raise NoLines(name=path.name)
    sieve = Sieve(today)
    refused, warnings = list(source.refused), list(source.warnings)
    for done, row in enumerate(source.rows, 1):
        checked = check_row(row, timezone)
        refused += checked.refused
        warnings += checked.warnings
        if checked.slot:
            sieve.add(checked.slot)
        if progress and (done % _STEP == 0 or done == len(source.rows)):
            progress(done, len(source.rows))
    return Reading(
        lines=tuple(sieve.kept),
        refused=tuple(sorted(refused + sieve.refused, key=lambda remark: remark.line)),
        warnings=tuple(summed(warnings + sieve.warnings)),
    )


def _open(content: bytes, name: str) -> Source:
    match kind_of(content, name):
        case Kind.SHEET:
            return _open_table(sheet_rows(content, name))
        case Kind.TABLE:
            return _open_table(csv_rows(decode(content, name), name))
        case Kind.JSON:
            return read_json(decode(content, name), name)
        case Kind.CALENDAR:
            from bot.programme.calendars import read_calendar  # its library is slow to load

            return read_calendar(decode(content, name), name)


def _open_table(rows: Iterator[Numbered]) -> Source:
    """A programme table, or an agenda exported as a table."""
    first = list(islice(rows, 1))
    whole = chain(first, rows)
    if not first or not looks_like_event(dict.fromkeys(str(cell) for cell in first[0][1])):
        return read_table(whole)
    source = Source()
    for line, record in read_dicts(whole):
        add_event(read_event(record), line, source)
    return source
