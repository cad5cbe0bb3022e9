"""The bot in a process of its own, to be killed: settings come from the environment.

Arguments: seconds that the clock is ahead, and the parts it is made of (`module:name`, or nothing
for those that everybody takes). With `run` alone it is the command `toctoc run`.
"""

import asyncio
import sys
from datetime import timedelta
from importlib import import_module

from bot import logs
from bot.app import ALL_GUARDS, Parts
from bot.cli import app
from bot.clock import MovedClock
from bot.commands.run import run_until_stopped
from bot.settings import Settings
from tests.support.fork_server import die_with_its_parent


def parts_named(name: str) -> Parts:
    """Return the parts at `module:name`."""
    module, _, attribute = name.partition(":")
    found: Parts = getattr(import_module(module), attribute) if module else ALL_GUARDS
    return found


def run(ahead: str, parts: str) -> int:
    """Run until stopped, with another clock and other parts; return the exit status."""
    logs.set_up(json=True)
    clock = MovedClock(timedelta(seconds=float(ahead)))
    return asyncio.run(run_until_stopped(Settings(), clock=clock, parts=parts_named(parts)))


def main() -> None:
    """Run what the arguments ask for."""
    if sys.argv[1:] == ["run"]:
        app()
    sys.exit(run(*sys.argv[1:]))


if __name__ == "__main__":
    die_with_its_parent()
    main()
