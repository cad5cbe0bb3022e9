"""/metrics over HTTP: the counters equal what the simulator counted, and name nobody."""

import asyncio
import json
import re
from collections import Counter
from pathlib import Path

import aiohttp

from simulator import Fault, Simulator
from tests.operate.terminal import ROOT, toctoc
from tests.support.process import free_port
from tests.support.programme import PROGRAMME
from tests.support.scene import Scene, scene
from tests.support.steps import books, opens

Numbers = dict[str, float]
FIRST_UPDATE = 100_000  # the simulator's


async def numbers_of(stage: Scene) -> Numbers:
    """Read the page as Prometheus does."""
    url = f"http://{stage.settings.listen}/metrics"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        text = await answer.text()
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def accepted(telegram: Simulator) -> Counter[str]:
    return Counter(call.method for call in telegram.accepted)


def calls(numbers: Numbers, outcome: str) -> Counter[str]:
    pattern = re.compile(rf'toctoc_calls_total{{method="(\w+)",outcome="{outcome}"}}')
    found = {pattern.fullmatch(name): value for name, value in numbers.items()}
    return Counter({match[1]: int(value) for match, value in found.items() if match})


async def settled(stage: Scene) -> None:
    """Wait until everything that is due has gone out."""
    under_way = "state = 'sending' OR (state = 'queued' AND ready = 1)"
    async with asyncio.timeout(10):
        while await stage.value(  # noqa: ASYNC110 - what is waited for is behind a query
            f"SELECT COUNT(*) FROM delivery WHERE {under_way}"
        ):
            await asyncio.sleep(0.02)


async def test_the_counters_equal_what_the_simulator_counted(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, listen=f"127.0.0.1:{free_port()}") as stage:
        people = [stage.person(f"P{number}") for number in range(5)]
        for person in people:
            await books(stage, person, PROGRAMME[0])
        for person in people:
            await person.sees(".ics", ever=True)
            await person.sees("Biscuiterie", ever=True)
        await settled(stage)
        numbers = await numbers_of(stage)
        real = accepted(stage.telegram)
        letters = ("sendPhoto", "sendDocument", "sendVenue")
        assert {name: calls(numbers, "Sent")[name] for name in letters} == {
            name: real[name] for name in letters
        }
        assert numbers["toctoc_sends_sent_total"] == sum(real[name] for name in letters)
        assert numbers["toctoc_updates_received_total"] == 10  # a link and a tap each
        assert numbers["toctoc_updates_applied_total"] == 10
        assert numbers['toctoc_deliveries{kind="confirmation",state="sent"}'] == 5
        assert numbers['toctoc_bookings{state="confirmed"}'] == 5
        assert numbers["toctoc_database_write_busy_seconds_total"] > 0
        assert numbers["toctoc_backup_age_seconds"] == float("inf")


async def test_a_refusal_a_duplicate_and_a_backup_are_counted(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, listen=f"127.0.0.1:{free_port()}") as stage:
        ines, karim = stage.person("Inès"), stage.person("Karim")
        clocks = PROGRAMME[3]  # one seat
        for person in (ines, karim):
            await opens(stage, person, clocks)
        await ines.taps("Confirmer")
        await ines.sees("C'est réservé")
        await karim.taps("Confirmer")
        await karim.sees("Liste d'attente")
        stage.telegram.jump_update_id(FIRST_UPDATE)  # as a lost offset would: an id comes again
        await karim.says("/help", wait=True)
        await toctoc("backup", tmp_path / "copy", database=tmp_path / "toctoc.sqlite")
        numbers = await numbers_of(stage)
        assert numbers["toctoc_seats_refused_total"] == 1
        assert numbers['toctoc_refusals_total{reason="slot_full"}'] == 1
        assert numbers["toctoc_updates_applied_total"] == 4
        assert numbers["toctoc_updates_duplicate_total"] == 1
        assert numbers["toctoc_updates_received_total"] == 5


async def test_a_gate_is_seen_while_it_is_closed(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, listen=f"127.0.0.1:{free_port()}") as stage:
        ines = stage.person("Inès")
        assert (await numbers_of(stage))["toctoc_gate_open_in_seconds"] == 0
        stage.telegram.faults.add(Fault(kind="refuse", method="sendMessage", retry_after=30))
        await ines.says("/start")
        numbers = await numbers_of(stage)
        async with asyncio.timeout(10):
            while not numbers["toctoc_gate_closures_total"]:
                numbers = await numbers_of(stage)
        assert 25 < numbers["toctoc_gate_open_in_seconds"] < 32
        assert numbers['toctoc_calls_total{method="sendMessage",outcome="TooMany"}'] == 1


async def test_no_label_names_anybody(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, listen=f"127.0.0.1:{free_port()}") as stage:
        ines = stage.person("Inès")
        code = await books(stage, ines, PROGRAMME[0])
        numbers = await numbers_of(stage)
        named = " ".join(numbers)
        for secret in (str(ines.id), "Inès", code, stage.telegram.token, "Biscuiterie"):
            assert secret not in named
        labels = {name for line in numbers for name in re.findall(r"[{,](\w+)=", line)}
        assert labels == {"kind", "state", "method", "outcome"}


async def test_the_dashboard_asks_for_numbers_that_exist(tmp_path: Path) -> None:
    dashboard = json.loads((ROOT / "docs" / "operate" / "grafana.json").read_text())
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel.get("targets", ())
        for name in re.findall(r"toctoc_\w+", target["expr"])
    }
    async with scene(tmp_path, PROGRAMME, listen=f"127.0.0.1:{free_port()}") as stage:
        await books(stage, stage.person("Inès"), PROGRAMME[0])
        shown = {name.partition("{")[0] for name in await numbers_of(stage)}
    assert len(asked) > 15
    assert asked - shown == {"toctoc_refusals_total"}  # nobody was refused anything yet
