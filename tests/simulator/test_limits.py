"""Telegram's rate limits, when they are switched on."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from simulator import Limits, Simulator


async def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    limits = Limits.real()
    async with Simulator(limits=limits) as telegram:
        ada, bob = telegram.person("Ada"), telegram.person("Bob")
        await ada.says("/start")
        await bob.says("/start")
        async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
            for _ in range(3):
                await bot.send_message(ada.id, "a")
            with pytest.raises(RetryAfter) as refusal:
                await bot.send_message(ada.id, "a")
            await bot.send_message(bob.id, "b")
    assert refusal.value.retry_after == 1
    assert limits.refused == 1


async def test_all_chats_together_take_thirty_a_second() -> None:
    async with Simulator(limits=Limits.real()) as telegram:
        people = [telegram.person(f"P{number}") for number in range(60)]
        for person in people:
            await person.says("/start")
        async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
            sends = (bot.send_message(person.id, "a") for person in people)
            outcomes = await asyncio.gather(*sends, return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, RetryAfter)]
    assert 30 <= len(telegram.accepted) < 60
    assert len(telegram.accepted) + len(refused) == 60


async def test_a_group_takes_twenty_a_minute() -> None:
    async with Simulator(limits=Limits.real()) as telegram:
        group = telegram.group("Classe", [telegram.person("Ada")])
        async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
            for _ in range(20):
                await bot.send_message(group.id, "a")
            with pytest.raises(RetryAfter) as refusal:
                await bot.send_message(group.id, "a")
    assert refusal.value.retry_after in (2, 3)
