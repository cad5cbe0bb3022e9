"""Faults as python-telegram-bot's client meets them."""

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from simulator import Fault, Person, Simulator
from simulator.faults import Kind

ACCEPTED: dict[Kind, type[TelegramError]] = {
    "reset": NetworkError,
    "close": NetworkError,
    "bad_gateway": NetworkError,
    "truncate": NetworkError,
    "garbage": TelegramError,
    "hold": TimedOut,
}


@pytest.mark.parametrize("kind", ACCEPTED)
async def test_an_accepted_call_is_broken_and_the_message_exists(
    bot: Bot, ada: Person, telegram: Simulator, kind: Kind
) -> None:
    fault = telegram.faults.add(Fault(kind=kind, method="sendMessage", seconds=5))
    with pytest.raises(ACCEPTED[kind]):
        await bot.send_message(ada.id, "Confirmé", read_timeout=0.3)
    await ada.sees("Confirmé")
    assert [(call.method, call.fault) for call in telegram.accepted] == [("sendMessage", kind)]
    assert fault.struck == 1


REFUSALS = {
    "429": (Fault(kind="refuse", retry_after=7), RetryAfter),
    "403": (Fault(kind="refuse", code=403), Forbidden),
    "400": (Fault(kind="refuse", code=400), BadRequest),
    "502": (Fault(kind="refuse", code=502), NetworkError),
    "closed": (Fault(kind="hang_up"), NetworkError),
}


@pytest.mark.parametrize(("fault", "error"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refused_call_leaves_nothing_behind(
    bot: Bot, ada: Person, telegram: Simulator, fault: Fault, error: type[TelegramError]
) -> None:
    telegram.faults.add(fault)
    with pytest.raises(error):
        await bot.send_message(ada.id, "Confirmé")
    assert telegram.accepted == []
    await bot.send_message(ada.id, "Confirmé")
    assert len(telegram.accepted) == 1


async def test_a_reset_is_a_reset_for_the_other_side(ada: Person, telegram: Simulator) -> None:
    telegram.faults.add(Fault(kind="reset"))
    reader, writer = await asyncio.open_connection(*telegram.url[7:].split(":"))
    path = f"/bot{telegram.token}/sendMessage?chat_id={ada.id}&text=a"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    with pytest.raises(ConnectionResetError):
        await reader.read()
    writer.close()


async def test_a_fault_strikes_the_calls_it_is_meant_for(
    bot: Bot, telegram: Simulator, ada: Person
) -> None:
    bob = telegram.person("Bob")
    await bob.says("/start")
    telegram.faults.add(Fault(kind="refuse", chat_id=bob.id, method="send*", skip=1, times=2))
    outcomes = []
    for person in (ada, bob, ada, bob, bob, bob):
        try:
            await bot.send_message(person.id, "a")
            outcomes.append("ok")
        except RetryAfter:
            outcomes.append("429")
    assert outcomes == ["ok", "ok", "ok", "429", "429", "ok"]


async def test_chance_strikes_a_repeatable_share(telegram: Simulator) -> None:
    fault = telegram.faults.add(Fault(kind="close", chance=0.1, times=None))
    struck = [bool(telegram.faults.choose("sendMessage", 1)) for _ in range(1000)]
    assert 60 < fault.struck < 140
    async with Simulator() as again:
        again.faults.add(Fault(kind="close", chance=0.1, times=None))
        assert struck == [bool(again.faults.choose("sendMessage", 1)) for _ in range(1000)]


async def test_a_strict_gate_refuses_with_the_time_left_until_it_opens(
    bot: Bot, ada: Person, telegram: Simulator
) -> None:
    gate = telegram.faults.close_gate(1.2)
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(ada.id, "a")
    assert refusal.value.retry_after in (1, 2)
    await bot.get_me()
    gate.opens_at = time.monotonic()
    await bot.send_message(ada.id, "b")
    assert (gate.refused, gate.leaked) == (1, 0)


async def test_a_lenient_gate_announces_itself_once_and_counts_what_ignores_it(
    bot: Bot, ada: Person, telegram: Simulator
) -> None:
    gate = telegram.faults.close_gate(60, refusals=1)
    with pytest.raises(RetryAfter):
        await bot.send_message(ada.id, "a")
    await bot.send_message(ada.id, "b")
    assert (gate.refused, gate.leaked) == (1, 1)


async def test_a_gate_may_concern_one_chat(bot: Bot, ada: Person, telegram: Simulator) -> None:
    telegram.faults.close_gate(60, chat_id=ada.id + 1)
    await bot.send_message(ada.id, "a")


async def test_latency_delays_every_call(bot: Bot, telegram: Simulator) -> None:
    telegram.faults.latency = 0.1
    started = asyncio.get_running_loop().time()
    await bot.get_me()
    assert asyncio.get_running_loop().time() - started >= 0.1


async def test_a_misspelt_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="refuse, hang_up, hold"):
        Fault(kind="explode")  # type: ignore[arg-type]
