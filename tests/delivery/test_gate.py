"""After a 429 nothing goes to whom it concerns, not even after a restart; then replies first."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.delivery.gate import Gate
from bot.delivery.outcomes import Sent, TooMany
from bot.delivery.pace import Pace
from bot.delivery.request import AiohttpRequest
from bot.delivery.wire import Call, Wire
from simulator import Fault
from simulator import Gate as TelegramsGate
from tests.delivery.office import FAST, Office, until

REPLY, NEWS = 0, 5


def letter(chat_id: int, text: str = "bonjour") -> Call:
    return Call("sendMessage", chat_id, {"chat_id": chat_id, "text": text})


async def owe_all(office: Office, count: int) -> None:
    for number, person in enumerate(await office.people(count)):
        await office.owe(person, f"letter {number}")


async def test_thirty_in_flight_are_refused_once_and_nothing_follows(office: Office) -> None:
    await owe_all(office, 60)
    office.telegram.faults.latency = 0.2
    async with office.sending() as sender:
        await until(lambda: office.telegram.calls["sendMessage"] >= 30)
        gate = office.telegram.faults.close_gate(1.5)
        await until(lambda: gate.refused)
        await until(lambda: gate.left < 0.3)
        made = office.telegram.calls["sendMessage"]
        await until(lambda: gate.left < 0)
        assert office.telegram.calls["sendMessage"] == made
        office.pass_time(timedelta(seconds=2))
        await until(lambda: sender.counters.sent == 60)
    assert sorted(office.letters()) == sorted({*office.letters()})
    assert sender.counters.doubts == 0
    assert sender.gate_closed_seconds >= 1


class NoGate(Gate):
    """Forgets every 429."""

    async def refused(self, chat_id: int, retry_after: float) -> None:
        """Go on as if nothing had happened."""


class Ungated(Wire):
    """The control: what a wire does that doesn't heed a 429."""

    def __init__(self, request: AiohttpRequest, office: Office) -> None:
        super().__init__(request, office.base_url, Pace(28), office.database, office.clock)
        self.gate = NoGate(self.pace, office.database, office.clock)


@asynccontextmanager
async def ungated(office: Office) -> AsyncIterator[Wire]:
    async with AiohttpRequest() as request:
        yield Ungated(request, office)


async def _send_through(office: Office, wire: Wire, chats: list[int]) -> TelegramsGate:
    """Announce a gate once, send to everybody in turn, and return what came inside it."""
    gate = office.telegram.faults.close_gate(1.0, refusals=1)
    for chat_id in chats:
        while not isinstance(await wire.send(letter(chat_id), NEWS), Sent):
            continue
    return gate


@pytest.mark.parametrize(("gated", "leaks"), [(True, False), (False, True)])
async def test_a_gate_announced_once_is_heeded_by_all_but_the_control(
    office: Office, gated: bool, leaks: bool
) -> None:
    chats = [person.id for person in await office.people(8)]
    async with office.wire(28) if gated else ungated(office) as wire:
        gate = await _send_through(office, wire, chats)
    assert gate.refused == 1
    assert (gate.leaked > 0) is leaks


@pytest.mark.parametrize(("remembers", "leaks"), [(True, False), (False, True)])
async def test_a_restart_inside_the_gate_stays_outside_unless_nobody_asks(
    office: Office, remembers: bool, leaks: bool
) -> None:
    ada, bob = await office.people(2)
    gate = office.telegram.faults.close_gate(1.5, refusals=1)
    async with office.wire() as wire:
        assert isinstance(await wire.send(letter(ada.id), NEWS), TooMany)
    async with AiohttpRequest() as request:
        wire = Wire(request, office.base_url, Pace(FAST), office.database, office.clock)
        if remembers:
            await wire.open()
        assert isinstance(await wire.send(letter(bob.id), NEWS), Sent)
    assert (gate.leaked > 0) is leaks


async def test_replies_go_first_when_the_gate_opens(office: Office) -> None:
    await owe_all(office, 10)
    (eve, *others) = await office.people(6)
    gate = office.telegram.faults.close_gate(1.2)
    async with office.sending(rate=28) as sender:
        wire = sender._wire
        assert isinstance(await wire.send(letter(eve.id), REPLY), TooMany)
        sends = [wire.send(letter(one.id, "reply"), REPLY) for one in others]
        replies = [asyncio.create_task(send) for send in sends]
        await until(lambda: sender.counters.sent == 10)
        outcomes = await asyncio.gather(*replies)
    ideal = 1.2 + 15 / 28
    assert office.letters()[:4] == ["reply"] * 4
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert time.monotonic() - (gate.opens_at - 1.2) < 1.3 * ideal + 10, "on a busy machine"


