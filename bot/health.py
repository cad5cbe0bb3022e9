"""How the program is: /healthz (it runs), /readyz (it can serve), /metrics (numbers)."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
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
Labels = Sequence[str]
Table = Mapping[tuple[str, ...], float]  # by the labels' values


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
        self._families: list[Callable[[], Metric]] = []
        self._refreshers: list[Callable[[], Awaitable[None]]] = []

    def counter(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Add a number that only grows."""
        self._families.append(lambda: CounterMetricFamily(name, meaning, value=read()))

    def gauge(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Add a number that goes up and down."""
        self._families.append(lambda: GaugeMetricFamily(name, meaning, value=read()))

    def counters(self, name: str, meaning: str, labels: Labels, read: Callable[[], Table]) -> None:
        """Add numbers that only grow, one for each combination of labels."""
        self._families.append(
            lambda: _filled(CounterMetricFamily(name, meaning, labels=labels), read())
        )

    def gauges(self, name: str, meaning: str, labels: Labels, read: Callable[[], Table]) -> None:
        """Add numbers that go up and down, one for each combination of labels."""
        self._families.append(
            lambda: _filled(GaugeMetricFamily(name, meaning, labels=labels), read())
        )

    def before(self, refresh: Callable[[], Awaitable[None]]) -> None:
        """Wait for something each time before the numbers are read."""
        self._refreshers.append(refresh)

    def collect(self) -> Iterable[Metric]:
        """Give every number as it is now."""
        for family in self._families:
            yield family()

    async def page(self, _request: Request) -> Response:
        """Answer /metrics in Prometheus' text format."""
        for refresh in self._refreshers:
            await refresh()
        registry = CollectorRegistry()
        registry.register(self)
        return PlainTextResponse(generate_latest(registry))


def _filled(family: CounterMetricFamily | GaugeMetricFamily, values: Table) -> Metric:
    for labels, value in values.items():
        family.add_metric(labels, value)
    return family
