"""`toctoc import --kind places`: towns that people name, with where they are."""

from functools import partial as bind
from pathlib import Path

from rich.console import Console

from bot.commands.importing import lines_of, print_refused
from bot.commands.trying import import_or_try
from bot.i18n import translator
from bot.programme.towns import read_towns
from bot.services.import_places import import_places
from bot.settings import Settings


async def import_towns(settings: Settings, path: Path, *, dry_run: bool, partial: bool) -> int:
    """Read a file of towns and import it; return the exit status. Raises `Refusal`."""
    t = translator(settings.language)
    reading = read_towns(path)
    print_refused(reading.refused, t)
    if reading.refused and not partial:
        Console(stderr=True).print(t.label("cli.import_nothing"))
        return 1
    do = bind(import_places, lines=reading.lines)
    report = await import_or_try(settings, do, dry_run=dry_run, partial=partial)
    Console().print(
        t.label(
            "places.import_dry" if dry_run else "places.import_done",
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=lines_of(*reading.refused),
        ),
        soft_wrap=True,
    )
    return 0
