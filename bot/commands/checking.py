"""`toctoc check`: does everything hold that must? On a live database, changing nothing."""

import asyncio
from pathlib import Path

from rich.console import Console

from bot.domain.refusals import Refusal
from bot.i18n import Translator, translator
from bot.settings import Settings
from storage.invariants import INVARIANTS, Breach, breaches
from storage.migrations import newest
from storage.opening import open_database, sqlite_path
from storage.sqlite_file import check_soundness, opened, schema_version, transact


class SchemaOld(Refusal):
    """The schema is of an older version, brought up to date at the next start."""

    message_id = "check.schema_old"


async def check(settings: Settings) -> int:
    """Print every breach; return 1 when there is one."""
    t = translator(settings.language)
    path = sqlite_path(settings.database)
    if path is not None:
        found = await asyncio.to_thread(_check_file, path)
    else:
        database = await open_database(settings.database)
        try:
            found = await database.read(breaches)
        finally:
            await database.close()
    _print(found, t)
    return 1 if found else 0


def _check_file(path: Path) -> list[Breach]:
    """Read every page, then look for breaches in one snapshot. Raises `StorageDamaged`."""
    with opened(path) as connection:
        if (version := schema_version(connection)) < newest():
            raise SchemaOld(version=version, newest=newest())
        check_soundness(connection)
        return transact(connection, breaches)


def _print(found: list[Breach], t: Translator) -> None:
    if not found:
        Console(highlight=False).print(t.label("check.sound", n=len(INVARIANTS)))
    console = Console(stderr=True, highlight=False)
    for breach in found:
        rows = ", ".join(breach.rows) + (" …" if breach.count > len(breach.rows) else "")
        text = t.label(f"check.{breach.name}", count=breach.count)
        console.print(f"{breach.name}: {text} {rows}".rstrip(), markup=False, soft_wrap=True)
