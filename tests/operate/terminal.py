"""Commands as an operator gives them: real processes, real files."""

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOCTOC = (sys.executable, "-c", "from bot.cli import app; app()")


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


async def toctoc(
    *arguments: str | Path,
    database: Path,
    within: float = 100,
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command on a database to its end."""
    process = await asyncio.create_subprocess_exec(
        *TOCTOC,
        *map(str, arguments),
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "300",
            "TOCTOC_DATABASE": f"sqlite:///{database}",
            "TOCTOC_LANGUAGE": "en",
            **(env or {}),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(within):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())
