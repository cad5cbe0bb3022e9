"""Spreadsheets (.xlsx, .ods, .xls) as numbered rows: the sheet that looks most like a programme."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from bot.programme.refusals import TooManyLines, Unreadable
from bot.programme.rows import MOST_ROWS
from bot.programme.table import Numbered, best_header

_WORKER = Path(__file__).with_name("sheet_worker.py")
_SECONDS = 60


def sheet_rows(content: bytes, name: str) -> Iterator[Numbered]:
    """Rows of the best sheet; raises Unreadable for what the parser cannot open or survive."""
    sheets = _sheets(_unpacked(content, name))
    if not sheets:
        raise Unreadable(name=name, kind="Excel/ODS")
    best = max(sheets, key=_known_columns)
    if len(best) > MOST_ROWS + 1:
        raise TooManyLines(most=MOST_ROWS)
    return ((line, orjson.loads(row)) for line, row in enumerate(best, 1))


def _unpacked(content: bytes, name: str) -> bytes:
    try:
        worker = subprocess.run(  # noqa: S603 - our own file, fixed arguments
            [sys.executable, "-I", str(_WORKER), str(MOST_ROWS + 1)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as wrong:
        raise Unreadable(name=name, kind="Excel/ODS") from wrong
    return worker.stdout


def _sheets(told: bytes) -> list[list[bytes]]:
    sheets: list[list[bytes]] = []
    for row in told.splitlines():
        if row.startswith(b'"'):
            sheets.append([])
        else:
            sheets[-1].append(row)
    return sheets


def _known_columns(sheet: list[bytes]) -> int:
    top: list[Numbered] = [(line, orjson.loads(row)) for line, row in enumerate(sheet[:15], 1)]
    return len(best_header(top)[1].positions) if top else -1
