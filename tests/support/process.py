"""A bot in a real process: started, killed with `kill -9`, started again later."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp

from simulator import Simulator
from tests.support.fork_server import ROOT
from tests.support.forks import Fork, fork_server

ENDS_WITHIN = 30.0


@dataclass(kw_only=True)
class BotProcess:
    """The bot on one database file; at most one process of it runs at a time."""

    telegram: Simulator
    database: Path
    ahead: timedelta = timedelta()  # of the machine's clock
    parts: str = ""  # `module:name` of `bot.app.Parts`
    webhook: bool = False
    more: dict[str, str] = field(default_factory=dict)  # other TOCTOC_ settings
    prefix: tuple[str, ...] = ()  # a command that runs it, such as prlimit
    port: int = field(default_factory=lambda: free_port())
    cli: bool = False  # run `toctoc run`, which takes neither another clock nor other parts
    log_name: str = "bot.log"
    log_folder: Path | None = None  # beside the database, if nothing else is said
    process: asyncio.subprocess.Process | Fork | None = None

    @property
    def log(self) -> Path:
        """Where everything that it writes to standard error is kept."""
        return (self.log_folder or self.database.parent) / self.log_name

    @property
    def address(self) -> str:
        """Its own pages: /readyz, /metrics, /telegram."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return all that it is told."""
        settings = {
            "TOCTOC_TOKEN": self.telegram.token,
            "TOCTOC_API_URL": self.telegram.url,
            "TOCTOC_DATABASE": f"sqlite:///{self.database}",
            "TOCTOC_LISTEN": f"127.0.0.1:{self.port}",
            "TOCTOC_SEND_RATE": "1000",
        }
        if self.webhook:
            settings |= {
                "TOCTOC_MODE": "webhook",
                "TOCTOC_WEBHOOK_URL": self.address,
                "TOCTOC_WEBHOOK_SECRET": "a-secret-of-the-tests",
            }
        path = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
        return {**path, **settings, **self.more}

    async def start(self) -> None:
        """Start a process; return at once."""
        how = ("run",) if self.cli else (str(self.ahead.total_seconds()), self.parts)
        if not self.prefix:
            self.process = fork_server().start(
                "tests.support.bot_process:main",
                how,
                environment=self.environment(),
                output=self.log,
                errors=self.log,
            )
            return
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(*self.prefix, sys.executable, "-m", "tests.support.bot_process", *how),
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """Kill -9 it, and wait until it is gone. It must not have died by itself."""
        if self.process is None:
            return
        assert self.process.returncode is None, self.log.read_text()[-3000:]
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        self.process = None

    async def ends(self, within: float = ENDS_WITHIN) -> int:
        """Wait until it ends by itself; return its exit status."""
        assert self.process is not None
        async with asyncio.timeout(within):
            status = await self.process.wait()
        self.process = None
        return status

    async def stop(self) -> int:
        """Tell it to stop (SIGTERM); return its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await self.ends()

    async def ready(self) -> int:
        """Return what /readyz answers, 0 when nothing listens."""
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{self.address}/readyz") as answer,
            ):
                return answer.status
        except aiohttp.ClientError:
            return 0

    @asynccontextmanager
    async def alive(self) -> AsyncIterator["BotProcess"]:
        """Run it for the length of a block, which ends with `kill -9`."""
        await self.start()
        async with self:
            yield self

    async def __aenter__(self) -> "BotProcess":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()


def free_port() -> int:
    """Return a port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
