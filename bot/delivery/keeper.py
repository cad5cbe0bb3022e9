"""Housekeeping that the clock asks for: offers that run out, rows that are no longer needed."""

import asyncio
from datetime import timedelta
from functools import partial

from bot.clock import Clock
from bot.services.offer_seats import take_back_offers
from storage import conversations, updates
from storage.database import Database

TICK_S = 5.0
SEEN_KEPT = timedelta(days=14)  # Telegram hands an update over for a day at most
TIDY_EVERY = timedelta(hours=1)


class Keeper:
    """Asks the database what is due; nothing is kept in memory."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Keep house until stopped."""
        tidied = None
        while not self._stopping.is_set():
            now = self._clock.now()
            await self._database.write(partial(take_back_offers, now=now))
            if tidied is None or now - tidied >= TIDY_EVERY:
                await self._tidy()
                tidied = now
            await self._rest()

    def wake(self) -> None:
        """Look again now: the clock was moved."""
        self._woken.set()

    def stop(self) -> None:
        """End after what is under way."""
        self._stopping.set()
        self._woken.set()

    async def _tidy(self) -> None:
        now = self._clock.now()
        await self._database.write(lambda tx: updates.forget_before(tx, now - SEEN_KEPT))
        await self._database.write(lambda tx: conversations.forget_before(tx, now))

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), TICK_S)
        except TimeoutError:
            return
        self._woken.clear()
