"""The bot in a process of its own, to be killed: settings come from the environment.

Arguments: seconds that the clock is ahead, and the parts it is made of (`module:name`, or nothing
for those that everybody takes).
"""

import asyncio
import sys
from datetime import timedelta
from importlib import import_module

from bot import logs
from bot.app import ALL_GUARDS, Parts
from bot.clock import MovedClock
from bot.commands.run import run_until_stopped
from bot.settings import Settings


def parts_named(name: str) -> Parts:
    """Return the parts at `module:name`."""
    module, _, attribute = name.partition(":")
    found: Parts = getattr(import_module(module), attribute) if module else ALL_GUARDS
    return found


if __name__ == "__main__":
    logs.set_up(json=True)
    clock = MovedClock(timedelta(seconds=float(sys.argv[1])))
    sys.exit(
        asyncio.run(run_until_stopped(Settings(), clock=clock, parts=parts_named(sys.argv[2])))
    )
