"""A SQLite file looked at or changed from outside, beside a running bot or without one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import Job, StorageDamaged, StorageUnavailable, Value
from storage.sqlite_jobs import SqliteTransaction, translated

BUSY_TIMEOUT_S = 10
HEADER = b"SQLite format 3\x00"
BESIDE = ("-wal", "-shm")


@contextmanager
def opened(path: Path, *, read_only: bool = True) -> Iterator[sqlite3.Connection]:
    """Open an existing file for as long as the block lasts; its schema stays as it is.

    Raises `StorageUnavailable` for no file, `StorageDamaged` for one that is no database, and
    what SQLite raises inside the block, translated.
    """
    if not path.is_file():
        raise StorageUnavailable(str(path))
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            timeout=BUSY_TIMEOUT_S,
        )
    except sqlite3.Error as error:
        raise translated(error) from error
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        yield connection
    except sqlite3.Error as error:
        raise translated(error) from error
    finally:
        connection.close()


def transact(connection: sqlite3.Connection, job: Job[Value], *, write: bool = False) -> Value:
    """Run one job in a transaction of its own; return its value or raise what it raised."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        value = job(SqliteTransaction(connection))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return value


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that was applied; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_soundness(connection: sqlite3.Connection) -> None:
    """Read every page and index. Raises `StorageDamaged` with what SQLite found first."""
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise StorageDamaged(verdict)
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise StorageDamaged(f"{orphan[0]} {orphan[1]} → {orphan[2]}")


def wipe_log(path: Path) -> None:
    """Bring everything into the file and empty its log: what was erased is nowhere any more."""
    with opened(path, read_only=False) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
