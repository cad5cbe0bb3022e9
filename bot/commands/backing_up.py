"""`toctoc backup`: a verified copy of the database, made beside a running bot."""

import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.clock import Clock
from bot.commands.database_file import file_of
from bot.domain.refusals import Refusal
from bot.i18n import Translator, translator
from bot.settings import Settings
from storage import backups, tombstone_file, tombstones
from storage.backups import Copy
from storage.database import StorageError
from storage.sqlite_file import opened, transact

LOOK_S = 0.2  # between two looks at how far it is


class TargetIsDatabase(Refusal):
    """The copy would take the place of its original."""

    message_id = "backup.target_is_database"


class TargetTaken(Refusal):
    """Something that is no backup has that name."""

    message_id = "backup.target_taken"


class NoFolder(Refusal):
    """There is no such folder."""

    message_id = "backup.no_folder"


async def back_up(settings: Settings, target: Path, clock: Clock) -> int:
    """Make a copy, verify it, say what it holds; return the exit status. Raises `Refusal`."""
    t = translator(settings.language)
    said = await asyncio.to_thread(_back_up, file_of(settings), target, clock, t)
    Console(highlight=False, soft_wrap=True).print(said)
    return 0


def _back_up(source: Path, target: Path, clock: Clock, t: Translator) -> str:
    _check_target(source, target)
    begun, now = time.monotonic(), clock.now()
    copy = _made(source, target, now)
    _note(source, target, now, t)
    return t.label(
        "backup.done",
        file=target,
        bookings=copy.bookings,
        slots=copy.slots,
        megabytes=f"{copy.bytes / 1e6:.1f}",
        seconds=f"{time.monotonic() - begun:.1f}",
    )


def _check_target(source: Path, target: Path) -> None:
    if not target.resolve().parent.is_dir():
        raise NoFolder(folder=target.resolve().parent)
    if not target.exists():
        return
    if source.exists() and target.samefile(source):
        raise TargetIsDatabase(file=target)
    if not target.is_file() or not backups.is_database(target):
        raise TargetTaken(file=target)


def _made(source: Path, target: Path, now: datetime) -> Copy:
    """Make the copy; on a terminal, show how far it is."""
    part = backups.part_of(target)
    size = source.stat().st_size if source.exists() else None
    with (
        ThreadPoolExecutor(1) as thread,
        Progress(transient=True, disable=not sys.stderr.isatty()) as bar,
    ):
        work = thread.submit(backups.make, source, target, now)
        shown = bar.add_task(target.name, total=size)
        while not wait({work}, LOOK_S).done:
            bar.update(shown, completed=part.stat().st_size if part.exists() else 0)
    return work.result()


def _note(source: Path, target: Path, now: datetime, t: Translator) -> None:
    """Let doctor, /metrics and later erasures know of the copy; it is good without that."""
    try:
        backups.note(source, target, now)
        with opened(source) as connection:
            erased = transact(connection, tombstones.all_of_them)
        tombstone_file.write(tombstone_file.beside(source, target.resolve().parent), erased, now)
    except (StorageError, OSError) as error:
        Console(stderr=True).print(t.label("backup.not_noted", what=type(error).__name__))
