"""`toctoc run`: the real thing."""

import asyncio
import signal

import structlog

from bot.app import ALL_GUARDS, Parts, running
from bot.clock import Clock, WallClock
from bot.ids import Ids, RandomIds
from bot.settings import Settings

log = structlog.get_logger()


async def run_until_stopped(
    settings: Settings,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    parts: Parts = ALL_GUARDS,
) -> int:
    """Run until SIGTERM or SIGINT; return the exit status."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(
        settings, clock=clock or WallClock(), ids=ids or RandomIds(), parts=parts
    ) as program:
        log.info("running", mode=settings.mode)
        stopped = asyncio.ensure_future(stop.wait())
        ended = asyncio.ensure_future(program.ended())
        await asyncio.wait({stopped, ended}, return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            ended.result()
        ended.cancel()
        log.info("stopping")
    return 0
