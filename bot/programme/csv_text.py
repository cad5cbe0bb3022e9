"""CSV text as numbered rows, whatever separates its cells."""

import csv
from collections.abc import Iterator
from itertools import islice

from bot.programme.refusals import TooManyLines, Unreadable
from bot.programme.rows import MOST_ROWS
from bot.programme.table import Numbered, best_header

_SEPARATORS = (";", ",", "\t")
_MOST_LINES = 2 * MOST_ROWS  # of text: cells may hold line breaks


def csv_rows(text: str, name: str) -> Iterator[Numbered]:
    """Each record with the line it starts on; raises Unreadable where quotes never close."""
    if text.count("\n") > _MOST_LINES:
        raise TooManyLines(most=MOST_ROWS)
    lines = text.splitlines(keepends=True) if "\n" not in text else text.split("\n")
    skipped = 1 if lines[0].strip().lower().startswith("sep=") else 0
    separator = max(_SEPARATORS, key=lambda sign: _columns(lines[skipped : skipped + 60], sign))
    return _records(lines[skipped:], separator, skipped, name)


def _columns(lines: list[str], separator: str) -> tuple[int, int]:
    try:
        top = list(islice(_records(lines, separator, 0, ""), 15))
    except Unreadable:
        top = []
    if not top:
        return 0, 0
    return len(best_header(top)[1].positions), max(len(cells) for _, cells in top)


def _records(lines: list[str], separator: str, skipped: int, name: str) -> Iterator[Numbered]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator, strict=False)
    begins = skipped + 1
    try:
        for cells in reader:
            yield begins, cells
            begins = skipped + reader.line_num + 1
    except csv.Error as wrong:
        raise Unreadable(name=name, kind=f"CSV, {begins}") from wrong
