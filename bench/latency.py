"""How long one person waits for the edited screen, beside one call to the Bot API."""

import asyncio
import statistics
import time

from bench.figures import Bench, Figure, Goal, Line
from bench.processes import Process, in_own_process, python
from bench.stages import Stage, echo, ours
from bot.delivery.request import AiohttpRequest

LATENCY_S = 0.030


def measure(bench: Bench) -> Figure:
    """Let one person tap on us and on an echo, and make single calls, all with 30 ms."""
    found: dict[str, list[float]] = {"ours": [], "echo": [], "call": []}
    slots = bench.size(5_000, 100)
    stages = {
        "ours": Stage(bench.place("ours"), ours(slots)),
        "echo": Stage(bench.place("echo"), echo("ours")),
    }
    server = Process(
        python("bench.peers.answering", "--latency", LATENCY_S), bench.place("server"), talks=True
    )
    try:
        url = server.hear()["url"]
        for _ in range(bench.pairs):
            for name, stage in stages.items():
                taken = stage.taps(1, bench.seconds(2), 0.3, latency=LATENCY_S)
                found[name].append(taken["p50_ms"])
            calls = in_own_process(
                "bench.latency", bench.place("calls"), url=url, count=bench.size(60, 5)
            )
            found["call"].append(calls["p50_ms"])
    finally:
        server.stop()
        for stage in stages.values():
            stage.close()
    lines = [
        Line(
            what="ms from tap to edited screen, 1 person, 30 ms",
            against=against,
            ours=found["ours"],
            theirs=found[name],
            unit="ms",
            goal=goal,
        )
        for name, against, goal in (
            ("call", "one Bot API call", Goal(floor=1.3, goal=1.1, at_most=True)),
            ("echo", "echo, same transport (a)", None),
        )
    ]
    return Figure(title="One tap's latency", lines=lines)


def sample(url: str, count: int) -> dict[str, float]:
    """Return how long one call takes."""
    return {"p50_ms": statistics.median(asyncio.run(_calls(url, count))) * 1e3}


async def _calls(url: str, count: int) -> list[float]:
    times = []
    async with AiohttpRequest() as request:
        for _ in range(count):
            begun = time.perf_counter()
            await request.call(f"{url}/bot1:x/answerCallbackQuery", {"callback_query_id": "1"})
            times.append(time.perf_counter() - begun)
    return times
