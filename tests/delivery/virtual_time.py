"""An event loop whose time passes only while everybody waits: an hour takes milliseconds."""

import asyncio
import random
import selectors
from collections.abc import Coroutine
from typing import Any


class _Jump(selectors.SelectSelector):
    """Doesn't sleep: moves the time, a little too far, as real timers do."""

    def __init__(self, lateness: float) -> None:
        super().__init__()
        self.now = 1000.0
        self._lateness = lateness
        self._random = random.Random(0)  # noqa: S311 - repeatable on purpose

    def select(self, timeout: float | None = None) -> Any:
        assert timeout is not None, "everybody waits for ever"
        if timeout > 0:
            self.now += timeout + self._random.random() * self._lateness
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self, lateness: float) -> None:
        self._jump = _Jump(lateness)
        super().__init__(self._jump)

    def time(self) -> float:
        return self._jump.now


def run(story: Coroutine[Any, Any, None], lateness: float = 0.0) -> None:
    """Run a coroutine in virtual time; timers fire up to `lateness` seconds late."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(lateness)) as runner:
        runner.run(story)
