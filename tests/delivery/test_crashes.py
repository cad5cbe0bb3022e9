"""`kill -9` at each point of a send, and how many copies people got."""

import asyncio
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.delivery.chat_line import CHAT_BURST
from simulator import Fault
from tests.delivery.office import AGAIN, Office, until, until_state

ROOT = Path(__file__).parents[2]
DOUBT_DELAY = 31  # seconds


class Child:
    """Runs the sender in a process of its own; each start is half a minute later."""

    def __init__(self, office: Office, path: Path, style: str = "claims", rate: int = 1000) -> None:
        self._office = office
        self._path = path
        self._how = (style, str(rate))
        self._starts = 0

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """Run until the block ends, then `kill -9`."""
        ahead = str(self._starts * DOUBT_DELAY)
        self._starts += 1
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            ROOT / "tests/delivery/child.py",
            *(self._path, self._office.base_url, ahead, *self._how),
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
        )
        try:
            yield
            assert process.returncode is None, "it died by itself"
        finally:
            process.send_signal(signal.SIGKILL)
            await process.wait()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "toctoc.sqlite"


async def kill_after_acceptance(office: Office, child: Child) -> None:
    """Let one more letter be accepted, and kill the sender before it hears of it."""
    copies = len(office.letters())
    office.telegram.faults.add(Fault(kind="hold", method="send*", seconds=60))
    async with child.alive():
        await until(lambda: len(office.letters()) > copies, within=20)


async def test_killed_before_the_answer_it_asks_to_be_ignored_the_second_time(
    office: Office, path: Path
) -> None:
    (ada,) = await office.people(1)
    await office.owe(ada, "bonjour")
    child = Child(office, path)
    await kill_after_acceptance(office, child)
    assert await office.state("bonjour") == "sending"
    async with child.alive():
        await until_state(office, "bonjour", "queued", within=20)
    async with child.alive():
        await until_state(office, "bonjour", "sent", within=20)
    assert office.letters() == ["bonjour", "bonjour" + AGAIN]


async def test_killed_twice_before_the_answer_it_never_sends_a_third_copy(
    office: Office, path: Path
) -> None:
    (ada,) = await office.people(1)
    await office.owe(ada, "bonjour")
    child = Child(office, path)
    await kill_after_acceptance(office, child)
    async with child.alive():
        await until_state(office, "bonjour", "queued", within=20)
    await kill_after_acceptance(office, child)
    async with child.alive():
        await until_state(office, "bonjour", "unknown", within=20)
    async with child.alive():
        await office.owe(ada, "ça va ?")
        await until_state(office, "ça va ?", "sent", within=20)
    assert office.letters() == ["bonjour", "bonjour" + AGAIN, "ça va ?"]


async def test_killed_between_the_claim_and_the_call_it_sends_it_as_new(
    office: Office, path: Path
) -> None:
    (ada,) = await office.people(1)
    for number in range(CHAT_BURST):
        await office.owe(ada, f"letter {number}")
    await office.owe(ada, "the last")  # is claimed, and waits for its chat to have rested
    child = Child(office, path)
    async with child.alive():
        await until_state(office, f"letter {CHAT_BURST - 1}", "sent", within=20)
        await until_state(office, "the last", "sending")
    assert len(office.letters()) == CHAT_BURST
    async with child.alive():
        await until_state(office, "the last", "sent", within=20)
    assert office.letters()[CHAT_BURST:] == ["the last"]


async def test_without_a_claim_before_the_send_every_crash_is_another_copy(
    office: Office, path: Path
) -> None:
    (ada,) = await office.people(1)
    await office.owe(ada, "bonjour")
    child = Child(office, path, "marks-after")
    for _crash in range(3):
        await kill_after_acceptance(office, child)
    assert office.letters() == ["bonjour"] * 3


async def test_a_storm_of_kills_loses_nothing_and_makes_no_third_copy(
    office: Office, path: Path
) -> None:
    for number, person in enumerate(await office.people(60)):
        await office.owe(person, f"letter {number}")
    office.telegram.faults.latency = 0.05
    child = Child(office, path, rate=28)
    chance = random.Random(0)  # noqa: S311 - repeatable on purpose
    for _crash in range(6):
        wanted = len(office.letters()) + chance.randrange(1, 9)
        async with child.alive():
            await letters_come_to(office, wanted)
    async with child.alive():  # the last kill's doubts are due half a minute later
        await until_none(office, "state = 'sending' OR (state = 'queued' AND doubts = 0)")
    async with child.alive():
        await until_none(office, "state IN ('sending', 'queued')")
    copies = Counter(text.removesuffix(AGAIN) for text in office.letters())
    counts = await office.counts()
    assert set(counts) <= {"sent", "unknown"}
    assert max(copies.values()) <= 2
    assert len(copies) >= 60 - counts.get("unknown", 0)


async def letters_come_to(office: Office, count: int) -> None:
    """Wait until so many letters were accepted."""
    await until(lambda: len(office.letters()) >= count, within=20)


async def until_none(office: Office, where: str) -> None:
    """Wait until no delivery is like that."""
    sql = f"SELECT 1 FROM delivery WHERE {where}"
    async with asyncio.timeout(30):
        while await office.database.read(lambda tx: tx.fetch_one(sql)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
