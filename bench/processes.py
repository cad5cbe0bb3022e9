"""Processes of the bench: started, measured from /proc, talked to in lines of JSON, ended."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")
LONGEST_S = 3600.0  # a process that hangs ends after so long
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used so far: seconds of CPU, bytes of memory."""

    cpu: float
    memory: int


def usage(pid: int) -> Usage:
    """Return what a process has used, all its threads counted."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return Usage((int(fields[11]) + int(fields[12])) / TICK, resident * PAGE)


class Process:
    """A child process; its standard error goes to a log that is shown when it dies."""

    def __init__(
        self,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str] | None = None,
        *,
        talks: bool = False,
    ) -> None:
        self._log = (folder / "log.txt").open("w+")
        self._patience = threading.Timer(LONGEST_S, lambda: self.popen.kill())
        self._patience.daemon = True
        pipe = subprocess.PIPE if talks else None
        self.started = time.time()
        self.popen = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=pipe,
            stdout=pipe or self._log,
            stderr=self._log,
            text=True,
        )
        self._patience.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self.popen.pid

    def ask(self, **command: Any) -> Any:
        """Send one line of JSON, wait for the line that answers it."""
        if self.popen.stdin is None:
            raise RuntimeError("this process doesn't talk")
        print(json.dumps(command), file=self.popen.stdin, flush=True)
        return self.hear()

    def hear(self) -> Any:
        """Wait for a line of JSON. Raises `RuntimeError` with the log when there is none."""
        line = self.popen.stdout.readline() if self.popen.stdout else ""
        if not line:
            raise RuntimeError(f"{self.popen.args!r} ended:\n{self.log()}")
        return json.loads(line)

    def log(self) -> str:
        """Return the end of what it wrote to standard error."""
        self._log.flush()
        self._log.seek(0)
        return self._log.read()[-3000:]

    def stop(self) -> None:
        """Ask it to end, then make it."""
        self._patience.cancel()
        self.popen.terminate()
        try:
            self.popen.wait(15)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
        for stream in (self.popen.stdin, self.popen.stdout, self._log):
            if stream is not None:
                stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def python(module: str, *arguments: object) -> list[str]:
    """Return the command that runs a module of ours."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def in_own_process(module: str, place: Path, **what: Any) -> Any:
    """Run a module's `sample(**what)` in a fresh process and return its JSON."""
    with Process(python("bench.sample", module, json.dumps(what)), place, talks=True) as child:
        return child.hear()
