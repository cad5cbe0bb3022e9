"""Housekeeping that the clock asks for: offers that run out, rows that are no longer needed."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.clock import Clock
from bot.delivery.erasures import Erasures
from bot.services.tidy_up import AT_ONCE, tidy_up
from storage import broadcasts, tombstones
from storage.database import Database

if TYPE_CHECKING:
    from bot.delivery.rounds import Round

TICK_S = 5.0
TIDY_EVERY = timedelta(hours=1)


log = structlog.get_logger(__name__)


class Keeper:
    """Asks the database what is due; nothing is kept in memory."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        erasures: Erasures,
        rounds: "Sequence[Round]" = (),
    ) -> None:
        self._database = database
        self._clock = clock
        self._erasures = erasures
        self._rounds = rounds
        self._tidied: datetime | None = None
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Keep house until stopped; while the database can't be used, try again."""
        self._rounds = self._rounds or await asyncio.to_thread(_every_round)
        for channel in (tombstones.CHANNEL, broadcasts.CHANNEL):
            self._database.listen(channel, self.wake)
        while not self._stopping.is_set():
            await self._round(self._clock.now())
            await self._rest()

    def wake(self) -> None:
        """Look again now: the clock was moved, somebody was erased, a broadcast goes on."""
        self._woken.set()

    def stop(self) -> None:
        """End after what is under way."""
        self._stopping.set()
        self._woken.set()

    async def _round(self, now: datetime) -> None:
        for look in self._rounds:
            if not self._stopping.is_set():
                await self._without_fail(self._database.write(partial(look, now=now)))
        await self._without_fail(self._go_after(now))

    async def _without_fail(self, work: Awaitable[object]) -> None:
        """Do one thing; what is wrong with it keeps nothing else from being done."""
        try:
            await work
        except Exception as error:  # noqa: BLE001 - one round's mistake must not end the others
            log.error("house_not_kept", error=type(error).__name__)

    async def _go_after(self, now: datetime) -> None:
        due = self._tidied is None or abs(now - self._tidied) >= TIDY_EVERY
        tidied = await self._tidy(now) if due else False
        await self._erasures.follow(tidied=tidied)

    async def _tidy(self, now: datetime) -> bool:
        """Let go of what is no longer needed, a bit at a time; tell whether there was any."""
        anything = False
        while not self._stopping.is_set():
            done = await self._database.write(partial(tidy_up, now=now))
            anything = anything or any(done.values())
            if max(done.values()) < AT_ONCE:
                break
        self._tidied = now
        return anything

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), TICK_S)
        except TimeoutError:
            return
        self._woken.clear()


def _every_round() -> "Sequence[Round]":
    from bot.delivery.rounds import ROUNDS  # the first answers do without

    return ROUNDS
