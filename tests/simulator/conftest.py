"""A simulator per test, a real client for it, and the raw API for what the client would correct."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from simulator import MovableClock, Person, Simulator

Api = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def telegram(clock: MovableClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock, webhook_retry_unit=0.01) as simulator:
        yield simulator


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def bot(telegram: Simulator) -> AsyncIterator[Bot]:
    """python-telegram-bot's own client."""
    async with Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
    ) as bot:
        yield bot


@pytest.fixture
async def ada(telegram: Simulator) -> Person:
    """Someone who has started the bot; that update is already confirmed."""
    ada = telegram.person("Ada", language="fr")
    await ada.says("/start")
    telegram.state.updates.drop_all()
    return ada


@pytest.fixture
def api(telegram: Simulator, http: aiohttp.ClientSession) -> Api:
    """Call a method with JSON parameters; the whole answer."""

    async def call(method: str, **parameters: object) -> dict[str, Any]:
        address = f"{telegram.url}/bot{telegram.token}/{method}"
        async with http.post(address, json=parameters) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    return call
