"""A stage for journeys: the simulator, a programme, and the real bot, in one event loop."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import Parts, Running, running
from bot.clock import MovedClock
from bot.delivery.pace import Pace
from bot.domain.programme import SlotLine
from bot.ids import RandomIds
from bot.services.import_programme import import_programme
from bot.settings import Settings
from simulator import Person, Simulator
from storage.database import Row, Transaction
from storage.opening import open_database
from tests.support.schema import put_schema

PARIS = ZoneInfo("Europe/Paris")
FILE = "toctoc.sqlite"
HURRIED = Parts(pace=partial(Pace, chat_interval=0.02))  # nobody waits a second for a screen
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=PARIS)  # when scenes begin, unless they say


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a test plays with."""

    telegram: Simulator
    program: Running
    clock: MovedClock
    settings: Settings

    def person(self, name: str, language: str = "fr") -> Person:
        """Bring somebody on stage."""
        return self.telegram.person(name, language=language)

    def advance(self, **by: float) -> None:
        """Move the clock of everybody."""
        self.clock.advance(timedelta(**by))
        self.program.clock_moved()

    async def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Look into the database, as `toctoc check` or an operator would."""

        def job(tx: Transaction) -> list[Row]:
            return tx.fetch_all(sql, parameters)

        return await self.program.database.read(job)

    async def value(self, sql: str, **parameters: object) -> object:
        """Return the one value that a query gives."""
        (row,) = await self.rows(sql, **parameters)
        return next(iter(dict(row).values()))


def clock_at(moment: datetime) -> MovedClock:
    """Return a running clock that shows a moment now."""
    return MovedClock(moment.astimezone(UTC) - datetime.now(UTC))


def settings_for(telegram: Simulator, folder: Path, **more: object) -> Settings:
    """Return settings that lead to the simulator and a file in a folder."""
    values: dict[str, object] = {
        "token": SecretStr(telegram.token),
        "api_url": telegram.url,
        "database": f"sqlite:///{folder / FILE}",
        "listen": "127.0.0.1:0",
        "send_rate": 1000,
        **more,
    }
    return Settings.model_validate(values)


@asynccontextmanager
async def scene(
    folder: Path,
    lines: Iterable[SlotLine] = (),
    *,
    at: datetime = MONDAY,
    parts: Parts = HURRIED,
    **settings: object,
) -> AsyncIterator[Scene]:
    """Set the stage: everything real, the clock at a moment that the test chose."""
    clock = clock_at(at)
    async with Simulator(clock=clock) as telegram:
        chosen = settings_for(telegram, folder, **settings)
        put_schema(folder / FILE)
        await load(chosen, lines, clock)
        async with running(chosen, clock=clock, ids=RandomIds(), parts=parts) as program:
            yield Scene(telegram=telegram, program=program, clock=clock, settings=chosen)


async def load(settings: Settings, lines: Iterable[SlotLine], clock: MovedClock) -> None:
    """Import a programme before the bot runs."""
    database = await open_database(settings.database)
    job = partial(import_programme, lines=tuple(lines), tz=PARIS, ids=RandomIds(), now=clock.now())
    await database.write(job)
    await database.close()
