"""What runs in the thread of a SQLite connection: jobs in groups, each in its own savepoint."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, cast

from storage.database import (
    ConstraintBroken,
    Job,
    Parameters,
    Row,
    StorageDamaged,
    StorageError,
    StorageUnavailable,
    Value,
)

# SQLite names the columns of a unique index where PostgreSQL names the index.
UNIQUE_INDEXES = {
    "booking.slot_id, booking.chat_id": "booking_once_per_slot",
    "waitlist.slot_id, waitlist.chat_id": "waitlist_once_per_slot",
}
READING, WRITING = "BEGIN", "BEGIN IMMEDIATE"
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class SqliteTransaction:
    """A transaction over one SQLite connection."""

    def __init__(self, connection: sqlite3.Connection, *, undoes: bool = True) -> None:
        self._connection = connection
        self.undoes = undoes  # False where nothing is written: there is nothing to undo
        self.notified: set[str] = set()

    def fetch_all(self, sql: str, parameters: Parameters | tuple[()] = ()) -> list[Row]:
        """Return every row of a query; columns by name."""
        return self._run(sql, parameters).fetchall()

    def fetch_one(self, sql: str, parameters: Parameters | tuple[()] = ()) -> Row | None:
        """Return the first row of a query, if there is one."""
        row: Row | None = self._run(sql, parameters).fetchone()
        return row

    def execute(self, sql: str, parameters: Parameters | tuple[()] = ()) -> int:
        """Run a statement; return how many rows it touched."""
        return self._run(sql, parameters).rowcount

    def execute_many(self, sql: str, rows: list[Parameters]) -> None:
        """Run one statement for many rows."""
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise translated(error) from error

    def lock(self, table: str, row_id: int) -> None:
        """Need nothing: there is one writer."""

    def take_turn(self, chat_id: int, user_id: int) -> None:
        """Need nothing: there is one process, and its turnstile."""

    def attempt(self, job: Job[Value]) -> Value:
        """Run a job that is undone on its own when it raises, and raise what it raised."""
        end = _run_job(self._connection, self, job, "attempt")
        if end.error is not None:
            raise end.error
        return cast(Value, end.value)

    def notify(self, channel: str) -> None:
        """Wake whoever listens on a channel, once this is committed."""
        self.notified.add(channel)

    def _run(self, sql: str, parameters: Parameters | tuple[()]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, parameters)
        except sqlite3.Error as error:
            raise translated(error) from error


def translated(error: sqlite3.Error) -> StorageError:
    """Turn SQLite's error into ours: the one place that reads its messages."""
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        broken = text.rpartition("constraint failed: ")[2]
        return ConstraintBroken(UNIQUE_INDEXES.get(broken, broken))
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED:  # the rest says what kind
        return StorageDamaged(text)
    if isinstance(error, sqlite3.OperationalError):
        return StorageUnavailable(text)
    return StorageError(text)


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """How a job ended: with a value, or with what it raised."""

    value: Value | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """How a group of jobs ended, in order, and which channels it woke."""

    ends: list[Done[Any]]
    notified: set[str]


def run_group(
    connection: sqlite3.Connection, jobs: list[Job[Any]], begin: str, check: Callable[[], None]
) -> Group:
    """Run jobs in one transaction, each in its own savepoint, and commit them together.

    `check` is called right before the commit, and prevents it by raising `StorageUnavailable`.
    """
    transaction = SqliteTransaction(connection, undoes=begin != READING)
    try:
        connection.execute(begin)
        ends = [_run_job(connection, transaction, job, "job") for job in jobs]
        check()
        connection.execute("COMMIT")
    except (sqlite3.Error, StorageUnavailable) as error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        ours = translated(error) if isinstance(error, sqlite3.Error) else error
        return Group([Done(error=ours) for _ in jobs], set())
    return Group(ends, transaction.notified)


def _run_job(
    connection: sqlite3.Connection, transaction: SqliteTransaction, job: Job[Value], name: str
) -> Done[Value]:
    if not transaction.undoes:
        return _ended(job, transaction)
    connection.execute(f"SAVEPOINT {name}")
    end = _ended(job, transaction)
    if end.error is not None:
        connection.execute(f"ROLLBACK TO {name}")
    connection.execute(f"RELEASE {name}")
    return end


def _ended(job: Job[Value], transaction: SqliteTransaction) -> Done[Value]:
    try:
        return Done(job(transaction))
    except Exception as error:  # noqa: BLE001 - whatever a job raises is its caller's to see
        return Done(error=error)
