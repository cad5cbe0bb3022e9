"""`toctoc stats`: an edition's figures as a table, CSV, JSON or chart."""

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table as Shown

from bot.charts import png
from bot.domain.stats import FIGURES, By, Stats
from bot.i18n import Translator, translator
from bot.services.count_figures import count_figures
from bot.settings import Settings
from bot.tables import csv_bytes
from handlers.screens.figures import as_table, chart
from storage.opening import open_database


async def show_stats(
    settings: Settings,
    *,
    by: By,
    edition: str | None,
    form: str,
    picture: Path | None,
    now: datetime,
) -> int:
    """Print an edition's figures; write a chart of them too where a file is named.

    Return the exit status. Raises `NothingFound` for an edition there is not.
    """
    database = await open_database(settings.database)
    try:
        counted = await database.read(
            partial(count_figures, by=by, today=now.date(), edition=edition)
        )
    finally:
        await database.close()
    t = translator(settings.language)
    FORMS[form](counted, t)
    if picture is not None:
        drawn = await asyncio.to_thread(png, chart(counted, t))
        await asyncio.to_thread(picture.write_bytes, drawn)
    return 0


def _as_text(stats: Stats, t: Translator) -> None:
    table = as_table(stats, t)
    shown = Shown(title=stats.edition)
    for number, heading in enumerate(table.headings):
        shown.add_column(heading, justify="right" if number else "left")
    for row in table.rows:
        shown.add_row(*(str(cell) for cell in row))
    console = Console(highlight=False)
    console.print(shown)
    for name in FIGURES:
        console.print(
            f"{t.label(f'stats.name_{name}')}: {t.label(f'stats.define_{name}')}", style="dim"
        )


def _as_csv(stats: Stats, t: Translator) -> None:
    sys.stdout.buffer.write(csv_bytes(as_table(stats, t)))


def _as_json(stats: Stats, t: Translator) -> None:
    whole = {
        "edition": stats.edition,
        "by": stats.by.value,
        "whole": asdict(stats.whole),
        "parts": [{"name": part.name, **asdict(part.counts)} for part in stats.parts],
        "comparison": asdict(stats.comparison) if stats.comparison else None,
        "definitions": {name: t.label(f"stats.define_{name}") for name in FIGURES},
    }
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


FORMS: dict[str, Callable[[Stats, Translator], None]] = {
    "table": _as_text,
    "csv": _as_csv,
    "json": _as_json,
}
