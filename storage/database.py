"""What the rest of the program sees of a database: jobs handed over whole, and transactions.

A *job* is a plain function of a `Transaction`. It runs in the thread that owns the connection, so
it can't await, can't call the network and can't be cancelled half-way.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

Value = TypeVar("Value")
Row = Mapping[str, Any]
Parameters = Mapping[str, object]


class Transaction(Protocol):
    """One transaction, as a job sees it; undone unless the job ends well."""

    def fetch_all(self, sql: str, parameters: Parameters = ...) -> list[Row]:
        """Return every row of a query; columns by name."""
        ...

    def fetch_one(self, sql: str, parameters: Parameters = ...) -> Row | None:
        """Return the first row of a query, if there is one."""
        ...

    def execute(self, sql: str, parameters: Parameters = ...) -> int:
        """Run a statement; return how many rows it touched."""
        ...

    def execute_many(self, sql: str, rows: list[Parameters]) -> None:
        """Run one statement for many rows."""
        ...

    def lock(self, table: str, row_id: int) -> None:
        """Keep others from changing a row until this transaction ends."""
        ...

    def take_turn(self, chat_id: int, user_id: int) -> None:
        """Let one transaction of a person pass at a time, over all processes."""
        ...

    def attempt(self, job: "Callable[[Transaction], Value]") -> Value:
        """Run a job that is undone on its own when it raises, and raise what it raised."""
        ...

    def notify(self, channel: str) -> None:
        """Wake whoever listens on a channel, once this is committed."""
        ...


Job = Callable[[Transaction], Value]


class Database(Protocol):
    """Jobs in, values out."""

    async def read(self, job: Job[Value]) -> Value:
        """Run a job that only reads; it sees everything committed before this call."""
        ...

    async def write(self, job: Job[Value]) -> Value:
        """Run a job that may write; return after the commit. Raises what the job raised."""
        ...

    def listen(self, channel: str, wake: Callable[[], None]) -> None:
        """Call `wake` (in the event loop) after each commit that notified the channel."""
        ...

    async def lead(self) -> None:
        """Return once this process is the one that sends; until it ends, no other is."""
        ...

    def busy_seconds(self) -> Mapping[str, float]:
        """Return how long jobs have run since it was opened: `read` and `write`."""
        ...

    async def close(self) -> None:
        """Finish what was handed over, then close."""
        ...


class StorageError(Exception):
    """The database said no."""


class ConstraintBroken(StorageError):
    """A constraint refused a row; `name` is the constraint's, or its columns'."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class StorageUnavailable(StorageError):
    """The database can't be used for now: locked, full, read-only, gone."""


class StorageDamaged(StorageError):
    """The file is not a sound database; nothing was written to it."""


class SchemaTooNew(StorageError):
    """The database was written by a newer version of the program."""


class AlreadyRunning(StorageError):
    """Another process runs on this database."""
