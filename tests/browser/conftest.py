"""A simulator with three people and a tiny bot, and Debian's Chromium looking at its page."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from simulator import Actor, MovableClock, Simulator
from tests.browser.door_bot import DoorBot, door_bot

CHROMIUM = Path("/usr/bin/chromium")
HAS_CHROMIUM = CHROMIUM.exists()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PEOPLE = [
    Actor("Inès", "fr", about="étudiante", avatar="🎓"),
    Actor("Mr Campbell", "en", about="teacher"),
    Actor("Karim", "fr", about="demandeur d’emploi"),
]
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
Open = Callable[..., AbstractAsyncContextManager[Page]]

expect.set_options(timeout=10_000)


@dataclass(frozen=True)
class Scene:
    """The simulated Telegram, its bot, and how to open its page."""

    telegram: Simulator
    bot: DoorBot
    open: Open


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[Simulator]:
    async with Simulator(clock=MovableClock(TUESDAY), people=PEOPLE) as simulator:
        yield simulator


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    if not HAS_CHROMIUM:
        pytest.skip("Chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def scene(telegram: Simulator, chromium: Browser) -> AsyncIterator[Scene]:
    @contextlib.asynccontextmanager
    async def open_page(
        address: str = "", width: int = 1440, height: int = 900, **options: Any
    ) -> AsyncIterator[Page]:
        """The page in a window of its own; an error in its script fails the test."""
        settings: dict[str, Any] = {"locale": "fr-FR", "timezone_id": "UTC"}
        settings |= {"reduced_motion": "reduce"} | options
        context = await chromium.new_context(
            viewport={"width": width, "height": height}, **settings
        )
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{telegram.url}/{address}")
        await page.locator(".person").first.wait_for(state="attached")
        yield page
        await context.close()
        assert errors == []

    async with door_bot(telegram.url, telegram.token) as bot:
        yield Scene(telegram, bot, open_page)
