"""A broadcast through `kill -9`, a 429, blocked, deactivated and migrated chats: it adds up."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.booking import Order
from bot.domain.times import at_local
from bot.ids import RandomIds
from bot.services.book import book
from simulator import Fault, Person, Simulator
from simulator.faults import Gate
from simulator.sight import button
from storage import people
from storage.database import Transaction
from storage.opening import open_database
from tests.faults.counters import assert_sound, in_flight, until, value, view
from tests.faults.load import slots_from, store
from tests.support.process import BotProcess
from tests.support.scene import PARIS

TEXT = "Consigne du jour"
AFTER_A_DOUBT = timedelta(seconds=31)
SIZES = (3_000,)  # a small one waits as long: for the gate and three restarts
pytestmark = pytest.mark.storm
SERVICE, NEWS = "Ceux qui ont réservé", "Ceux qui veulent les actualités"


@dataclass
class Town:
    """Everybody who should get a broadcast, and the bot that sends it."""

    telegram: Simulator
    bot: BotProcess
    chief: Person
    crowd: list[Person]
    moved: int = 0  # the old id of a chat that has another by now
    doubts: int = 0
    gone: set[int] = field(default_factory=set)  # nothing arrives there
    gates: list[Gate] = field(default_factory=list)

    def got(self) -> Counter[int]:
        """Return how often the message came, by chat."""
        return Counter(
            call.chat_id
            for call in self.telegram.accepted
            if call.method == "sendMessage"
            and call.chat_id is not None
            and call.params.get("text", "").startswith(TEXT)
        )

    def now(self) -> datetime:
        """Return what time the bot thinks it is."""
        return datetime.now(UTC) + self.bot.ahead

    async def kill(self, *, hold: bool = False, gate: float = 0.0) -> None:
        """Kill it with a message accepted and not answered, or at any moment; start it again.

        With a `gate`, Telegram takes nothing for so many seconds from then on.
        """
        if hold:
            fault = Fault(kind="hold", method="sendMessage", seconds=600)
            self.telegram.faults.add(fault)
            await until(lambda: fault.struck)
        await self.bot.kill()
        self.telegram.faults.clear()
        self.doubts += in_flight(self.bot.database)
        self.bot.ahead += AFTER_A_DOUBT
        if gate:
            self.gates.append(self.telegram.faults.close_gate(gate, refusals=64))
        await self.bot.start()


def by_day() -> timedelta:
    """Return how far ahead ten in the morning is, in Paris: nothing waits for the night's end."""
    now = datetime.now(UTC)
    tomorrow = now.astimezone(PARIS).date() + timedelta(days=1)
    return at_local(tomorrow, time(10), PARIS) - now


async def settle_in(path: Path, chats: list[int], now: datetime) -> None:
    """Let everybody have a booking, ask for news and be owed no ticket any more."""
    database = await open_database(f"sqlite:///{path}")

    def job(tx: Transaction) -> None:
        for number, chat_id in enumerate(chats):
            slot_id = number % 20 + 1
            order = Order(slot_id=slot_id, chat_id=chat_id, seats=1, intent=f"i{chat_id}")
            book(tx, order, now=now, ids=RandomIds())
            people.note(tx, chat_id, "fr", now)
            people.choose_news(tx, chat_id, wanted=True)
        tx.execute("UPDATE delivery SET state = 'sent', finished = '2099', ready = 0")

    await database.write(job)
    await database.close()


