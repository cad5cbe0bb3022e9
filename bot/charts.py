"""Charts of figures, as PNG; drawn by a small program of its own."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

_WORKER = Path(__file__).with_name("chart_worker.py")
SECONDS = 30
MOST_ROWS = 30  # more are unreadable on a phone


class ChartFailed(Exception):
    """The drawing program ended without a picture."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Two bars a row: what was offered, and inside it what of that was taken."""

    title: str
    outer: str
    inner: str
    rows: Sequence[tuple[str, int, int]]


def png(chart: Chart) -> bytes:
    """Return a chart as PNG; takes about a second, so never on the event loop."""
    asked = orjson.dumps(
        {
            "title": chart.title,
            "outer": chart.outer,
            "inner": chart.inner,
            "rows": list(chart.rows[:MOST_ROWS]),
        }
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own program; -P: its folder hides modules
            [sys.executable, "-P", str(_WORKER)],
            input=asked,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ChartFailed(type(error).__name__) from error
    return done.stdout
