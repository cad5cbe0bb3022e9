"""The official table of job titles: CSV, a spreadsheet, or either of them in a zip."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from bot.domain.programme import Remark
from bot.domain.vacancies import JobLine, JobReading
from bot.programme.cells import written
from bot.programme.csv_text import csv_rows
from bot.programme.decoding import decode
from bot.programme.kinds import MOST_UNPACKED, Kind, kind_of, load
from bot.programme.refusals import (
    ArchiveUnsafe,
    KindUnknown,
    MissingColumns,
    NoLines,
    Unreadable,
)
from bot.programme.rows import Cell
from bot.programme.sheets import sheet_rows
from bot.programme.table import read_dicts
from bot.programme.text import clean, fold
from bot.programme.vacancies_words import ROME

HEADINGS = {  # ours → what releases of the table call it, folded
    "ogr": ("code ogr", "ogr", "code ogr appellation", "code appellation"),
    "title": ("libelle appellation long", "libelle appellation", "appellation", "libelle", "titre"),
    "rome": ("code rome", "rome", "code rome metier", "code"),
    "parent": ("code rome parent", "code parent"),
    "classification": ("classification", "type appellation"),
    "rare": ("peu usite",),
}
NEEDED = ("ogr", "title", "rome")
TABLE_IN_ZIP = "appellation"  # what the member's name holds
LONGEST_TITLE = 300

Values = Mapping[str, str]


def read_jobs_table(path: Path) -> JobReading:
    """Return the titles of a table. Raises `ProgrammeRefused` for a file that holds none."""
    rows = _dicts(load(path), path.name)
    first = next(rows, None)
    if first is None:
        raise NoLines(name=path.name)
    _require(first[1])
    lines: dict[str, JobLine] = {}
    refused: list[Remark] = []
    for number, cells in chain([first], rows):
        row = {ours: _cell(cells, theirs) for ours, theirs in HEADINGS.items()}
        if not row["ogr"] or not row["title"] or not ROME.fullmatch(row["rome"]):
            refused.append(Remark(line=number, message_id="vacancies.title_incomplete"))
            continue
        lines.setdefault(row["ogr"], _line(row))
    return JobReading(lines=tuple(lines.values()), refused=tuple(refused))


def _line(row: Values) -> JobLine:
    return JobLine(
        ogr=row["ogr"],
        title=row["title"][:LONGEST_TITLE],
        rome=row["rome"],
        parent=row["parent"],
        principal=fold(row["classification"]).startswith("principal"),
        rare=fold(row["rare"]) in ("o", "oui", "1"),
    )


def _dicts(content: bytes, name: str) -> Iterator[tuple[int, dict[str, Cell]]]:
    try:
        kind = kind_of(content, name)
    except KindUnknown:
        member = _member(content, name) if content.startswith(b"PK") else None
        if member is None:
            raise
        content, name = member
        kind = kind_of(content, name)
    if kind is Kind.SHEET:
        return read_dicts(sheet_rows(content, name))
    if kind is Kind.TABLE:
        return read_dicts(csv_rows(decode(content, name), name))
    raise KindUnknown(name=name)


def _member(content: bytes, name: str) -> tuple[bytes, str] | None:
    """Return the table of titles out of an archive, if it has one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.infolist():
                if TABLE_IN_ZIP in one.filename.lower() and not one.is_dir():
                    if one.file_size > MOST_UNPACKED:
                        raise ArchiveUnsafe(name=name)
                    return archive.read(one), Path(one.filename).name
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as wrong:
        raise Unreadable(name=name, kind="ZIP") from wrong
    return None


def _require(cells: Mapping[str, Cell]) -> None:
    said = {fold(heading) for heading in cells}
    missing = [name for name in NEEDED if said.isdisjoint(HEADINGS[name])]
    if missing:
        raise MissingColumns(
            count=len(missing), columns=", ".join(missing), found=", ".join(cells)[:400]
        )


def _cell(cells: Mapping[str, Cell], headings: tuple[str, ...]) -> str:
    found = (
        written(value)
        for heading in headings
        for name, value in cells.items()
        if fold(name) == heading
    )
    return clean(next(found, ""))
