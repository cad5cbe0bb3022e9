"""A story of bookings in a real SQLite file, told one verb at a time, without an event loop."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.booking import Booking, Order
from bot.domain.programme import SlotLine
from bot.domain.refusals import Refusal
from bot.domain.waitlist import Entry
from bot.ids import RandomIds
from bot.services.accept_offer import accept_offer
from bot.services.book import book
from bot.services.cancel import cancel
from bot.services.import_programme import ImportReport, import_programme
from bot.services.join_waitlist import join_waitlist
from bot.services.move import move
from storage.sqlite_jobs import SqliteTransaction
from tests.support.programme import slot
from tests.support.schema import newest_schema, put_schema
from tests.support.values import NOW, PARIS

TABLES = ("slot", "visit", "booking", "waitlist", "intention", "delivery", "person", "fact")


@dataclass
class Story:
    """Somebody's database, their clock, and the verbs of the bot."""

    connection: sqlite3.Connection
    tx: SqliteTransaction
    now: datetime = NOW
    ids: RandomIds = field(default_factory=RandomIds)

    def bring(self, *lines: SlotLine) -> ImportReport:
        """Import lines of a programme."""
        return import_programme(self.tx, lines, tz=PARIS, ids=self.ids, now=self.now)

    def slot(self, title: str = "Biscuiterie", **more: object) -> int:
        """Add a slot: Tuesday 24 November at 14:00 unless told; return its id."""
        starts: Any = more.pop("starts", NOW + timedelta(days=8, hours=5))
        self.bring(slot(title, starts.astimezone(PARIS), **more))
        return int(self.value("SELECT MAX(id) FROM slot"))

    def book(self, who: int, slot_id: int, seats: int = 1, **more: object) -> Booking:
        """Book, with an intent of its own unless told."""
        values: Any = {"intent": self.ids.key(), **more}
        order = Order(slot_id=slot_id, chat_id=who, seats=seats, **values)
        return book(self.tx, order, now=self.now, ids=self.ids)

    def cancel(self, booking: Booking) -> Booking:
        """Cancel one's own booking."""
        return cancel(self.tx, booking.code, chat_id=booking.chat_id or 0, now=self.now)

    def move(self, booking: Booking, slot_id: int) -> Booking:
        """Move one's own booking."""
        return move(self.tx, booking.code, slot_id, chat_id=booking.chat_id or 0, now=self.now)

    def wait(self, who: int, slot_id: int, seats: int = 1) -> Entry:
        """Join a waiting list."""
        return join_waitlist(self.tx, slot_id, seats, chat_id=who, now=self.now)

    def accept(self, entry: Entry) -> Booking:
        """Take the seats that were offered to oneself."""
        return accept_offer(self.tx, entry.id, chat_id=entry.chat_id, now=self.now, ids=self.ids)

    def take(self, entry_id: int, who: int) -> Booking:
        """Take the seats that are held for oneself."""
        return accept_offer(self.tx, entry_id, chat_id=who, now=self.now, ids=self.ids)

    def advance(self, **by: float) -> None:
        """Move the clock."""
        self.now += timedelta(**by)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        return [tuple(row) for row in self.connection.execute(sql)]

    def value(self, sql: str) -> Any:
        """Return the one value that a query gives."""
        return self.rows(sql)[0][0]

    def taken(self, slot_id: int) -> int:
        """Return how many seats of a slot are taken or held."""
        return int(self.value(f"SELECT taken FROM slot WHERE id = {slot_id}"))

    def queue(self) -> dict[int, str]:
        """Return what became of everybody's wait."""
        return dict(self.rows("SELECT chat_id, state FROM waitlist ORDER BY id"))

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that is stored."""
        return {table: self.rows(f"SELECT * FROM {table}") for table in TABLES}

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back whatever happens in a block."""
        now = self.now
        self.connection.execute("SAVEPOINT undone")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK TO undone")
            self.connection.execute("RELEASE undone")
            self.now = now

    def refused(self, kind: type[Refusal], job: Callable[[], object]) -> dict[str, object]:
        """Check that a job is refused, as a turn runs it, and that nothing changed; say why."""
        before = self.everything()
        try:
            self.tx.attempt(lambda _tx: job())
        except kind as refusal:
            assert self.everything() == before
            return refusal.fields
        raise AssertionError(f"not refused: {kind.__name__}")


def open_story(path: Path) -> Story:
    """Make a database file with the newest schema, and open it."""
    in_memory = str(path) == ":memory:"
    if not in_memory:
        put_schema(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = OFF")  # these files need not survive a power cut
    if in_memory:
        connection.deserialize(newest_schema())
    connection.execute("PRAGMA foreign_keys = ON")
    return Story(connection, SqliteTransaction(connection))
