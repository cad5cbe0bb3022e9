"""The database locked, full, gone: nothing is acknowledged that is not stored, and it recovers."""

import asyncio
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from simulator import Person, Simulator
from tests.faults.counters import assert_sound, count, quiet, value, view
from tests.faults.disks import full, locked, small_disk, taken_away
from tests.faults.load import slots_from, store
from tests.support.process import BotProcess

PEOPLE = 20
SECONDS = [
    pytest.param(0.5, id="a moment"),
    pytest.param(8.0, id="whole", marks=pytest.mark.storm),
]


class Office:
    """A bot in a process, and people who stand before Confirm."""

    def __init__(self, telegram: Simulator, folder: Path) -> None:
        self.telegram = telegram
        self.bot = BotProcess(
            telegram=telegram, database=folder / "toctoc.sqlite", log_folder=folder.parent
        )
        self.people: list[Person] = []

    async def open(self) -> None:
        """Store a programme, start the bot, lead everybody to the sheet."""
        lines = slots_from(datetime.now(UTC) + timedelta(days=3), 1, capacity=PEOPLE)
        (code,) = await store(self.bot.database, lines, datetime.now(UTC))
        await self.bot.start()
        self.people = [self.telegram.person(f"P{number}") for number in range(PEOPLE)]
        for person in self.people:
            await person.says(f"/start s_{code}")
        for person in self.people:
            await person.sees("Confirmer", within=60)

    async def all_confirm(self) -> None:
        for person in self.people:
            await person.taps("Confirmer")

    async def becomes(self, status: int, within: float = 60.0) -> None:
        """Wait until /readyz answers so."""
        async with asyncio.timeout(within):
            while await self.bot.ready() != status:  # noqa: ASYNC110 - it is behind HTTP
                await asyncio.sleep(0.05)

    def told(self) -> set[int]:
        """Return who was told that it is booked, in a screen or a ticket."""
        return {
            person.id
            for person in self.people
            if any(
                "réservé" in message.text or "Votre billet" in message.text
                for message in person.chat.messages.values()
            )
        }

    def stored(self) -> set[int]:
        """Return whose bookings the file holds."""
        return {row[0] for row in view(self.bot.database, "SELECT chat_id FROM pub_booking")}

    async def all_is_well(self) -> None:
        """Everybody is told in the end, once, and the file is sound."""
        for person in self.people:
            await person.sees("C'est réservé", within=60, ever=True)
        await quiet(self.bot.database, at=partial(datetime.now, UTC))
        counts = count(self.telegram, self.bot.database)
        counts.assert_kept()
        assert (self.told(), counts.Dm) == (self.stored(), 0)
        await self.becomes(200)
        await self.bot.kill()
        assert_sound(self.bot.database)


@pytest.mark.parametrize("seconds", SECONDS)
async def test_another_process_holds_the_write_lock(tmp_path: Path, seconds: float) -> None:
    async with Simulator() as telegram:
        office = Office(telegram, tmp_path)
        async with office.bot:
            await office.open()
            async with locked(office.bot.database, seconds):
                await office.all_confirm()
                assert office.told() == set()
                if seconds > 3:  # the probe's patience
                    await office.becomes(503)
                assert office.told() == office.stored() == set()
            await office.all_is_well()


async def outage(folder: Path, broken: AbstractContextManager[None], seconds: float) -> None:
    """Break the storage for so long while everybody confirms, then mend it."""
    async with Simulator() as telegram:
        office = Office(telegram, folder)
        async with office.bot:
            await office.open()
            loop = asyncio.get_running_loop()
            with broken:
                deadline = loop.time() + seconds
                await office.all_confirm()
                await office.becomes(503)
                while loop.time() < deadline:  # noqa: ASYNC110 - the length is what is tested
                    await asyncio.sleep(0.05)
                told = office.told()
            assert told <= office.stored()
            await office.all_is_well()


@pytest.mark.parametrize(
    "seconds",
    [pytest.param(1, id="a moment"), pytest.param(20, marks=pytest.mark.storm, id="20 s")],
)
async def test_the_disk_is_full_and_then_freed(tmp_path: Path, seconds: float) -> None:
    with small_disk(tmp_path / "disk") as disk:
        await outage(disk, full(disk), seconds)


async def test_the_file_is_taken_away_and_comes_back(tmp_path: Path) -> None:
    await outage(tmp_path, taken_away(tmp_path / "toctoc.sqlite"), 1)


async def test_killed_while_the_disk_is_full_it_keeps_what_it_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        async with Simulator() as telegram:
            office = Office(telegram, disk)
            async with office.bot:
                await office.open()
                with full(disk):
                    await office.all_confirm()
                    await office.becomes(503)
                    await office.bot.kill()
                assert office.told() <= office.stored()
                await office.bot.start()
                for person in office.people:
                    await person.sees("C'est réservé", within=60, ever=True)
                assert value(office.bot.database, "SELECT COUNT(*) FROM pub_booking") == PEOPLE
                assert_sound(office.bot.database)
                await office.bot.kill()
