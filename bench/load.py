"""The load generator: a simulated Telegram and its people, tapping in a closed loop.

`python -m bench.load` says where it listens, then answers one JSON line with another, so that
the bot and the people never share an interpreter. People tap what they see: the button that
books when there is one, else one of the numbered options, else any. Everybody begins with a
message that carries one button, so that every answer of a bot is an edited screen.
"""

import asyncio
import json
import os
import random
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import uvloop

from bench.figures import percentile
from bench.filling import FIRST_PERSON
from bench.processes import usage
from simulator import Actor, Message, Person, Simulator

PATIENCE_S = 20.0  # a tap that nobody answered for so long is lost
TAPS_A_PERSON = 21  # about three bookings; then somebody else comes
WANTED = ("Confirmer", "quand même", "Réserver une")
DOOR = {"inline_keyboard": [[{"text": "Bonjour", "callback_data": "bonjour"}]]}


@dataclass(slots=True)
class Window:
    """What happened while it was open."""

    opened: float = field(default_factory=time.perf_counter)
    times: list[float] = field(default_factory=list)  # seconds, of taps that were answered
    booked: int = 0
    lost: int = 0


class Crowd:
    """So many people at once, each tapping as soon as the last tap was answered."""

    def __init__(self, telegram: Simulator, *, books: bool, a_person: int = TAPS_A_PERSON) -> None:
        self._telegram = telegram
        self._books = books
        self._a_person = a_person
        self._random = random.Random(7)
        self.window = Window()
        self.under_way: dict[int, float] = {}  # begin of the tap that each one waits for

    async def live(self, seat: int) -> None:
        """Keep one seat taken, by one person after the other."""
        while True:
            person = self._telegram.person(f"P{seat}")
            person.chat.started = True
            state = self._telegram.state
            screen = state.add_message(person.chat, state.bot, {"text": "Bonjour"}, DOOR)
            for _tap in range(self._a_person):
                if not await self._tap(seat, person, screen):
                    break
            self._forget(person)

    async def _tap(self, seat: int, person: Person, screen: Message) -> bool:
        begun = self.under_way[seat] = time.perf_counter()
        before = self._telegram.state.revision
        button = self._button(screen)
        await person.taps_data(button["callback_data"], message=screen)

        def edited() -> bool | None:
            return True if screen.revision > before else None

        answered = await person.chat.until(edited, PATIENCE_S)
        self.window.times.append(time.perf_counter() - begun)
        self.window.lost += not answered
        self.window.booked += "Confirmer" in button["text"]
        return bool(answered)

    def _button(self, screen: Message) -> dict[str, Any]:
        keys = [key for row in screen.buttons for key in row if "callback_data" in key]
        # "1 seat" where it is one already, the ticket again: nobody would see the screen change.
        keys = [key for key in keys if not key["callback_data"].startswith(("ns", "tk"))]
        if self._books:
            for wanted in WANTED:
                for key in keys:
                    if wanted in key["text"]:
                        return key
        numbered = [key for key in keys if key["text"][:1].isdigit()]
        return self._random.choice(numbered or keys)

    def _forget(self, person: Person) -> None:
        del self._telegram.people[person.id]
        self._telegram.state.chats[person.id].messages.clear()


