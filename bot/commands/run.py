"""`toctoc run`: the real thing."""

import asyncio
import gc
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar

import structlog

from bot.app import ALL_GUARDS, Parts, Running, running
from bot.clock import Clock, WallClock
from bot.ids import Ids, RandomIds
from bot.settings import Settings

Value = TypeVar("Value")

log = structlog.get_logger()


async def run_until_stopped(
    settings: Settings,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    parts: Parts = ALL_GUARDS,
) -> int:
    """Run until SIGTERM or SIGINT, also while still starting; return the exit status."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        program = running(settings, clock=clock or WallClock(), ids=ids or RandomIds(), parts=parts)
        started = await _unless(stop, stack.enter_async_context(program))
        if started is not None:
            log.info("running", mode=settings.mode)
            freezing = asyncio.create_task(_freeze(started))
            await _unless(stop, started.ended())
            freezing.cancel()
        log.info("stopping")
    return 0


async def _freeze(started: Running) -> None:
    """Once all is loaded, leave it out of the search for garbage: it stays."""
    await asyncio.wait([started.settled])
    gc.freeze()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, Value]) -> Value | None:
    """Return what some work returns; None when told to stop first: the work is cancelled."""
    doing = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({doing, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if doing.done():
        return doing.result()
    doing.cancel()
    await asyncio.gather(doing, return_exceptions=True)
    return None
