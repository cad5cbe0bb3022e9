"""A town with a Telegram, a programme and people; the bot comes and goes."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.app import ALL_GUARDS, Parts, running
from bot.clock import MovedClock
from bot.domain.booking import Order
from bot.domain.programme import SlotLine
from bot.ids import RandomIds
from bot.services.book import book
from bot.settings import Settings
from simulator import Person, Simulator
from storage.database import Transaction
from tests.faults.counters import until, value
from tests.support.scene import MONDAY, Scene, clock_at, load, settings_for


@dataclass(frozen=True, kw_only=True)
class Town:
    """What outlives the bot."""

    telegram: Simulator
    clock: MovedClock
    settings: Settings

    @property
    def path(self) -> Path:
        """The database file."""
        return Path(self.settings.database.removeprefix("sqlite:///"))

    @asynccontextmanager
    async def bot(self, parts: Parts = ALL_GUARDS) -> AsyncIterator[Scene]:
        """Run the bot for the length of a block, with these parts."""
        async with running(
            self.settings, clock=self.clock, ids=RandomIds(), parts=parts
        ) as program:
            yield Scene(
                telegram=self.telegram, program=program, clock=self.clock, settings=self.settings
            )


@asynccontextmanager
async def town(
    folder: Path, lines: Iterable[SlotLine] = (), *, at: datetime = MONDAY, **settings: object
) -> AsyncIterator[Town]:
    """Build a town whose clock shows a moment that the test chose."""
    clock = clock_at(at)
    async with Simulator(clock=clock, webhook_retry_unit=0.1) as telegram:
        chosen = settings_for(telegram, folder, **settings)
        await load(chosen, lines, clock)
        yield Town(telegram=telegram, clock=clock, settings=chosen)


def path_of(stage: Scene) -> Path:
    """Return the database file of a scene."""
    return Path(stage.settings.database.removeprefix("sqlite:///"))


async def guests(stage: Scene, count: int) -> list[Person]:
    """Bring so many people on stage who have said hello and were answered."""
    people = [stage.person(f"P{number}") for number in range(count)]
    for person in people:
        await person.says("/start")
    for person in people:
        await person.sees("Bonjour", within=60)
    return people


async def all_book(stage: Scene, people: list[Person], *, slot_id: int = 1) -> None:
    """Let all of them book one seat of a slot, in one transaction."""
    orders = [
        Order(slot_id=slot_id, chat_id=person.id, seats=1, intent=f"{slot_id}-{person.id}")
        for person in people
    ]
    await stage.program.database.write(partial(_book_all, stage=stage, orders=orders))


def _book_all(tx: Transaction, *, stage: Scene, orders: list[Order]) -> None:
    for order in orders:
        book(tx, order, now=stage.clock.now(), ids=RandomIds())


async def all_settled(stage: Scene, *, retry_after: float = 31, within: float = 90) -> None:
    """Wait until nothing is due; what waits for its second try gets the time it waits for."""
    due = "SELECT COUNT(*) FROM pub_delivery WHERE state = 'sending' OR (state = 'queued' AND {})"
    tried = due.format("(attempts > 0 OR due <= '{}')")
    path = path_of(stage)

    def settled() -> bool:
        now = stage.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        if not value(path, tried.format(now)):
            return True
        if not value(path, due.format(f"due <= '{now}'")):
            stage.advance(seconds=retry_after)
        return False

    await until(settled, within)
