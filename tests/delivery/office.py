"""An office that owes letters: a simulated Telegram, a real database, and senders between."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bot.delivery.pace import Pace
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Compose, Sender
from bot.delivery.wire import Call, Wire
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from simulator import MovableClock, Person, Simulator
from storage import deliveries, people
from storage.database import Database, Row

FAST = 1000.0  # messages a second, where the pace is not what a test is about
AGAIN = " (si vous l'avez déjà reçu, ignorez-le)"


async def compose(delivery: Delivery) -> Call | DeliveryState:
    """Write a letter that shows which delivery it is, and whether it is in doubt."""
    text = delivery.dedup_key + (AGAIN if delivery.doubts else "")
    parameters = {"chat_id": delivery.chat_id, "text": text, "parse_mode": "HTML"}
    return Call("sendMessage", delivery.chat_id, parameters)


@dataclass
class Office:
    """What a test needs to owe messages and to see what became of them."""

    telegram: Simulator
    database: Database
    clock: MovableClock
    senders: list[Sender] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        return f"{self.telegram.url}/bot{self.telegram.token}"

    async def people(self, count: int) -> list[Person]:
        """Return so many new people who have written to the bot."""
        known = [self.telegram.person(f"P{number}") for number in range(count)]
        for person in known:
            await person.says("/start")
            await self.note(person.id)
        return known

    async def note(self, chat_id: int) -> None:
        """Note that somebody wrote, as every update does."""
        now = self.clock.now()
        await self.database.write(lambda tx: people.note(tx, chat_id, "fr", now))

    async def owe(
        self,
        person: Person | int,
        key: str,
        *,
        kind: Kind = Kind.CONFIRMATION,
        due_in: timedelta = timedelta(),
        urgent_in: timedelta = timedelta(),
    ) -> None:
        """Owe one message; `key` is what it says."""
        now = self.clock.now()
        delivery = Delivery(
            kind=kind,
            chat_id=person if isinstance(person, int) else person.id,
            dedup_key=key,
            due=now + due_in,
            urgency=now + urgent_in,
        )
        await self.database.write(lambda tx: deliveries.add(tx, delivery))

    async def row(self, key: str) -> Row:
        sql = "SELECT * FROM delivery WHERE dedup_key = :key"
        row = await self.database.read(lambda tx: tx.fetch_one(sql, {"key": key}))
        assert row is not None
        return row

    async def state(self, key: str) -> str:
        return str((await self.row(key))["state"])

    async def counts(self) -> dict[str, int]:
        sql = "SELECT state, COUNT(*) AS n FROM delivery GROUP BY state"
        rows = await self.database.read(lambda tx: tx.fetch_all(sql))
        return {row["state"]: row["n"] for row in rows}

    def letters(self) -> list[str]:
        """Return every text that Telegram accepted, in order."""
        return [call.params["text"] for call in self.telegram.accepted if "text" in call.params]

    def pass_time(self, by: timedelta) -> None:
        self.clock.advance(by)
        for sender in self.senders:
            sender.wake()

    @asynccontextmanager
    async def wire(
        self, rate: float = FAST, http_timeout: float = 20.0, url: str | None = None
    ) -> AsyncIterator[Wire]:
        async with AiohttpRequest() as request:
            base_url = url or self.base_url
            wire = Wire(
                request, base_url, Pace(rate), self.database, self.clock, timeout=http_timeout
            )
            await wire.open()
            yield wire

    @asynccontextmanager
    async def sending(
        self,
        *,
        rate: float = FAST,
        http_timeout: float = 20.0,
        url: str | None = None,
        compose: Compose = compose,
    ) -> AsyncIterator[Sender]:
        """Run a sender for the length of a block; the block ends with an orderly stop."""
        async with self.wire(rate, http_timeout, url) as wire, asyncio.TaskGroup() as group:
            sender = Sender(self.database, wire, compose, self.clock)
            self.senders.append(sender)
            group.create_task(sender.run())
            await asyncio.sleep(0)
            yield sender
            await sender.stop()


async def until(true: Callable[[], object], within: float = 10.0) -> None:
    """Wait until something is true. Raises `TimeoutError` after the deadline."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what is waited for is outside, behind HTTP
            await asyncio.sleep(0.005)


async def until_state(office: Office, key: str, state: str, within: float = 10.0) -> None:
    """Wait until a delivery is in a state, and fail by showing where it is instead."""
    deadline = asyncio.get_running_loop().time() + within
    while (found := await office.state(key)) != state:
        assert asyncio.get_running_loop().time() < deadline, dict(await office.row(key))
        await asyncio.sleep(0.005)
    assert found == state


async def until_called(office: Office, key: str, within: float = 10.0) -> None:
    """Wait until a delivery's call may leave: its lease is stored."""
    deadline = asyncio.get_running_loop().time() + within
    while (await office.row(key))["lease_until"] is None:
        assert asyncio.get_running_loop().time() < deadline, dict(await office.row(key))
        await asyncio.sleep(0.005)
