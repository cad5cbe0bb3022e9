"""Real processes that begin as copies of one which has loaded the program (`fork_server`).

A command so run has a process, an environment and streams of its own, ends with a status and can
be killed; only the second that loading the program takes is not paid each time.
"""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from functools import cache
from pathlib import Path

from tests.support.fork_server import ROOT


class Fork:
    """One such process."""

    def __init__(self) -> None:
        self.started: Future[int] = Future()
        self.ended: Future[int] = Future()

    @property
    def pid(self) -> int:
        """Its number."""
        return self.started.result(60)

    @property
    def returncode(self) -> int | None:
        """How it ended, negative for a signal; None while it runs."""
        return self.ended.result() if self.ended.done() else None

    async def wait(self) -> int:
        """Wait for its end; return its status."""
        return await asyncio.shield(asyncio.wrap_future(self.ended))

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)


class ForkServer:
    """The process that is copied: one for all tests of a pytest process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.fork_server"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = threading.Lock()
        self._starting: deque[Fork] = deque()
        self._running: dict[int, Fork] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def start(
        self,
        program: str,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        output: Path,
        errors: Path,
        given: Path = Path(os.devnull),
    ) -> Fork:
        """Run a program (`module:function`) in a copy; its output is added to the files."""
        request = {
            "program": program,
            "arguments": list(arguments),
            "environment": dict(environment),
            "input": str(given),
            "output": str(output),
            "errors": str(errors),
        }
        for file in (output, errors):
            file.touch()  # there before the process is, as from a shell
        fork = Fork()
        with self._lock:
            assert self._process.stdin is not None
            self._starting.append(fork)
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        return fork

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer = json.loads(line)
            if pid := answer.get("started"):
                fork = self._running[pid] = self._starting.popleft()
                fork.started.set_result(pid)
            else:
                self._running.pop(answer["ended"]).ended.set_result(answer["status"])
        for fork in self._starting:  # it ended first: what it wrote says why
            fork.started.set_exception(ended := RuntimeError("the fork server has ended"))
            fork.ended.set_exception(ended)


@cache
def fork_server() -> ForkServer:
    """Return the one of this pytest process."""
    return ForkServer()