class Generator:
    """Answers the bench's commands."""

    def __init__(self, telegram: Simulator) -> None:
        self._telegram = telegram

    async def polled(self, within: float) -> dict[str, bool]:
        """Tell whether the bot takes updates; wait for it a little."""
        until = time.perf_counter() + within
        while not (self._telegram.calls["getUpdates"] or self._telegram.state.webhook.url):
            if time.perf_counter() > until:
                return {"polled": False}
            await asyncio.sleep(0.005)
        return {"polled": True}

    async def taps(
        self, *, people: int, seconds: float, warm: float, latency: float, pid: int, books: bool
    ) -> dict[str, float]:
        """Let people tap, and return what was answered in the window."""
        self._telegram.faults.latency = latency
        crowd = Crowd(self._telegram, books=books)
        tasks = [asyncio.create_task(crowd.live(seat)) for seat in range(people)]
        await asyncio.sleep(warm)
        crowd.window = Window()
        before, own, calls = usage(pid), usage(os.getpid()), self._telegram.calls.total()
        await asyncio.sleep(seconds)
        spent = time.perf_counter() - crowd.window.opened
        after, own_after = usage(pid), usage(os.getpid())
        calls = self._telegram.calls.total() - calls
        for task in tasks:
            task.cancel()
        self._telegram.faults.latency = 0.0
        await self._quiet()
        window = crowd.window
        taps = len(window.times) - window.lost
        waiting = [spent + window.opened - begun for begun in crowd.under_way.values()]
        # Who waits longer than all who were answered belongs to the slow ones.
        slow = [age for age in waiting if age > max(window.times, default=0.0)]
        return {
            "taps_s": taps / spent,
            "p50_ms": percentile([*window.times, *slow], 0.5) * 1e3,
            "p99_ms": percentile([*window.times, *slow], 0.99) * 1e3,
            "cpu_ms": (after.cpu - before.cpu) / max(taps, 1) * 1e3,
            "busy": (after.cpu - before.cpu) / spent,
            "own_busy": (own_after.cpu - own.cpu) / spent,
            "calls_a_tap": calls / max(taps, 1),
            "booked_s": window.booked / spent,
            "lost": window.lost,
            "memory": after.memory,
        }

    async def first_answer(self) -> dict[str, float]:
        """Tap once, and return when the answer was seen (system-wide clock)."""
        crowd = Crowd(self._telegram, books=False)
        task = asyncio.create_task(crowd.live(0))
        while not crowd.window.times:  # noqa: ASYNC110 - to the millisecond
            await asyncio.sleep(0.001)
        task.cancel()
        return {"at": time.time()}

    async def many(self, *, people: int, taps: int, a_person: int) -> dict[str, int]:
        """Let people tap until so many taps were answered; each gives way after `a_person`."""
        crowd = Crowd(self._telegram, books=False, a_person=a_person)
        tasks = [asyncio.create_task(crowd.live(seat)) for seat in range(people)]
        while len(crowd.window.times) < taps:
            await asyncio.sleep(0.05)
            self._telegram.journal.accepted.clear()
        for task in tasks:
            task.cancel()
        await self._quiet()
        return {"lost": crowd.window.lost}

    async def sent(self) -> dict[str, int]:
        """Return how many messages came since the start."""
        return {"sent": self._telegram.calls["sendMessage"]}

    async def order(self, *, people: int, texts: int, latency: float) -> dict[str, int]:
        """Let people write faster than they are answered; count answers out of order."""
        self._telegram.faults.latency = latency
        crowd = [self._telegram.person(f"W{number}") for number in range(people)]
        for number in range(texts):
            for person in crowd:
                await person.says(f"mot{number}")
        missing = wrong = 0
        for person in crowd:
            said = await person.chat.until(partial(_echoes, person, texts), PATIENCE_S)
            missing += said is None
            wrong += said is not None and said != sorted(said)
        self._telegram.faults.latency = 0.0
        await self._quiet()
        return {"wrong": wrong, "missing": missing, "people": people}

    async def _quiet(self) -> None:
        """Wait until the bot has taken everything, then forget what is no longer needed."""
        begun = time.perf_counter()
        calls = -1
        while time.perf_counter() - begun < PATIENCE_S:
            total = self._telegram.calls.total()
            if not len(self._telegram.state.updates) and total - calls < 2:
                break
            calls = total
            await asyncio.sleep(0.1)
        self._telegram.journal.accepted.clear()
        self._telegram.state.taps.clear()


def _echoes(person: Person, texts: int) -> list[int] | None:
    """Return the numbers that the bot's answers quote, in order; None until all are there."""
    said = [m.text.partition("mot")[2][:1] for m in person.chat.messages.values() if m.from_bot]
    numbers = [int(digit) for digit in said if digit.isdigit()]
    return numbers if len(numbers) >= texts else None


async def main() -> None:
    """Say where Telegram is, then serve commands from standard input."""
    async with Simulator() as telegram:
        for number in range(int(sys.argv[1])):  # those to whom a filled database owes something
            person = telegram.join(Actor(f"O{number}", id=FIRST_PERSON + number))
            person.chat.started = True
        _say({"url": telegram.url, "token": telegram.token, "pid": os.getpid()})
        generator = Generator(telegram)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            command = json.loads(line)
            _say(await getattr(generator, command.pop("do"))(**command))


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
