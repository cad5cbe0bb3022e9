"""Messages owed, sent as fast as they may: with the rate lifted, and at Telegram's."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import fill_bookings, fill_catalogue, fill_reminders, new_database
from bench.processes import Process, in_own_process, python
from bench.stages import start_ours
from bot.delivery.request import AiohttpRequest

RATE = 28.0
LONG = 100_000
SHORTER = 20_000  # instead, in a run of a few pairs
BURST = 3  # how many may go at once after a rest
CONTENT: dict[str, Any] = {
    "chat_id": 42,
    "parse_mode": "HTML",
    "text": "Rappel : votre visite est demain.\n\n" * 6,
    "reply_markup": {
        "inline_keyboard": [[{"text": "Je viens", "callback_data": "co1::AAAA-AAAA"}]] * 2
    },
}


def measure(bench: Bench) -> Figure:
    """Send some thousands by turns with bare calls; once 100,000; then a minute at 28 a second."""
    found: dict[str, list[float]] = {"ours": [], "calls": []}
    with Process(python("bench.peers.answering"), bench.place("server"), talks=True) as server:
        url = server.hear()["url"]
        for _ in range(bench.pairs):
            found["ours"].append(_rate(_send(bench, server, url, bench.size(3_000, 60), 1e6)))
            found["calls"].append(
                in_own_process(
                    "bench.deliveries", bench.place("calls"), url=url, seconds=bench.seconds(2)
                )["rate"]
            )
            server.ask()
        figure = Figure(
            title="Deliveries",
            lines=[
                Line(
                    what="reminders/s, the rate lifted",
                    against="the request class alone, 64 in flight",
                    ours=found["ours"],
                    theirs=found["calls"],
                    unit="/s",
                    goal=Goal(floor=0.7),
                )
            ],
        )
        if not bench.quick:
            many = LONG if bench.pairs >= 9 else SHORTER
            long = _send(bench, server, url, many, 1e6)
            figure.remarks.append(
                f"{many:,} due at once went out in {long[-1] - long[0]:.0f} s,"
                f" {_rate(long):.0f} a second; none was left, none sent twice"
            )
        figure.lines.append(_paced(bench, server, url))
    return figure


def _send(bench: Bench, server: Process, url: str, count: int, rate: float) -> list[float]:
    """Run TocToc until it has sent so many reminders; return when each came."""
    folder = bench.place("deliveries")
    path = new_database(folder / "toctoc.sqlite")
    fill_catalogue(path, 1_000)
    fill_bookings(path, count)
    fill_reminders(path, count, datetime.now(UTC) - timedelta(seconds=5), spread=timedelta())
    server.ask()
    settings = {
        "TOCTOC_TOKEN": f"1000000:{'x' * 35}",
        "TOCTOC_API_URL": url,
        "TOCTOC_DATABASE": f"sqlite:///{path}",
        "TOCTOC_LISTEN": "127.0.0.1:0",
        "TOCTOC_SEND_RATE": str(rate),
    }
    came: list[float] = []
    with start_ours(settings, folder, slots=0) as bot:
        quiet = time.monotonic()
        while len(came) < count and time.monotonic() - quiet < 20 and bot.popen.poll() is None:
            time.sleep(0.1)
            if more := server.ask():
                quiet = time.monotonic()
                came += more
        came += server.ask()
        log = "" if len(came) == count else bot.log()
    assert len(came) == count, f"{len(came)} of {count} came\n{log}"
    return came


def _rate(came: list[float]) -> float:
    return (len(came) - 1) / (came[-1] - came[0])


def _paced(bench: Bench, server: Process, url: str) -> Line:
    came = _send(bench, server, url, bench.size(int(RATE * 60), 60), RATE)
    over = max(
        later - first + 1 - RATE * (came[later] - came[first]) - BURST
        for first in range(len(came))
        for later in range(first, min(first + 100, len(came)))
    )
    return Line(
        what="sends/s for a minute",
        against="the rate that is set",
        ours=[_rate(came)],
        theirs=[RATE],
        unit="/s",
        goal=Goal(floor=0.98),
        note="never over" if over <= 1 else f"over by {over:.1f} messages",
    )


def sample(url: str, seconds: float) -> dict[str, float]:
    """Return how many calls a second the request class makes by itself."""
    return asyncio.run(_calls(f"{url}/bot1:x/sendMessage", seconds))


async def _calls(url: str, seconds: float) -> dict[str, float]:
    count = 0
    async with AiohttpRequest() as request:
        begun = time.perf_counter()

        async def one() -> None:
            nonlocal count
            while time.perf_counter() - begun < seconds:
                await request.call(url, CONTENT)
                count += 1

        await asyncio.gather(*(one() for _ in range(64)))
        return {"rate": count / (time.perf_counter() - begun)}
