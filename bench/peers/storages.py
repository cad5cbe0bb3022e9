"""The ways to run a transaction that people would use instead of our storage."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from storage.sqlite_jobs import SqliteTransaction

Job = Callable[[Any], Any]  # a job of ours: it takes a transaction
Run = Callable[[Job], Awaitable[Any]]
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000")


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection as durable as ours."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def transact(connection: sqlite3.Connection, job: Job) -> Any:
    """Run one job in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        value = job(SqliteTransaction(connection))
    except Exception:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return value


@contextmanager
def each_its_own(path: Path) -> Iterator[Run]:
    """Open a connection for each transaction, in the event loop."""

    async def run(job: Job) -> Any:
        with closing(connect(path)) as connection:
            return transact(connection, job)

    yield run


@contextmanager
def one_at_a_time(path: Path) -> Iterator[Run]:
    """Keep one connection, in the event loop."""
    with closing(connect(path)) as connection:

        async def run(job: Job) -> Any:
            return transact(connection, job)

        yield run


@contextmanager
def grouped(path: Path) -> Iterator[Run]:
    """Hand jobs to one thread that commits what has queued up together: the limit."""
    jobs: queue.SimpleQueue[tuple[Job, asyncio.Future[Any]] | None] = queue.SimpleQueue()
    thread = threading.Thread(target=_work, args=(path, jobs, asyncio.get_running_loop()))
    thread.start()

    async def run(job: Job) -> Any:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        jobs.put((job, future))
        return await future

    try:
        yield run
    finally:
        jobs.put(None)
        thread.join()


def _work(path: Path, jobs: "queue.SimpleQueue[Any]", loop: asyncio.AbstractEventLoop) -> None:
    with closing(connect(path)) as connection:
        while (first := jobs.get()) is not None:
            group = [first]
            while not jobs.empty() and (more := jobs.get()) is not None:
                group.append(more)
            connection.execute("BEGIN IMMEDIATE")
            transaction = SqliteTransaction(connection)
            values = [job(transaction) for job, _future in group]
            connection.execute("COMMIT")
            futures = [future for _job, future in group]
            loop.call_soon_threadsafe(_tell, futures, values)


def _tell(futures: list[asyncio.Future[Any]], values: list[Any]) -> None:
    for future, value in zip(futures, values, strict=True):
        future.set_result(value)
