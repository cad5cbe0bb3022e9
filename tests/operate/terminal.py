"""Commands as an operator gives them: real processes, real files."""

import asyncio
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.fork_server import ROOT
from tests.support.forks import fork_server

MOST_SECONDS = 100


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it wrote."""
        return self.out + self.err


class Command:
    """A command on a database that has begun; `given` is its standard input."""

    def __init__(
        self,
        *arguments: str | Path,
        database: Path,
        env: Mapping[str, str] | None = None,
        given: str = "",
    ) -> None:
        self._folder = tempfile.TemporaryDirectory()
        streams = (Path(self._folder.name, name) for name in ("input", "output", "errors"))
        asked, self._output, self._errors = streams
        asked.write_text(given)
        self._process = fork_server().start(
            "bot.cli:app",
            [str(argument) for argument in arguments],
            environment={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "COLUMNS": "300",
                "TOCTOC_DATABASE": f"sqlite:///{database}",
                "TOCTOC_LANGUAGE": "en",
                **(env or {}),
            },
            output=self._output,
            errors=self._errors,
            given=asked,
        )

    async def wait(self, within: float = MOST_SECONDS) -> Ended:
        """Wait for its end beside other work."""
        async with asyncio.timeout(within):
            await self._process.wait()
        return self.ends()

    def ends(self) -> Ended:
        """Wait for its end."""
        status = self._process.ended.result(MOST_SECONDS)
        with self._folder:
            return Ended(status, self._output.read_text(), self._errors.read_text())


async def toctoc(
    *arguments: str | Path,
    database: Path,
    within: float = MOST_SECONDS,
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command on a database to its end."""
    return await Command(*arguments, database=database, env=env).wait(within)
