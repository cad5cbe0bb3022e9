"""`toctoc export`: what is stored, as a table in a file."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.i18n import translator
from bot.services.export_bookings import export_bookings
from bot.services.export_vacancies import export_vacancies
from bot.services.export_visits import export_visits
from bot.settings import Settings
from bot.tables import Table, write_table
from storage.database import Transaction
from storage.opening import open_database

KINDS = ("visits", "bookings", "vacancies")


async def export_file(settings: Settings, kind: str, file: Path) -> int:
    """Write a file of one kind; return the exit status. Raises `Refusal`."""
    kinds: dict[str, Callable[[Transaction], Table]] = {
        "visits": partial(export_visits, tz=ZoneInfo(settings.timezone)),
        "bookings": export_bookings,
        "vacancies": export_vacancies,
    }
    database = await open_database(settings.database)
    try:
        table = await database.read(kinds[kind])
    finally:
        await database.close()
    count = await asyncio.to_thread(write_table, table, file)
    t = translator(settings.language)
    Console(highlight=False, soft_wrap=True).print(t.label("export.done", n=count, file=file))
    return 0
