"""PostgreSQL through psycopg 3: jobs run whole in worker threads, a connection each.

READ COMMITTED with row locks: a service locks its slot before it counts. What the server asks to
be tried again (a deadlock, a serialization failure) is tried again here, unseen.
"""

import asyncio
import re
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import psycopg
import structlog
from psycopg.rows import dict_row

from storage.database import (
    ConstraintBroken,
    Job,
    Parameters,
    Row,
    StorageError,
    StorageUnavailable,
    Value,
)
from storage.postgres_schema import migrate_postgres

WORKERS = 8
TRIES = 5  # of a transaction that the server asks to repeat
RECONNECT_S = 1.0
BELL = "toctoc"  # the one channel of the server; ours are its payload
SENDER_LOCK = 7_620_001  # any number that nobody else uses in this database
PLACEHOLDER = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")

log = structlog.get_logger()
Connection = psycopg.Connection[dict[str, Any]]


class PostgresTransaction:
    """A transaction over one PostgreSQL connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fetch_all(self, sql: str, parameters: Parameters | tuple[()] = ()) -> list[Row]:
        """Return every row of a query; columns by name."""
        return list(self._run(sql, parameters).fetchall())

    def fetch_one(self, sql: str, parameters: Parameters | tuple[()] = ()) -> Row | None:
        """Return the first row of a query, if there is one."""
        return self._run(sql, parameters).fetchone()

    def execute(self, sql: str, parameters: Parameters | tuple[()] = ()) -> int:
        """Run a statement; return how many rows it touched."""
        return self._run(sql, parameters).rowcount

    def execute_many(self, sql: str, rows: list[Parameters]) -> None:
        """Run one statement for many rows."""
        try:
            self._connection.cursor().executemany(_placed(sql), rows)
        except psycopg.Error as error:
            raise translated(error) from error

    def lock(self, table: str, row_id: int) -> None:
        """Keep others from changing a row until this transaction ends."""
        self.fetch_one(f"SELECT 1 FROM {table} WHERE id = :id FOR UPDATE", {"id": row_id})  # noqa: S608

    def take_turn(self, chat_id: int, user_id: int) -> None:
        """Let one transaction of a person pass at a time, over all processes."""
        self.fetch_one(
            "SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))",
            {"key": f"{chat_id}:{user_id}"},
        )

    def attempt(self, job: Job[Value]) -> Value:
        """Run a job that is undone on its own when it raises, and raise what it raised."""
        with self._connection.transaction():
            return job(self)

    def notify(self, channel: str) -> None:
        """Wake whoever listens on a channel, once this is committed."""
        self.fetch_one(f"SELECT pg_notify('{BELL}', :channel)", {"channel": channel})

    def _run(self, sql: str, parameters: Parameters | tuple[()]) -> psycopg.Cursor[dict[str, Any]]:
        try:
            return self._connection.execute(_placed(sql), parameters or None)
        except psycopg.Error as error:
            raise translated(error) from error


def translated(error: psycopg.Error) -> StorageError:
    """Turn PostgreSQL's error into ours."""
    if isinstance(error, psycopg.IntegrityError):
        return ConstraintBroken(error.diag.constraint_name or "")
    if isinstance(error, psycopg.errors.DeadlockDetected | psycopg.errors.SerializationFailure):
        return TryAgain(type(error).__name__)
    return StorageUnavailable(type(error).__name__)


class TryAgain(StorageUnavailable):
    """The server asks to repeat the transaction."""


@lru_cache(maxsize=1024)
def _placed(sql: str) -> bytes:
    """Return a statement with PostgreSQL's placeholders: `:name` becomes `%(name)s`."""
    return PLACEHOLDER.sub(r"%(\1)s", sql.replace("%", "%%")).encode()


class PostgresDatabase:
    """A database on a server, perhaps shared by several processes."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="postgres")
        self._local = threading.local()
        self._open: list[Connection] = []
        self._listeners: dict[str, list[Callable[[], None]]] = {}
        self._listening: asyncio.Task[None] | None = None
        self._busy = {"read": 0.0, "write": 0.0}
        self._leading: psycopg.AsyncConnection[Any] | None = None

    @classmethod
    async def open(cls, url: str) -> "PostgresDatabase":
        """Connect and bring the schema up to date.

        Raises `StorageUnavailable` or `SchemaTooNew`.
        """
        database = cls(url)
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(database._threads, migrate_postgres, url)
        except psycopg.Error as error:
            database._threads.shutdown(wait=False)
            raise translated(error) from error
        return database

    async def read(self, job: Job[Value]) -> Value:
        """Run a job that only reads; it sees everything committed before this call."""
        return await self._run(job, "read")

    async def write(self, job: Job[Value]) -> Value:
        """Run a job that may write; return after the commit. Raises what the job raised."""
        return await self._run(job, "write")

    def listen(self, channel: str, wake: Callable[[], None]) -> None:
        """Call `wake` (in the event loop) after each commit that notified the channel."""
        self._listeners.setdefault(channel, []).append(wake)
        if self._listening is None:
            self._listening = asyncio.create_task(self._hear())

    async def lead(self) -> None:
        """Return once this process is the one that sends; until it ends, no other is."""
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
                await connection.execute(f"SELECT pg_advisory_lock({SENDER_LOCK})")
            except psycopg.Error as error:
                log.warning("database can't be reached", error=type(error).__name__)
                await asyncio.sleep(RECONNECT_S)
            else:
                self._leading = connection
                return

    async def close(self) -> None:
        """Finish what was handed over, then close."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if self._leading is not None:
            await self._leading.close()
        await asyncio.to_thread(self._threads.shutdown)
        for connection in self._open:
            connection.close()

    def busy_seconds(self) -> Mapping[str, float]:
        """Return how long jobs have run since it was opened: `read` and `write`."""
        return dict(self._busy)

    async def _run(self, job: Job[Value], sort: str) -> Value:
        def timed() -> tuple[Value, float]:
            started = time.perf_counter()
            return self._carry_out(job), time.perf_counter() - started

        loop = asyncio.get_running_loop()
        value, seconds = await loop.run_in_executor(self._threads, timed)
        self._busy[sort] += seconds
        return value

    def _carry_out(self, job: Job[Value]) -> Value:
        for _attempt in range(TRIES):
            try:
                return self._once(job)
            except TryAgain:
                continue
        return self._once(job)

    def _once(self, job: Job[Value]) -> Value:
        try:
            connection = self._connection()
            with connection.transaction():
                return job(PostgresTransaction(connection))
        except psycopg.Error as error:
            raise translated(error) from error

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg.connect(self._url, autocommit=True, row_factory=dict_row)
            self._local.connection = connection
            self._open.append(connection)
        return connection

    async def _hear(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True
                ) as connection:
                    await connection.execute(f"LISTEN {BELL}")
                    self._wake_all()
                    async for heard in connection.notifies():
                        for wake in self._listeners.get(heard.payload, ()):
                            wake()
            except psycopg.Error as error:
                log.warning("listening again", error=type(error).__name__)
                await asyncio.sleep(RECONNECT_S)

    def _wake_all(self) -> None:
        """Wake everybody: what was notified while nobody listened is not lost."""
        for wakes in self._listeners.values():
            for wake in wakes:
                wake()
