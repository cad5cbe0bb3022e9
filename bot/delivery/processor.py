"""Turns are taken in order: one person, one update at a time; others meanwhile.

Telegram orders messages by chat and taps by user, in two separate queues, so a text and a tap of
one person can arrive together: the lock here is per (chat, user). An update whose handler raises
is tried five times, then set aside and counted, and the person gets an apology. While the
database can't be used, nothing is counted: the update waits until it can.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog
from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.clock import Clock
from bot.domain.deliveries import Delivery, Kind
from storage import deliveries, updates
from storage.database import Database, StorageDamaged, StorageUnavailable, Transaction

MOST_AT_ONCE = 256
TRIES = 5
FIRST_PAUSE_S = 0.05  # doubled after each try: five tries take under a second
STORAGE_PAUSE_S = 0.5
UNUSABLE = (StorageUnavailable, StorageDamaged)

log = structlog.get_logger()
Process = Callable[[object], Awaitable[None]]


class Turnstile(BaseUpdateProcessor):
    """Lets updates through one by one for each person, and repeats those that fail."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(MOST_AT_ONCE)
        self._database = database
        self._clock = clock
        self._locks: dict[tuple[int, int], asyncio.Lock] = {}
        self._errors: dict[int, Exception] = {}
        self.failures = 0
        self.set_aside = 0

    async def initialize(self) -> None:
        """Need nothing before the first update."""

    async def shutdown(self) -> None:
        """Leave nothing behind."""

    def failed(self, update_id: int, error: Exception) -> None:
        """Hear from the error handler that an update's handler raised."""
        self._errors[update_id] = error

    async def do_process_update(
        self,
        update: object,  # noqa: ARG002 - the base class names it
        coroutine: Awaitable[object],
    ) -> None:
        """Run one try of an update, in its person's turn."""
        await coroutine

    async def admit(self, update: Update, process: Process) -> None:
        """Process an update in its person's turn, until it is applied or set aside."""
        key = _turn_of(update)
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            await self._until_settled(update, process)
        if not lock.locked() and self._locks.get(key) is lock:
            del self._locks[key]

    async def note(self, update_id: int) -> None:
        """Put an update that can't be read into the set of those seen, as soon as that works."""
        while True:
            now = self._clock.now()
            try:
                await self._database.write(partial(_mark_seen, update_id=update_id, now=now))
            except UNUSABLE as error:
                await _wait_for_the_database(error)
            else:
                return

    async def _until_settled(self, update: Update, process: Process) -> None:
        pause = FIRST_PAUSE_S
        while True:
            try:
                if await self._try(update, process):
                    return
            except UNUSABLE as error:
                await _wait_for_the_database(error)
                continue
            await asyncio.sleep(pause)
            pause *= 2

    async def _try(self, update: Update, process: Process) -> bool:
        """Try an update once; tell whether it is settled. Raises what the database says."""
        await self.process_update(update, process(update))
        error = self._errors.pop(update.update_id, None)
        if error is None:
            return True
        if isinstance(error, UNUSABLE):
            raise error
        return await self._count(update, error) >= TRIES

    async def _count(self, update: Update, error: Exception) -> int:
        self.failures += 1
        name = type(error).__name__
        tries = await self._database.write(lambda tx: _count_failure(tx, update, name, self._clock))
        log.error(
            "update failed",
            update_id=update.update_id,
            error=name,
            where=_where(error),
            tries=tries,
        )
        if tries >= TRIES:
            self.set_aside += 1
        return tries


async def _wait_for_the_database(error: Exception) -> None:
    log.error("update waits for the database", error=type(error).__name__)
    await asyncio.sleep(STORAGE_PAUSE_S)


def _where(error: Exception) -> str:
    """Return the line that raised: never the error's text, which may quote a person."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _mark_seen(tx: Transaction, *, update_id: int, now: datetime) -> None:
    updates.mark_seen(tx, update_id, now)


def _count_failure(tx: Transaction, update: Update, error: str, clock: Clock) -> int:
    now = clock.now()
    tries = updates.count_failure(tx, update.update_id, error, now)
    if tries >= TRIES:
        updates.set_aside(tx, update.update_id)
        updates.mark_seen(tx, update.update_id, now)
        if update.effective_chat is not None and update.effective_chat.type == "private":
            deliveries.add(
                tx,
                Delivery(
                    kind=Kind.APOLOGY,
                    chat_id=update.effective_chat.id,
                    dedup_key=f"apology:{update.update_id}",
                    due=now,
                    urgency=now,
                ),
            )
    return tries


def _turn_of(update: Update) -> tuple[int, int]:
    chat, user = update.effective_chat, update.effective_user
    return (chat.id if chat else 0, user.id if user else 0)
