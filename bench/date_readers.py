"""Parsers of dates: ours, dateparser in its two ways, and others in Pythons of their own."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dateparser
from dateparser.search import search_dates

from bench.date_items import Item
from bench.peers.date_readers import LANGUAGES as READ_BY
from bench.stages import CACHE
from bot.understanding.dates import Interval, understand_when

TAKES = 3
"""The median of so many is an item's time, so that a busy machine is not measured."""
PACKAGES = {
    "parsedatetime": ["parsedatetime"],
    "ctparse": ["ctparse"],
    "recognizers": ["recognizers-text-date-time", "emoji<2"],
}
Answer = tuple[datetime | None, datetime | None, float]
"""Start, end, microseconds."""


def ours(text: str, language: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return what TocToc means; a question is no answer."""
    found = understand_when(text, language=language, now=now.replace(tzinfo=UTC))
    if not isinstance(found, Interval):
        return None, None
    return found.start.replace(tzinfo=None), found.end.replace(tzinfo=None)


def parsed(text: str, language: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return what dateparser means by a whole text."""
    found = dateparser.parse(text, languages=[language], settings=_settings(now))
    return _naive(found)


def searched(text: str, language: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return the first date that dateparser finds in a text."""
    found = search_dates(text, languages=[language], settings=_settings(now))
    return _naive(found[0][1] if found else None)


IN_PROCESS: dict[str, Callable[..., tuple[datetime | None, datetime | None]]] = {
    "ours": ours,
    "dateparser": parsed,
    "dateparser.search": searched,
}


def _settings(now: datetime) -> Any:
    return {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}


def _naive(found: datetime | None) -> tuple[datetime | None, datetime | None]:
    start = found.replace(tzinfo=None) if found else None
    return start, start


def answers(name: str, asked: Sequence[Item]) -> list[Answer]:
    """Return each answer of a parser of this process with its time."""
    read, said = IN_PROCESS[name], []
    for item in asked:
        spent = []
        for _ in range(TAKES):
            begun = time.perf_counter()
            start, end = read(item.text, item.language, item.now)
            spent.append((time.perf_counter() - begun) * 1e6)
        said.append((start, end, statistics.median(spent)))
    return said


def answers_of_peer(interpreter: Path, name: str, asked: Sequence[Item]) -> list[Answer]:
    """Return each answer of a parser in a Python of its own."""
    script = Path(__file__).parent / "peers" / "date_readers.py"
    given = json.dumps([[item.text, item.language, item.now.isoformat()] for item in asked])
    done = subprocess.run(
        [str(interpreter), str(script), name],
        input=given + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return [(*_naive(datetime.fromisoformat(start) if start else None), us) for start, us in said]


def peers(languages: Sequence[str], *, install: bool) -> dict[str, Path]:
    """Return the Python of each other parser that is installed, or that can be."""
    found = {name: _python_with(name, install=install) for name in PACKAGES}
    wanted = set(languages)
    return {
        name: python
        for name, python in found.items()
        if python is not None and wanted & set(READ_BY[name])
    }


def _python_with(name: str, *, install: bool) -> Path | None:
    """Return a Python that has a parser, made on first use; None where it can't be installed."""
    folder = CACHE / f"dates-{name}"
    python = folder / "bin" / "python"
    if not python.exists() and install:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    ask = [str(python), str(Path(__file__).parent / "peers" / "date_readers.py"), name]
    pip = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES[name]]
    ready = python.exists() and _works(ask)
    if not ready and install:
        subprocess.run(pip, capture_output=True, check=False)
        ready = _works(ask)
    return python if ready else None


def _works(command: list[str]) -> bool:
    done = subprocess.run(command, input="[]\n", capture_output=True, text=True, check=False)
    return done.returncode == 0
