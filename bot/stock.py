"""Figures out of the database, read aside and kept for some seconds: asking often costs nothing."""

import asyncio
import math
import time
from pathlib import Path

from bot.clock import Clock
from storage import figures
from storage.database import Database, StorageError
from storage.figures import Figures
from storage.sqlite_file import opened, transact

KEPT_S = 5.0
NOTHING = Figures(deliveries={}, bookings={}, oldest_due=None, last_backup=None, erased_rows=0)


class Stock:
    """The last figures that were read; with a file, on a connection of their own."""

    def __init__(self, database: Database, clock: Clock, path: Path | None) -> None:
        self._database = database
        self._clock = clock
        self._path = path
        self._read_at = -math.inf  # monotonic
        self._lock = asyncio.Lock()
        self.now = NOTHING

    async def refresh(self) -> None:
        """Read the figures anew, unless that was a moment ago; keep the old ones if it can't be."""
        async with self._lock:
            if time.monotonic() - self._read_at < KEPT_S:
                return
            try:
                self.now = await self._read()
            except StorageError:
                return
            self._read_at = time.monotonic()

    def oldest_due_age(self) -> float:
        """Return for how many seconds the longest due message has waited."""
        if self.now.oldest_due is None:
            return 0.0
        return max(0.0, (self._clock.now() - self.now.oldest_due).total_seconds())

    def backup_age(self) -> float:
        """Return how many seconds ago the last good backup was begun; infinite without one."""
        if self.now.last_backup is None:
            return math.inf
        return (self._clock.now() - self.now.last_backup).total_seconds()

    async def _read(self) -> Figures:
        if self._path is None:
            return await self._database.read(figures.read)
        return await asyncio.to_thread(_read_file, self._path)


def _read_file(path: Path) -> Figures:
    with opened(path) as connection:
        return transact(connection, figures.read)
