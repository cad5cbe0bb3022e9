"""What becomes of a delivery, fault by fault: its row, and the copies that people got."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.wire import Call
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from simulator import Fault
from simulator.faults import Kind as FaultKind
from storage import people
from tests.delivery.office import AGAIN, Office, compose, until, until_called, until_state

LATER = timedelta(seconds=31)
NOWHERE = "http://127.0.0.1:9/bot1:SECRET"
MAY_HAVE_ARRIVED: dict[FaultKind, int] = {  # how many of one broken and one good call arrive
    "hang_up": 1,
    "hold": 2,
    "reset": 2,
    "close": 2,
    "bad_gateway": 2,
    "truncate": 2,
    "garbage": 2,
}


async def test_what_is_owed_is_sent_once(office: Office) -> None:
    (ada,) = await office.people(1)
    async with office.sending() as sender:
        await office.owe(ada, "bonjour")
        await office.owe(ada, "bonjour")
        await until_state(office, "bonjour", "sent")
    assert office.letters() == ["bonjour"]
    assert (await office.row("bonjour"))["message_id"]
    assert (sender.counters.sent, sender.counters.doubts) == (1, 0)


@pytest.mark.parametrize(("kind", "copies"), MAY_HAVE_ARRIVED.items(), ids=MAY_HAVE_ARRIVED)
async def test_one_doubt_is_repeated_and_says_so(
    office: Office, kind: FaultKind, copies: int
) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.add(Fault(kind=kind, method="send*", seconds=5))
    async with office.sending(http_timeout=0.3) as sender:
        await office.owe(ada, "bonjour")
        await until(lambda: sender.counters.doubts == 1)
        await until_state(office, "bonjour", "queued")
        office.pass_time(LATER)
        await until_state(office, "bonjour", "sent")
    assert office.letters() == ["bonjour", "bonjour" + AGAIN][-copies:]
    assert (await office.row("bonjour"))["attempts"] == 2


async def test_two_doubts_are_shown_to_staff_and_there_is_no_third_copy(office: Office) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.add(Fault(kind="close", method="send*", times=None))
    async with office.sending() as sender:
        await office.owe(ada, "bonjour")
        await until(lambda: sender.counters.doubts == 1)
        await until_state(office, "bonjour", "queued")
        office.pass_time(LATER)
        await until_state(office, "bonjour", "unknown")
    for _restart in range(3):
        async with office.sending():
            await office.owe(ada, "bonjour")
            office.pass_time(LATER)
    assert office.letters() == ["bonjour", "bonjour" + AGAIN]
    assert await office.state("bonjour") == "unknown"


async def test_what_never_left_is_tried_again_without_doubt(office: Office) -> None:
    (ada,) = await office.people(1)
    async with office.sending(url=NOWHERE) as sender:
        await office.owe(ada, "bonjour")
        await until(lambda: sender.counters.not_sent >= 1)
    assert await office.state("bonjour") == "queued"
    async with office.sending():
        office.pass_time(LATER)
        await until_state(office, "bonjour", "sent")
    assert office.letters() == ["bonjour"]


async def test_a_wrong_token_costs_no_message(office: Office) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.add(Fault(kind="refuse", code=401))
    async with office.sending() as sender:
        await office.owe(ada, "bonjour")
        await until(lambda: sender.counters.not_sent >= 1)
    assert await office.state("bonjour") == "queued"
    assert (await office.row("bonjour"))["error"] == "HTTP 401"


async def test_an_outage_spends_few_messages_and_ends_by_itself(office: Office) -> None:
    crowd = await office.people(40)
    outage = Fault(kind="refuse", code=502, times=None)
    office.telegram.faults.add(outage)
    async with office.sending(rate=28) as sender:
        for number, person in enumerate(crowd):
            await office.owe(person, f"letter {number}")
        await until(lambda: office.telegram.calls["getMe"] >= 1)
        assert sender.counters.doubts <= 6  # of 40: then getMe is asked instead
        office.telegram.faults.clear()
        await until(lambda: sender.counters.sent == 40 - sender.counters.doubts)
        office.pass_time(LATER)
        await until(lambda: sender.counters.sent == 40)
    assert (await office.counts()) == {"sent": 40}


async def test_who_blocked_the_bot_ends_that_delivery_and_the_next_without_a_call(
    office: Office,
) -> None:
    ada, bob = await office.people(2)
    await ada.blocks()
    async with office.sending():
        await office.owe(ada, "first")
        await until_state(office, "first", "failed")
        calls = office.telegram.calls["sendMessage"]
        await office.owe(ada, "second")
        await until_state(office, "second", "failed")
        assert office.telegram.calls["sendMessage"] == calls
        await office.owe(bob, "to Bob")
        await until_state(office, "to Bob", "sent")
        await ada.unblocks()
        await office.note(ada.id)
        await office.owe(ada, "third")
        await until_state(office, "third", "sent")
    assert office.letters() == ["to Bob", "third"]


async def test_a_chat_that_moved_is_written_to_where_it_is_now(office: Office) -> None:
    (ada,) = await office.people(1)
    group = office.telegram.group("Classe", [ada])
    old = group.id
    await office.note(old)
    async with office.sending():
        new = group.migrates()
        await office.owe(old, "first")
        await office.owe(old, "later", due_in=timedelta(hours=1))
        await until(lambda: office.telegram.calls["sendMessage"] == 1)
        office.pass_time(timedelta(seconds=2))
        await until_state(office, "first", "sent")
    assert (await office.row("later"))["chat_id"] == new
    assert await office.database.read(lambda tx: people.find(tx, new))
    assert await office.database.read(lambda tx: people.find(tx, old)) is None


async def test_bad_markup_goes_as_plain_text(office: Office) -> None:
    (ada,) = await office.people(1)
    async with office.sending():
        await office.owe(ada, "<b>Usine & Cie <i>2 &lt; 3</b>")
        await until_state(office, "<b>Usine & Cie <i>2 &lt; 3</b>", "sent")
    assert office.letters() == ["Usine & Cie 2 < 3"]


async def test_another_refusal_ends_that_delivery_alone(office: Office) -> None:
    ada, bob = await office.people(2)
    office.telegram.faults.add(
        Fault(kind="refuse", code=400, description="Bad Request: no", chat_id=ada.id)
    )
    async with office.sending() as sender:
        await office.owe(ada, "to Ada")
        await office.owe(bob, "to Bob")
        await until_state(office, "to Bob", "sent")
        await until_state(office, "to Ada", "failed")
    assert (await office.row("to Ada"))["error"] == "Bad Request: no"
    assert (sender.counters.sent, sender.counters.failed) == (1, 1)


@pytest.mark.parametrize("end", [DeliveryState.CANCELLED, DeliveryState.MISSED])
async def test_what_became_useless_is_not_sent(office: Office, end: DeliveryState) -> None:
    (ada,) = await office.people(1)

    async def useless(_delivery: Delivery) -> DeliveryState:
        return end

    async with office.sending(compose=useless) as sender:
        await office.owe(ada, "bonjour")
        await until_state(office, "bonjour", end.value)
    assert office.letters() == []
    assert getattr(sender.counters, end.value) == 1


async def test_a_letter_that_cannot_be_written_stops_nobody(office: Office) -> None:
    ada, bob = await office.people(2)

    async def clumsy(delivery: Delivery) -> Call | DeliveryState:
        if delivery.chat_id == ada.id and delivery.attempts == 1:
            raise KeyError("fields")
        return await compose(delivery)

    async with office.sending(compose=clumsy):
        await office.owe(ada, "to Ada")
        await office.owe(bob, "to Bob")
        await until_state(office, "to Bob", "sent")
        office.pass_time(timedelta(seconds=2))
        await until_state(office, "to Ada", "sent")
    assert (await office.row("to Ada"))["doubts"] == 0


async def test_nothing_goes_before_its_time(office: Office) -> None:
    (ada,) = await office.people(1)
    async with office.sending():
        await office.owe(ada, "tomorrow", due_in=timedelta(hours=24))
        await office.owe(ada, "now")
        await until_state(office, "now", "sent")
        assert await office.state("tomorrow") == "queued"
        office.pass_time(timedelta(hours=24))
        await until_state(office, "tomorrow", "sent")
    assert office.letters() == ["now", "tomorrow"]


async def test_a_nearer_visit_that_comes_late_overtakes_what_waits(office: Office) -> None:
    crowd = await office.people(30)
    async with office.sending(rate=20):
        for number, person in enumerate(crowd):
            far = timedelta(days=number + 2)
            await office.owe(person, f"in {number + 2} days", kind=Kind.REMINDER_DAY, urgent_in=far)
        await until(lambda: len(office.letters()) >= 2)
        near = timedelta(hours=1)
        await office.owe(crowd[0], "in an hour", kind=Kind.REMINDER_DAY, urgent_in=near)
        await office.owe(crowd[1], "your ticket", kind=Kind.CONFIRMATION)
        behind = len(office.letters())
        await until(lambda: len(office.letters()) >= behind + 6)
        overtook = office.letters()[: behind + 6]
    assert {"in an hour", "your ticket"} <= set(overtook)
    assert overtook.index("your ticket") < overtook.index("in an hour")


async def test_the_letters_of_one_person_wait_for_each_other(office: Office) -> None:
    ada, bob = await office.people(2)
    office.telegram.faults.add(Fault(kind="hold", chat_id=ada.id, seconds=0.4))
    async with office.sending():
        for part in ("ticket", "calendar", "venue"):
            await office.owe(ada, part)
        await office.owe(bob, "to Bob")
        await until_state(office, "venue", "sent")
    accepted = {call.params["text"]: call.at for call in office.telegram.accepted}
    assert list(accepted) == ["ticket", "to Bob", "calendar", "venue"]
    assert accepted["calendar"] - accepted["ticket"] >= 0.4


async def test_a_stop_puts_back_what_was_not_begun(office: Office) -> None:
    crowd = await office.people(20)
    async with office.sending(rate=5) as sender:
        for number, person in enumerate(crowd):
            await office.owe(person, f"letter {number}")
        await until(lambda: sender.counters.sent >= 2)
    counts = await office.counts()
    assert counts == {"sent": len(office.letters()), "queued": 20 - len(office.letters())}
    async with office.sending():
        await until(lambda: len(office.letters()) == 20)
    assert len(set(office.letters())) == 20


async def test_a_call_that_outlives_the_stop_is_in_doubt(office: Office) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.add(Fault(kind="hold", method="send*", seconds=5))
    async with office.sending() as sender:
        await office.owe(ada, "bonjour")
        await until(office.letters)
        await sender.stop(within=0.1)
    row = await office.row("bonjour")
    assert (row["state"], row["doubts"]) == ("queued", 1)


async def test_what_is_known_survives_a_database_that_cannot_write(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.latency = 0.4
    await office.database.write(lambda tx: tx.fetch_one("PRAGMA busy_timeout = 0"))
    other = sqlite3.connect(tmp_path / "toctoc.sqlite", isolation_level=None)
    async with office.sending() as sender:
        await office.owe(ada, "bonjour")
        await until_called(office, "bonjour")
        other.execute("BEGIN IMMEDIATE")
        await until(lambda: sender.counters.sent == 1)
        await until(lambda: "outcomes_not_stored" in capsys.readouterr().out)
        assert await office.state("bonjour") == "sending"
        other.execute("ROLLBACK")
        await until_state(office, "bonjour", "sent")
    other.close()
    assert office.letters() == ["bonjour"]


@pytest.mark.parametrize("jump", [timedelta(hours=2), timedelta(hours=-2)], ids=str)
async def test_a_jump_of_the_wall_clock_repeats_nothing(office: Office, jump: timedelta) -> None:
    ada, bob = await office.people(2)
    office.telegram.faults.add(Fault(kind="hold", chat_id=ada.id, seconds=1))
    async with office.sending() as sender:
        await office.owe(ada, "bonjour")
        await until(office.letters)
        office.pass_time(jump)  # its lease has ended, but its sender lives
        await office.owe(bob, "to Bob")
        await until_state(office, "to Bob", "sent")
        office.pass_time(LATER)
        await until_state(office, "bonjour", "sent")
    assert office.letters() == ["bonjour", "to Bob"]
    assert sender.counters.doubts == 0


async def test_a_stall_before_the_calls_is_followed_by_no_burst(office: Office) -> None:
    at_once = most = 0
    stall_over = asyncio.Event()
    asyncio.get_running_loop().call_later(0.5, stall_over.set)  # a dozen turns later

    async def slowly(delivery: Delivery) -> Call | DeliveryState:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await stall_over.wait()
        at_once -= 1
        return await compose(delivery)

    people = await office.people(12)
    for number, person in enumerate(people):
        await office.owe(person, f"{number}")
    async with office.sending(rate=28, compose=slowly) as sender:
        await until(lambda: sender.counters.sent == len(people))
    assert most <= 3  # what the pace lets go at once after a rest
