"""bench/RESULTS.md: one section a figure, kept until that figure is measured again."""

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.figures import Figure

RESULTS = Path(__file__).parent / "RESULTS.md"
LIBRARIES = ("python-telegram-bot", "aiohttp", "httpx", "aiosqlite", "orjson")
HEAD = """# Figures

Written by `make bench`; each number stands beside its comparison from the same run, in
interleaved pairs: medians, and the range of the pairs' ratios. Times and rates mean something on
this machine only; ratios are what to compare.
"""


def write(name: str, figure: Figure, pairs: int) -> None:
    """Put a figure's section in place of its last one."""
    old = RESULTS.read_text() if RESULTS.exists() else HEAD
    sections = dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=\n<!-- \w+ -->|\Z)", old, re.DOTALL))
    remarks = "\n".join(f"* {remark}" for remark in figure.remarks)
    sections[name] = f"## {figure.title}\n\n{_measured(pairs)}\n\n{figure.body()}\n\n{remarks}\n"
    body = "\n".join(f"<!-- {key} -->\n{text}" for key, text in sections.items())
    RESULTS.write_text(f"{HEAD}\n{body}")


def _measured(pairs: int) -> str:
    load = os.getloadavg()[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {pairs} pairs; {_processor()},"
        f" {os.cpu_count()} cores, load {load:.1f} at the end; Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version}, {libraries}."
    )


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1] if found else platform.processor()
