"""Tables as files: CSV that spreadsheets open, or XLSX; no cell of theirs is ever a formula."""

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TextIO

from bot.domain.refusals import Refusal
from bot.programme.quoting import guarded

Cell = str | int | float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Headings, and rows of cells below them."""

    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class EndingUnknown(Refusal):
    """The file's ending says no format; fields: file."""

    message_id = "export.ending_unknown"


class FolderMissing(Refusal):
    """There is no such folder; fields: folder."""

    message_id = "backup.no_folder"


def write_table(table: Table, path: Path) -> int:
    """Write a table by the file's ending, whole or not at all; return how many rows.

    Only its owner may read the file. Raises `EndingUnknown` or `FolderMissing`.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise EndingUnknown(file=path.name)
    if not path.resolve().parent.is_dir():
        raise FolderMissing(folder=path.resolve().parent)
    part = path.with_name(f".{path.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        count = writer(table, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV in UTF-8 with its mark, as spreadsheets open it."""
    text = StringIO(newline="")
    _write_rows(table, text)
    return text.getvalue().encode("utf-8-sig")


def _write_csv(table: Table, path: Path) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return _write_rows(table, file)


def _write_rows(table: Table, file: TextIO) -> int:
    count = 0
    writer = csv.writer(file, delimiter=";")
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        count += 1
    return count


def _write_xlsx(table: Table, path: Path) -> int:
    import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

    count = 0
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.headings, book.add_format({"bold": True}))
        for count, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(count, column, guarded(cell, typed=True))
                elif cell is not None:
                    sheet.write_number(count, column, cell)
    return count


_WRITERS: dict[str, Callable[[Table, Path], int]] = {".csv": _write_csv, ".xlsx": _write_xlsx}
