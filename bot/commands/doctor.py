"""`toctoc doctor`: one line for each thing that was examined, with what to do."""

import asyncio

from rich.console import Console
from rich.markup import escape

from bot.clock import Clock
from bot.examining_database import examine_database
from bot.examining_machine import (
    examine_disk,
    examine_encryption,
    examine_leftovers,
    examine_rights,
)
from bot.examining_telegram import examine_telegram
from bot.findings import Finding, Level, bad
from bot.i18n import translator
from bot.settings import Settings
from storage.database import StorageError
from storage.opening import open_database, sqlite_path

STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.BAD: "bold red"}


async def examine(settings: Settings, clock: Clock) -> int:
    """Print every finding; return 1 when one is bad."""
    findings = [*await examine_telegram(settings, clock), *await _examine_storage(settings, clock)]
    t = translator(settings.language)
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        text = escape(t.label(finding.message_id, **finding.fields))
        console.print(f"[{STYLES[finding.level]}]{finding.level.value:<4}[/] {text}")
    return 1 if any(finding.level is Level.BAD for finding in findings) else 0


async def _examine_storage(settings: Settings, clock: Clock) -> list[Finding]:
    path = sqlite_path(settings.database)
    if path is None:
        return await _examine_server(settings)
    if not path.parent.is_dir():
        return [bad("doctor.no_folder", folder=path.parent)]
    return [
        examine_disk(path.parent),
        *examine_rights(path),
        examine_encryption(path.parent),
        *await asyncio.to_thread(examine_database, path, clock.now()),
        *examine_leftovers(path),
    ]


async def _examine_server(settings: Settings) -> list[Finding]:
    try:
        await (await open_database(settings.database)).close()
    except StorageError as error:
        return [bad("doctor.server_silent", what=type(error).__name__)]
    return [Finding(Level.OK, "doctor.server")]
