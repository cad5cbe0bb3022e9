"""How the program is: /healthz (it runs), /readyz (it can serve), /metrics (numbers)."""

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.clock import Clock
from bot.domain.times import to_text
from storage import facts
from storage.database import Database, StorageError, Transaction

LEAST_DISK_BYTES = 200_000_000
PROBE_S = 3.0
Check = Callable[[], str | None]  # what is wrong, in a word, or None


class Health:
    """Answers the probes."""

    def __init__(self, database: Database, clock: Clock, checks: Iterable[Check]) -> None:
        self._database = database
        self._clock = clock
        self._checks = tuple(checks)

    async def alive(self, _request: Request) -> Response:
        """The process runs and its loop turns."""
        return PlainTextResponse("ok")

    async def ready(self, _request: Request) -> Response:
        """Everything it needs to serve people works; 503 says what does not."""
        wrong = [problem for check in self._checks if (problem := check()) is not None]
        if not await self._can_write():
            wrong.append("database")
        return JSONResponse({"ready": not wrong, "wrong": wrong}, 503 if wrong else 200)

    async def _can_write(self) -> bool:
        text = to_text(self._clock.now())

        def probe(tx: Transaction) -> None:
            facts.put(tx, "probed", text)

        try:
            await asyncio.wait_for(self._database.write(probe), PROBE_S)
        except (StorageError, TimeoutError):
            return False
        return True


def disk_check(folder: Path) -> Check:
    """Return a check that the disk has room."""

    def check() -> str | None:
        return "disk" if shutil.disk_usage(folder).free < LEAST_DISK_BYTES else None

    return check


class Numbers(Collector):
    """Counters and gauges read when they are asked for; no ids, ever."""

    def __init__(self) -> None:
        self._counters: dict[str, tuple[str, Callable[[], float]]] = {}
        self._gauges: dict[str, tuple[str, Callable[[], float]]] = {}

    def counter(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Add a number that only grows."""
        self._counters[name] = (meaning, read)

    def gauge(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Add a number that goes up and down."""
        self._gauges[name] = (meaning, read)

    def collect(self) -> Iterable[Metric]:
        """Give every number as it is now."""
        for name, (meaning, read) in self._counters.items():
            yield CounterMetricFamily(name, meaning, value=read())
        for name, (meaning, read) in self._gauges.items():
            yield GaugeMetricFamily(name, meaning, value=read())

    async def page(self, _request: Request) -> Response:
        """Answer /metrics in Prometheus' text format."""
        registry = CollectorRegistry()
        registry.register(self)
        return PlainTextResponse(generate_latest(registry))
