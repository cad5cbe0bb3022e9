"""`toctoc restore`: a backup becomes the database again; the old file is kept aside."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.clock import Clock
from bot.commands.backing_up import TargetIsDatabase
from bot.commands.database_file import file_of
from bot.domain.erasure import Tombstone
from bot.domain.refusals import Refusal
from bot.i18n import Translator, translator
from bot.services.restore import Restored, restore
from bot.settings import Settings
from storage import backups, tombstone_file, tombstones
from storage.database import StorageDamaged, StorageError
from storage.lock import FileLock
from storage.sqlite_file import opened, transact


class BackupDamaged(Refusal):
    """The file is no sound backup; the database is as it was."""

    message_id = "backup.damaged"


async def restore_file(settings: Settings, file: Path, clock: Clock) -> int:
    """Put a backup in the database's place; return the exit status.

    Raises `AlreadyRunning` while a bot runs on the database, `Refusal` or `StorageError` when the
    backup can't be used: then nothing has changed.
    """
    database = file_of(settings)
    database.parent.mkdir(parents=True, exist_ok=True)
    if database.exists() and database.samefile(file):
        raise TargetIsDatabase(file=file)
    lock = FileLock(database)
    try:
        aside, restored = await asyncio.to_thread(_restore, file, database, clock.now())
    finally:
        lock.release()
    _print(restored, aside, settings, translator(settings.language))
    return 0


def _restore(file: Path, database: Path, now: datetime) -> tuple[Path | None, Restored]:
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    erased = [*_from_files(file, database), *_from_old(database)]
    job = partial(restore, erased=erased, now=now, written=written)
    try:
        staged, restored = backups.prepare(file, database, job)
    except StorageDamaged as error:
        raise BackupDamaged(file=file, what=str(error)) from error
    aside = _free_name(database, now)
    kept = backups.put_in_place(staged, database, aside)
    tombstone_file.write(tombstone_file.beside(database), erased, now)
    return aside if kept else None, restored


def _from_files(file: Path, database: Path) -> Iterable[Tombstone]:
    """Read who was erased, from beside the database and beside the backup."""
    folder = file.resolve().parent
    paths = {tombstone_file.beside(database), *folder.glob(f"*{tombstone_file.SUFFIX}")}
    return [stone for path in sorted(paths) for stone in tombstone_file.read(path)]


def _from_old(database: Path) -> list[Tombstone]:
    """Read who was erased from the database that is replaced, if it can still be read."""
    with suppress(StorageError), opened(database) as connection:
        return transact(connection, tombstones.all_of_them)
    return []


def _free_name(database: Path, now: datetime) -> Path:
    name = f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}"
    aside, number = database.with_name(name), 1
    while aside.exists():
        number += 1
        aside = database.with_name(f"{name}-{number}")
    return aside


def _print(restored: Restored, aside: Path | None, settings: Settings, t: Translator) -> None:
    console = Console(highlight=False, soft_wrap=True)
    made = t.moment(restored.made_at, ZoneInfo(settings.timezone))
    console.print(t.label("backup.restored", at=made))
    console.print(t.label("backup.missed", n=restored.missed))
    if restored.erased:
        console.print(t.label("backup.erased_again", n=restored.erased))
    if aside is not None:
        console.print(t.label("backup.kept_aside", file=aside))
