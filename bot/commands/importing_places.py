"""`toctoc import --kind places`: towns that people name, with where they are."""

from functools import partial as bind
from pathlib import Path

from rich.console import Console

from bot.commands.importing import DryRun, print_remarks
from bot.i18n import translator
from bot.programme.towns import read_towns
from bot.services.import_places import import_places
from bot.services.import_programme import ImportReport
from bot.settings import Settings
from storage.database import Transaction
from storage.opening import open_database


async def import_towns(settings: Settings, path: Path, *, dry_run: bool, partial: bool) -> int:
    """Read a file of towns and import it; return the exit status. Raises `Refusal`."""
    t = translator(settings.language)
    reading = read_towns(path)
    print_remarks(reading.refused, "cli.import_refused", t)
    if reading.refused and not partial:
        Console(stderr=True).print(t.label("cli.import_nothing"))
        return 1
    do = bind(import_places, lines=reading.lines)
    report = await _store(settings, do, dry_run=dry_run)
    Console().print(
        t.label(
            "places.import_dry" if dry_run else "places.import_done",
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=len(reading.refused),
        ),
        soft_wrap=True,
    )
    return 0


async def _store(settings: Settings, do: "bind[ImportReport]", *, dry_run: bool) -> ImportReport:
    def job(tx: Transaction) -> ImportReport:
        report = do(tx)
        if dry_run:
            raise DryRun(report)
        return report

    database = await open_database(settings.database)
    try:
        return await database.write(job)
    except DryRun as dry:
        return dry.report
    finally:
        await database.close()
