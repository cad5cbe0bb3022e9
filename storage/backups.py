"""Copies of a SQLite file: made beside a running bot, verified, and put back.

A copy is made in one snapshot (`VACUUM INTO`) under another name, reaches the disk, is read
whole and compared with the original; only then does it get its name. A restored file is prepared
beside the database and takes its place in one step; the old file is kept aside.
"""

import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.times import to_text
from storage import facts
from storage.database import (
    Job,
    SchemaTooNew,
    StorageDamaged,
    StorageUnavailable,
    Transaction,
    Value,
)
from storage.migrations import migrate_sqlite, newest
from storage.sqlite_file import (
    BESIDE,
    HEADER,
    check_soundness,
    opened,
    schema_version,
    transact,
)

MADE_AT = "backed_up_at"  # facts, in the copy: when it was begun
LAST_AT = "backup_at"  # facts, in the original: when the last good copy was begun
LAST_FOLDER = "backup_folder"  # and where it is
ROOM = 1.2  # times the file's size that must be free
COUNTED = ("booking", "slot", "person", "delivery")


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """A good copy."""

    bookings: int
    slots: int
    bytes: int


class NotACopy(StorageDamaged):
    """The copy lacks what the original had."""


class NoRoom(StorageUnavailable):
    """The disk can't take another copy."""


def part_of(target: Path) -> Path:
    """Return the name under which a file is made before it is whole."""
    return target.with_name(f".{target.name}.part")


def make(source: Path, target: Path, now: datetime) -> Copy:
    """Copy a database to a file beside whoever uses it, and verify the copy.

    A file that is there already is replaced only by a good copy. Raises `StorageError`.
    """
    part = part_of(target)
    _check_room(source, target.parent)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with opened(source) as original:
            before = transact(original, _counts)
            original.execute("PRAGMA query_only = OFF")  # it would forbid the copy's file too
            original.execute("VACUUM INTO ?", (str(part),))
        copy = _sealed(part, before, now)
        part.replace(target)
        _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return copy


def note(source: Path, target: Path, now: datetime) -> None:
    """Note in a database when its last good copy was begun, and where it lies."""

    def job(tx: Transaction) -> None:
        facts.put(tx, LAST_AT, to_text(now))
        facts.put(tx, LAST_FOLDER, str(target.resolve().parent))

    with opened(source, read_only=False) as connection:
        transact(connection, job, write=True)


def _sealed(part: Path, before: dict[str, int], now: datetime) -> Copy:
    with opened(part, read_only=False) as connection:
        transact(connection, lambda tx: facts.put(tx, MADE_AT, to_text(now)), write=True)
        check_soundness(connection)
        after = transact(connection, _counts)
    # Bookings and slots are never deleted: what was there when the copy began must be in it.
    if any(after[table] < before[table] for table in ("booking", "slot")):
        raise NotACopy(f"{after} < {before}")
    _sync(part)
    return Copy(bookings=after["booking"], slots=after["slot"], bytes=part.stat().st_size)


def _counts(tx: Transaction) -> dict[str, int]:
    counts = {}
    for table in COUNTED:
        row = tx.fetch_one(f"SELECT COUNT(*) AS n FROM {table}")  # noqa: S608
        counts[table] = row["n"] if row else 0
    return counts


def prepare(file: Path, database: Path, job: Job[Value]) -> tuple[Path, Value]:
    """Copy a backup beside the database it is to become, bring it up to date and change it.

    Returns the prepared file and the job's value; the backup and the database stay as they are.
    Raises `StorageUnavailable`, `StorageDamaged` or `SchemaTooNew`.
    """
    _check_room(file, database.parent)
    staged = database.with_name(f".{database.name}.restoring")
    discard(staged)
    try:
        _copy(file, staged)
        with opened(staged, read_only=False) as connection:
            value = _brought_up(connection, file, job)
        _sync(staged)
    except BaseException:
        discard(staged)
        raise
    return staged, value


def _brought_up(connection: sqlite3.Connection, file: Path, job: Job[Value]) -> Value:
    version = schema_version(connection)
    if version == 0:
        raise StorageDamaged(f"{file.name}: 0")
    if version > newest():
        raise SchemaTooNew(f"{version} > {newest()}")
    connection.execute("PRAGMA journal_mode = DELETE")
    migrate_sqlite(connection)
    value = transact(connection, job, write=True)
    check_soundness(connection)  # of the backup, too: a torn page stays torn
    return value


def put_in_place(staged: Path, database: Path, aside: Path) -> bool:
    """Let a prepared file become the database; True when an old one is kept `aside`.

    The caller holds the database's lock. Whatever happens, there is a whole file under the name.
    """
    kept = database.exists()
    if kept:
        _checkpoint(database)
        with suppress(OSError):
            os.link(database, aside)
    for ending in BESIDE:  # a log left behind would be played into the new file
        log = Path(f"{database}{ending}")
        if log.exists() and ending == "-wal" and log.stat().st_size:
            log.replace(f"{aside}{ending}")
        log.unlink(missing_ok=True)
    if kept and not aside.exists():  # a file system without hard links
        database.replace(aside)
    staged.replace(database)
    _sync(database.parent)
    return kept


def discard(staged: Path) -> None:
    """Remove a prepared file and what SQLite left beside it."""
    for ending in ("", *BESIDE, "-journal"):
        Path(f"{staged}{ending}").unlink(missing_ok=True)


def is_database(path: Path) -> bool:
    """Tell whether a file begins as SQLite's do."""
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def _copy(file: Path, staged: Path) -> None:
    for ending in ("", "-wal"):  # a file that was moved aside has its log beside it
        origin = Path(f"{file}{ending}")
        if origin.exists():
            descriptor = os.open(f"{staged}{ending}", os.O_CREAT | os.O_WRONLY, 0o600)
            with origin.open("rb") as source, os.fdopen(descriptor, "wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def _checkpoint(database: Path) -> None:
    with suppress(StorageDamaged, StorageUnavailable), opened(database, read_only=False) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _check_room(source: Path, folder: Path) -> None:
    if not source.is_file():
        raise StorageUnavailable(str(source))
    needed = int(source.stat().st_size * ROOM)
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise StorageUnavailable(str(folder)) from error
    if free < needed:
        raise NoRoom(f"{folder}: {free // 1_000_000} < {needed // 1_000_000} MB")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
