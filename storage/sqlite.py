"""SQLite through aiosqlite: one connection writes, others read, jobs run in groups.

What has queued up for a connection is handed to its thread as one group: each job in its own
savepoint, one commit for all, and each caller is told after that commit. A caller who is
cancelled loses its answer, never half a transaction.

aiosqlite has no public call to run a function of ours in its thread; `_in_thread` below is the
one place that uses its internal `_execute` (docs/decisions/0002).
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from storage.database import Job, StorageDamaged, StorageError, StorageUnavailable, Value
from storage.migrations import migrate_sqlite
from storage.same_file import SameFile
from storage.sqlite_jobs import READING, WRITING, Done, Group, run_group, translated

BUSY_TIMEOUT_S = 10
STATEMENTS = 128  # prepared ones that a connection keeps, some 20 kB each


class Lane:
    """One connection, its thread, and the jobs that wait for it."""

    def __init__(
        self, connection: aiosqlite.Connection, begin: str, check: Callable[[], None]
    ) -> None:
        self._connection = connection
        self._begin = begin
        self._check = check
        self._waiting: list[tuple[Job[Any], asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None
        self._closed = False
        self.busy_seconds = 0.0  # spent in its thread
        self.notified: Callable[[set[str]], None] = lambda _channels: None

    async def run(self, job: Job[Value]) -> Value:
        """Queue a job; return its value once its group is committed."""
        if self._closed:
            raise StorageUnavailable("closed")
        future: asyncio.Future[Value] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, future))
        if self._running is None:
            self._running = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        try:
            while self._waiting:
                await self._run_waiting()
        finally:
            self._running = None

    async def _run_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        jobs = [job for job, _future in waiting]
        work = partial(_timed, jobs=jobs, begin=self._begin, check=self._check)
        try:
            group, seconds = await _in_thread(self._connection, work)
            self.busy_seconds += seconds
            for (_job, future), end in zip(waiting, group.ends, strict=True):
                _tell(future, end)
        finally:  # whatever happened, nobody waits for ever
            for _job, future in waiting:
                _tell(future, Done(error=StorageUnavailable("the connection failed")))
        if group.notified:
            self.notified(group.notified)

    async def close(self) -> None:
        """Wait for what was queued, then close the connection; more is refused."""
        self._closed = True
        if self._running is not None:
            await self._running
        await self._connection.close()


def _tell(future: asyncio.Future[Any], end: Done[Any]) -> None:
    if future.done():  # its caller was cancelled; the job itself ended as it did
        return
    if isinstance(end.error, StopIteration):  # no future takes one
        future.set_exception(RuntimeError("a job raised StopIteration"))
    elif end.error is not None:
        future.set_exception(end.error)
    else:
        future.set_result(end.value)


async def _in_thread(
    connection: Any,  # `_execute` and `_conn` are internals, untyped
    function: Callable[[sqlite3.Connection], Value],
) -> Value:
    value: Value = await connection._execute(function, connection._conn)  # noqa: SLF001
    return value


def _timed(
    connection: sqlite3.Connection, jobs: list[Job[Any]], begin: str, check: Callable[[], None]
) -> tuple[Group, float]:
    started = time.perf_counter()
    group = run_group(connection, jobs, begin, check)
    return group, time.perf_counter() - started


class SqliteDatabase:
    """A database in one file."""

    def __init__(self, writer: Lane, reader: Lane) -> None:
        self._writer = writer
        self._reader = reader
        self._listeners: dict[str, list[Callable[[], None]]] = {}
        writer.notified = self._wake

    @classmethod
    async def open(cls, path: Path) -> "SqliteDatabase":
        """Open the file, make or migrate its schema.

        Raises `StorageDamaged`, `SchemaTooNew` or `StorageUnavailable`; a damaged file is left
        as it is.
        """
        await asyncio.to_thread(_check_sound, path)
        writer = await _connect(path)
        try:
            await _in_thread(writer, _prepare)
        except (sqlite3.Error, StorageError) as error:
            await writer.close()
            raise (translated(error) if isinstance(error, sqlite3.Error) else error) from error
        reader = await _connect(path)
        await reader.execute("PRAGMA query_only = ON")
        check = SameFile(path).check
        return cls(Lane(writer, WRITING, check), Lane(reader, READING, check))

    async def read(self, job: Job[Value]) -> Value:
        """Run a job that only reads; it sees everything committed before this call."""
        return await self._reader.run(job)

    async def write(self, job: Job[Value]) -> Value:
        """Run a job that may write; return after the commit. Raises what the job raised."""
        return await self._writer.run(job)

    def listen(self, channel: str, wake: Callable[[], None]) -> None:
        """Call `wake` (in the event loop) after each commit that notified the channel."""
        self._listeners.setdefault(channel, []).append(wake)

    async def lead(self) -> None:
        """Need nothing: one process runs on the file."""

    def _wake(self, channels: set[str]) -> None:
        for channel in channels:
            for wake in self._listeners.get(channel, ()):
                wake()

    def busy_seconds(self) -> Mapping[str, float]:
        """Return how long jobs have run since it was opened: `read` and `write`."""
        return {"read": self._reader.busy_seconds, "write": self._writer.busy_seconds}

    async def close(self) -> None:
        """Finish what was handed over, then close."""
        await self._reader.close()
        await self._writer.close()


async def _connect(path: Path) -> aiosqlite.Connection:
    try:
        connection = await aiosqlite.connect(
            path, isolation_level=None, timeout=BUSY_TIMEOUT_S, cached_statements=STATEMENTS
        )
    except sqlite3.Error as error:
        raise translated(error) from error
    connection.row_factory = sqlite3.Row
    return connection


def _check_sound(path: Path) -> None:
    """Raise `StorageDamaged` unless the file is sound; nothing is written, not even its log."""
    if not path.exists() or not path.stat().st_size:
        if path.with_name(f"{path.name}-wal").exists():  # SQLite would delete it
            raise StorageDamaged(f"{path.name} is missing, its -wal is there")
        return
    read_only = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(read_only, uri=True)) as looking:
            (verdict,) = looking.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError:
        return  # opening it for writing says why, or first rolls back what a crash left
    except sqlite3.DatabaseError as error:
        raise translated(error) from error
    if verdict != "ok":
        raise StorageDamaged(verdict)


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    migrate_sqlite(connection)
