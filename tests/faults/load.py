"""Booking conversations by scripted people, at scale.

People are impatient as people are: who sees nothing for a while taps again, or opens the link
again. What they do not do is give up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.domain.programme import SlotLine
from bot.ids import RandomIds
from bot.services.import_programme import import_programme
from simulator import Person, Simulator
from simulator.sight import button, newest
from storage.database import Transaction
from storage.opening import open_database
from tests.faults.counters import view
from tests.support.programme import slot
from tests.support.scene import PARIS

PATIENCE = 4.0  # seconds before somebody taps again
BOOKED = ("C'est réservé", "Votre billet", "Vous avez déjà")
SHEET = ("Confirmer", "Confirmer 2 places")
FULL = ("Complet", "Il ne reste pas assez")
Act = Callable[[], Awaitable[object]]


@dataclass
class Crowd:
    """Everybody's conversations, and how far they came."""

    booked: list[int] = field(default_factory=list)  # chats, told that it is booked
    turned_away: list[int] = field(default_factory=list)  # chats, told that it is full
    retries: int = 0

    @property
    def done(self) -> int:
        """How many conversations have ended."""
        return len(self.booked) + len(self.turned_away)

    async def book(self, person: Person, code: str) -> None:
        """Let one person book two seats on a slot, however often it takes."""
        link = partial(person.says, f"/start s_{code}")
        seen = await self._insists(person, link, ("Confirmer", *BOOKED, *FULL))
        if seen == "Confirmer" and button("+", person.chat.messages.values()):
            seen = await self._insists(
                person, partial(person.taps, "+"), (*SHEET[::-1], *BOOKED, *FULL), link
            )
        if seen in SHEET:
            confirm = partial(person.taps, "Confirmer")
            seen = await self._insists(
                person, confirm, (*BOOKED, *FULL), partial(_looks_again, person, link)
            )
        (self.booked if seen in BOOKED else self.turned_away).append(person.id)

    async def _insists(
        self, person: Person, first: Act, hoped: tuple[str, ...], again: Act | None = None
    ) -> str:
        await first()
        while (seen := await glimpse(person, hoped)) is None:
            self.retries += 1
            await (again or first)()
        return seen


async def _looks_again(person: Person, link: Act) -> None:
    """Tap Confirm where one sees it; else open the link again."""
    if button("Confirmer", person.chat.messages.values()):
        await person.taps("Confirmer")
    else:
        await link()


async def glimpse(person: Person, hoped: tuple[str, ...], within: float = PATIENCE) -> str | None:
    """Return the first of these words that somebody sees since they last acted."""
    since = person._since

    def look() -> str | None:
        return next((words for words in hoped if newest(person.chat, words, since)), None)

    return await person.chat.until(look, within)


async def everybody_books(
    telegram: Simulator, crowd: Crowd, count: int, codes: list[str], *, at_once: int = 100
) -> None:
    """Let so many new people book, some at a time, on these slots in turn."""
    queue = iter(range(count))

    async def one_after_another() -> None:
        for number in queue:
            person = telegram.person(f"Personne {number}")
            await crowd.book(person, codes[number % len(codes)])

    async with asyncio.TaskGroup() as group:
        for _ in range(min(at_once, count)):
            group.create_task(one_after_another())


def slots_from(first: datetime, count: int, capacity: int) -> list[SlotLine]:
    """Return visits a day apart, on the hour, with coordinates so that a ticket has a map."""
    start = first.astimezone(PARIS).replace(minute=0, second=0, microsecond=0)
    return [
        slot(
            f"Visite {number}",
            start + timedelta(days=number),
            capacity=capacity,
            lat=49.12,
            lon=6.18,
        )
        for number in range(count)
    ]


async def store(path: Path, lines: Iterable[SlotLine], now: datetime) -> list[str]:
    """Import a programme into a file; return the slots' codes."""
    database = await open_database(f"sqlite:///{path}")

    def job(tx: Transaction) -> object:
        return import_programme(tx, tuple(lines), tz=PARIS, ids=RandomIds(), now=now)

    await database.write(job)
    await database.close()
    return [row[0] for row in view(path, "SELECT code FROM slot ORDER BY starts")]
