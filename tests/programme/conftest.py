"""Files written on the spot, read as an import would."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.programme import Reading
from bot.programme.read import read_programme

HEADINGS = "host;title;sector;territory;city;starts;ends;capacity"
GOOD = "Aciérie Lorre;Visite du laminoir;Métal;Moselle;Metz;24/11/2026 14:00;24/11/2026 16:00;20"

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write content to a file and read it, on 1 September 2026, in Paris unless told."""

    def reading(content: str | bytes, *, name: str = "file", zone: str = "Europe/Paris") -> Reading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_programme(path, timezone=ZoneInfo(zone), today=date(2026, 9, 1))

    return reading


@pytest.fixture
def line(read: Read) -> Read:
    """Read a one-line table: the good line with these cells instead, in further columns if new."""

    def reading(zone: str = "Europe/Paris", **cells: str) -> Reading:
        named = dict(zip(HEADINGS.split(";"), GOOD.split(";"), strict=True)) | cells
        table = io.StringIO()
        csv.writer(table, delimiter=";").writerows([named.keys(), named.values()])
        return read(table.getvalue(), zone=zone)

    return reading