async def settled_town(telegram: Simulator, folder: Path, count: int) -> Town:
    """Build a town in which a twentieth has blocked the bot and a hundredth is gone."""
    path, ahead = folder / "toctoc.sqlite", by_day()
    now = datetime.now(UTC) + ahead
    await store(path, slots_from(now + timedelta(days=2), 20, capacity=count), now)
    chief = telegram.person("Chef")
    crowd = [telegram.person(f"P{number}") for number in range(count)]
    for person in crowd:
        person.chat.started = True
    group = telegram.group("Classe", [chief])
    await settle_in(path, [*(person.id for person in crowd), group.id], now)
    old_id = group.id
    group.migrates()
    more = {"TOCTOC_ADMINS": str(chief.id), "TOCTOC_SEND_RATE": str(count // 10)}
    bot = BotProcess(telegram=telegram, database=path, ahead=ahead, more=more)
    town = Town(telegram=telegram, bot=bot, chief=chief, crowd=crowd, moved=old_id)
    for person in crowd[3::20]:  # half of them tell the bot, which was off
        await person.blocks() if person.id % 2 else setattr(person.chat, "blocked", True)
        town.gone.add(person.id)
    for person in crowd[7::100]:
        person.deactivate()
        town.gone.add(person.id)
    return town


async def presses(person: Person, label: str) -> None:
    """Let somebody tap a button as soon as they see it."""
    await person.chat.until(lambda: button(label, reversed(person.chat.messages.values())), 20)
    await person.taps(label)


async def sends_off(town: Town, whom: str) -> None:
    """Let staff compose a message and tap Send twice."""
    await town.chief.says("/staff")
    for label in ("Messages à beaucoup", "Nouveau message", whom, "Continuer"):
        await presses(town.chief, label)
    await town.chief.sees("Écrivez le message", within=20)
    await town.chief.says(TEXT)
    await presses(town.chief, "Envoyer à")
    await town.chief.taps_again()


async def storm(town: Town) -> None:
    """Kill it three times, and close the gate once."""
    size = len(town.crowd)
    await until(partial(_came, town, 0.15 * size), within=240)
    await town.kill(hold=True)
    await until(partial(_came, town, 0.4 * size), within=240)
    await town.kill(gate=12)
    await until(lambda: town.gates[0].refused, within=60)
    await until(partial(_came, town, 0.7 * size), within=240)
    await town.kill(hold=True)


def _came(town: Town, wanted: float) -> bool:
    return town.got().total() >= wanted


async def ended(town: Town) -> None:
    """Wait until the broadcast has ended; what is in doubt is due half a minute later."""
    path = town.bot.database
    over = "SELECT COUNT(*) FROM broadcast WHERE finished IS NOT NULL"
    waits = """SELECT COUNT(*) FROM delivery WHERE broadcast_id IS NOT NULL AND (
                   state = 'sending' OR (state = 'queued' AND doubts = 0))"""
    await until(lambda: not value(path, waits), within=240)
    if not value(path, over):
        await town.kill()
    await until(lambda: value(path, over), within=240)


def report_of(path: Path) -> dict[str, int]:
    """Return the final numbers."""
    (row,) = view(
        path,
        """SELECT tally ->> 'people' AS people, tally ->> 'sent' AS sent,
                  tally ->> 'blocked' AS blocked, tally ->> 'failed' AS failed,
                  tally ->> 'unknown' AS unknown, tally ->> 'dropped' AS dropped,
                  tally ->> 'left' AS remain FROM broadcast""",
    )
    return dict(row)


def check_report(town: Town, told: dict[str, int]) -> None:
    """The numbers add up, and are those of who was there to count."""
    got, everybody = town.got(), len(town.crowd) + 1
    parts = [count for name, count in told.items() if name != "people"]
    assert told["people"] == everybody == sum(parts)
    assert told["blocked"] == len(town.gone)
    assert (told["failed"], told["dropped"], told["remain"]) == (0, 0, 0)
    assert told["sent"] + told["unknown"] >= len(got) >= told["sent"]
    assert not set(got) & town.gone
    assert town.moved not in got
    assert [(gate.refused > 0, gate.leaked) for gate in town.gates] == [(True, 0)]


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.timeout(900)
async def test_a_service_message_reaches_everybody_who_can_be_reached(
    tmp_path: Path, count: int
) -> None:
    async with Simulator(webhook_retry_unit=0.2) as telegram:
        town = await settled_town(telegram, tmp_path, count)
        async with town.bot.alive():
            await sends_off(town, SERVICE)
            await storm(town)
            await ended(town)
            told = report_of(town.bot.database)
            await town.chief.sees(f"envoyés : {told['sent']}", ever=True, within=20)
        got = town.got()
        reachable = {person.id for person in town.crowd} - town.gone
        print(f"\n{count} people, {town.doubts} doubts, {got.total() - len(got)} copies: {told}")  # noqa: T201
        check_report(town, told)
        assert reachable <= set(got)
        assert len(got) == len(reachable) + 1, "the group that moved"
        assert got.total() - len(got) <= town.doubts
        assert max(got.values()) <= 2
        assert told["sent"] == len(got)
    assert value(town.bot.database, "SELECT COUNT(*) FROM broadcast") == 1
    assert_sound(town.bot.database)


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.timeout(900)
async def test_news_reach_nobody_twice(tmp_path: Path, count: int) -> None:
    async with Simulator(webhook_retry_unit=0.2) as telegram:
        town = await settled_town(telegram, tmp_path, count)
        async with town.bot.alive():
            await sends_off(town, NEWS)
            await storm(town)
            await ended(town)
            told = report_of(town.bot.database)
        got = town.got()
        reachable = {person.id for person in town.crowd} - town.gone
        print(f"\n{count} people, {town.doubts} doubts: {told}")  # noqa: T201
        check_report(town, told)
        assert max(got.values()) == 1
        assert len(reachable - set(got)) <= told["unknown"] <= town.doubts
    assert_sound(town.bot.database)
