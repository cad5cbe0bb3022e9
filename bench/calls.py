"""Calls a second through our request class and the library's own, to a server that only answers."""

import asyncio
import time
from typing import Any

from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bench.figures import Bench, Figure, Goal, Line, percentile
from bench.processes import Process, in_own_process, python
from bot.delivery.request import AiohttpRequest

IN_FLIGHT = (1, 8, 64)
GOALS = {1: Goal(floor=2), 64: Goal(floor=8)}
CONTENT: dict[str, Any] = {
    "chat_id": 42,
    "text": "Où souhaitez-vous aller ?",
    "reply_markup": {
        "inline_keyboard": [
            [{"text": f"{n} · Moselle", "callback_data": f"te1:1:{n}"}] for n in range(8)
        ]
    },
}


def measure(bench: Bench) -> Figure:
    """Call as fast as possible, with so many calls in flight."""
    rates: dict[tuple[str, int], list[float]] = {}
    folder = bench.place("server")
    with Process(python("bench.peers.answering"), folder, talks=True) as server:
        url = server.hear()["url"]
        for number in range(bench.pairs):
            for flight in IN_FLIGHT:
                for which in ("ours", "stock") if number % 2 else ("stock", "ours"):
                    taken = in_own_process(
                        "bench.calls",
                        bench.place("calls"),
                        which=which,
                        url=url,
                        flight=flight,
                        seconds=bench.seconds(1.2),
                    )
                    rates.setdefault((which, flight), []).append(taken["rate"])
    lines = [
        Line(
            what=f"calls/s, {flight} in flight",
            against="the library's HTTPXRequest",
            ours=rates["ours", flight],
            theirs=rates["stock", flight],
            unit="/s",
            goal=GOALS.get(flight),
        )
        for flight in IN_FLIGHT
    ]
    lines.append(
        Line(
            what="calls/s, 64 in flight",
            against="ours, 8 in flight",
            ours=rates["ours", 64],
            theirs=rates["ours", 8],
            unit="/s",
            goal=Goal(floor=0.9),
        )
    )
    return Figure(title="Calls through the request class", lines=lines)


def sample(which: str, url: str, flight: int, seconds: float) -> dict[str, float]:
    """Return how many calls a second one client makes."""
    return asyncio.run(_call(which, f"{url}/bot1:x/sendMessage", flight, seconds))


async def _call(which: str, url: str, flight: int, seconds: float) -> dict[str, float]:
    # each as the library makes it by default for a bot: 256 connections
    request: BaseRequest = (
        AiohttpRequest() if which == "ours" else HTTPXRequest(connection_pool_size=256)
    )
    data = RequestData([RequestParameter(name, value, None) for name, value in CONTENT.items()])
    times: list[float] = []
    async with request:
        await request.post(url, data)
        end = time.perf_counter() + seconds

        async def one() -> None:
            while (begun := time.perf_counter()) < end:
                await request.post(url, data)
                times.append(time.perf_counter() - begun)

        begun = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(flight)))
        spent = time.perf_counter() - begun
    return {"rate": len(times) / spent, "p99_ms": percentile(times, 0.99) * 1e3}