async def test_a_chat_that_is_called_too_often_waits_alone(office: Office) -> None:
    ada, bob = await office.people(2)
    async with office.wire() as wire:
        sent = await wire.send(letter(ada.id, "0"), REPLY)
        assert isinstance(sent, Sent)
        for number in range(1, 8):
            edit = {"chat_id": ada.id, "message_id": sent.message_id, "text": str(number)}
            await wire.send(Call("editMessageText", ada.id, edit, free=True), REPLY)
        office.telegram.faults.close_gate(30, chat_id=ada.id)
        assert isinstance(await wire.send(letter(ada.id), REPLY), TooMany)
        assert isinstance(await wire.send(letter(bob.id), REPLY, patience=1), Sent)
    async with office.wire() as wire:  # after a restart
        assert wire.pace.gate_open_in() == 0
        assert 25 < wire.pace.gate_open_in(ada.id) < 35
        assert isinstance(await wire.send(letter(ada.id), REPLY, patience=1), TooMany)
        assert isinstance(await wire.send(letter(bob.id), REPLY, patience=1), Sent)


async def test_a_chat_refused_again_while_others_pass_waits_alone(office: Office) -> None:
    ada, bob = await office.people(2)
    fault = office.telegram.faults.add(
        Fault(kind="refuse", code=429, retry_after=1, chat_id=ada.id, times=2)
    )
    async with office.wire() as wire:
        assert isinstance(await wire.send(letter(ada.id), NEWS), TooMany)
        assert wire.pace.gate_open_in() > 0  # it may be for everybody
        assert wire.pace.gate_open_in(ada.id) > wire.pace.gate_open_in() + 0.5  # others first
        refused_again = asyncio.create_task(wire.send(letter(ada.id), NEWS))
        assert isinstance(await wire.send(letter(bob.id), NEWS), Sent)
        assert isinstance(await refused_again, TooMany)
        assert wire.pace.gate_open_in() == 0
        assert wire.pace.gate_open_in(ada.id) > 0
        assert isinstance(await wire.send(letter(ada.id), NEWS), Sent)
    assert fault.struck == 2


async def test_two_chats_refused_together_are_not_blamed(office: Office) -> None:
    ada, bob, eve = await office.people(3)
    office.telegram.faults.latency = 0.1
    async with office.wire() as wire:
        office.telegram.faults.close_gate(0.5)
        await asyncio.gather(*(wire.send(letter(one.id), NEWS) for one in (ada, bob)))
        assert isinstance(await wire.send(letter(eve.id), NEWS), Sent)
        office.telegram.faults.close_gate(1.5)
        assert isinstance(await wire.send(letter(ada.id), NEWS), TooMany)
        assert wire.pace.gate_open_in() > 0


async def test_a_call_whose_turn_came_before_the_gate_closed_is_not_made(office: Office) -> None:
    (ada,) = await office.people(1)
    async with office.wire() as wire:
        await wire.pace.turn(NEWS, ada.id)
        wire.pace.close_gate(5)
        assert isinstance(await wire.make(letter(ada.id)), TooMany)
    assert office.telegram.calls["sendMessage"] == 0


async def test_the_gate_of_a_chat_is_forgotten_once_it_was_reached(office: Office) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.add(Fault(kind="refuse", code=429, retry_after=1, times=1))
    async with office.wire() as wire:
        for _ in range(9):
            await wire.pace.turn(REPLY, ada.id, free=True)
        assert isinstance(await wire.send(letter(ada.id), NEWS), TooMany)
        assert await _stored(office) != "{}"
        assert isinstance(await wire.send(letter(ada.id), NEWS), Sent)
        assert await _stored(office) == "{}"


async def _stored(office: Office) -> str:
    sql = "SELECT value FROM fact WHERE name = 'chat_gates_until'"
    row = await office.database.read(lambda tx: tx.fetch_one(sql))
    return str(row["value"]) if row else ""
