"""The day itself for a host: roster the evening before, seats, check-in by code and by QR."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.staff import Grant, Role
from simulator import Person
from simulator.sight import visible
from tests.support.programme import BISCUITS, FOUNDRY, PROGRAMME, at
from tests.support.scene import Scene, scene
from tests.support.steps import FRENCH, becomes, books, goes, opens
from tests.support.team import ADMIN, admin, with_role


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a host reads and taps in one language."""

    language: str
    roster: str
    expected: str
    gate: str
    close: str
    full: str
    check_in: str
    all_present: str
    came: str
    some: str
    back: str
    not_yet: str
    refused: str


FR = Words(
    language="fr",
    roster="Qui vient : listes et places",
    expected="1 personne attendue",
    gate="Ouvrir ou fermer des places",
    close="Fermer tout ce qui est libre",
    full="Complet",
    check_in="Accueil : pointer les arrivées",
    all_present="Tous présents",
    came="3 sur 3 présents",
    some="2 sur 3 présents",
    back="Annuler le pointage",
    not_yet="Pas encore pointé",
    refused="cela ne vous est pas ouvert",
)
EN = Words(
    language="en",
    roster="Who comes: lists and seats",
    expected="1 person expected",
    gate="Open or close seats",
    close="Close all that is free",
    full="Full",
    check_in="Gate: check people in",
    all_present="All present",
    came="3 of 3 present",
    some="2 of 3 present",
    back="Take the check-in back",
    not_yet="Not checked in yet",
    refused="not open to you",
)
in_both = pytest.mark.parametrize("words", [pytest.param(FR, id="fr"), pytest.param(EN, id="en")])


async def host_of(stage: Scene, name: str, who: str = "Hugo", language: str = "fr") -> Person:
    """Bring who answers for a host on stage."""
    found = await stage.value("SELECT id FROM host WHERE name = :name", name=f"Maison {name}")
    return await with_role(stage, who, Grant(role=Role.HOST, host_id=int(str(found))), language)


async def books_three(stage: Scene, person: Person) -> str:
    """Let somebody book three seats at the foundry; return the code."""
    await opens(stage, person, FOUNDRY)
    for seats in (2, 3):
        await goes(person, "+")
        await person.sees(f"Confirmer {seats}")
    await goes(person, "Confirmer")
    await person.sees("réservé")
    return str(await stage.value("SELECT code FROM booking ORDER BY id DESC LIMIT 1"))


@in_both
async def test_a_host_is_told_at_17_the_evening_before_once(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(23, 16, 30)) as stage:
        host, ines = await host_of(stage, "Fonderie", language=words.language), stage.person("Inès")
        await host.says("/start")
        await books(stage, ines, FOUNDRY)
        owed = "SELECT COUNT(*) FROM delivery WHERE kind = 'roster'"
        assert await stage.value(owed) == 0
        stage.advance(minutes=31)
        letter = await host.sees("Maison Fonderie")
        assert words.expected in str(letter.content["text"])
        stage.advance(minutes=30)
        await becomes(stage, owed, 1)
        assert await stage.value(f"{owed} AND chat_id <> {host.id}") == 0


async def test_nobody_is_told_of_a_host_they_no_longer_answer_for(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(23, 16, 30)) as stage:
        host = await host_of(stage, "Fonderie")
        await host.says("/staff")
        await stage.program.database.write(
            lambda tx: tx.execute("UPDATE staff_grant SET revoked = '2026-11-23T15:45:00Z'")
        )
        stage.advance(minutes=31)
        await becomes(stage, "SELECT COUNT(*) FROM delivery WHERE kind = 'roster'", 0)


@in_both
async def test_a_host_closes_seats_and_nobody_can_book_them(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host = await host_of(stage, "Fonderie", language=words.language)
        ines = stage.person("Inès", words.language)
        await host.says("/staff")
        await goes(host, words.roster, "14:30", words.gate, words.close)
        await becomes(stage, "SELECT capacity FROM slot WHERE ref LIKE '%fonderie%'", 0)
        await opens(stage, ines, FOUNDRY)
        await ines.sees(words.full)
        await host.says("4")
        await becomes(stage, "SELECT capacity FROM slot WHERE ref LIKE '%fonderie%'", 4)
        await host.says("7")
        await host.sees("6")
        acts = await stage.rows("SELECT action, before, after FROM audit ORDER BY id")
        assert [tuple(act) for act in acts] == [
            ("gate_seats", '{"seats": 6}', '{"seats": 0}'),
            ("gate_seats", '{"seats": 0}', '{"seats": 4}'),
        ]


@in_both
async def test_the_whole_party_in_one_tap_some_of_it_and_back(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host, ines = await host_of(stage, "Fonderie", language=words.language), stage.person("Inès")
        code = await books_three(stage, ines)
        stage.advance(days=8, hours=5)
        await host.says("/staff")
        await goes(host, words.check_in)
        await host.sees("Fonderie")
        await host.says(code.lower().replace("-", " "))
        await host.sees(words.not_yet)
        await goes(host, words.all_present)
        await host.sees(words.came)
        await host.says("2")
        await host.sees(words.some)
        await goes(host, words.back)
        await host.sees(words.not_yet)
        assert await stage.value("SELECT state FROM pub_booking") == "confirmed"
        marks = await stage.rows("SELECT after FROM audit WHERE action = 'checkin_mark'")
        assert len(marks) == 3
        assert code not in str([tuple(mark) for mark in marks])


async def test_a_scanned_ticket_opens_the_card_for_its_host_and_nothing_for_another(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host, other = await host_of(stage, "Fonderie"), await host_of(stage, "Biscuiterie", "Bob")
        ines = stage.person("Inès")
        code = await books_three(stage, ines)
        stage.advance(days=8, hours=5)
        scanned = f"/start c_{code.replace('-', '')}"
        await other.says(scanned)
        await other.sees("Cela n'existe pas")
        await other.says("/staff")
        await goes(other, "Accueil")
        await other.says(code)
        screen = await other.sees("Ce code n'ouvre aucune visite que vous accueillez")
        assert "Fonderie" not in str(screen.content)
        await host.says(scanned)
        await goes(host, "Tous présents")
        await host.sees(FR.came)
        await ines.says(scanned)
        await becomes(stage, "SELECT state FROM pub_booking", "attended")


async def test_a_host_with_the_wrong_day_is_told_which_day_it_is(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host, ines = await host_of(stage, "Fonderie"), stage.person("Inès")
        code = await books_three(stage, ines)
        await host.says(f"/start c_{code.replace('-', '')}")
        await goes(host, "Tous présents")
        await host.sees("Cette visite a lieu mardi 24 novembre à 14:30")
        assert await stage.value("SELECT COUNT(*) FROM attendance") == 0


async def test_who_did_not_come_is_marked_by_itself_in_the_evening(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host = await host_of(stage, "Fonderie")
        came, absent, elsewhere = (stage.person(name) for name in ("Inès", "Paul", "Léa"))
        code = await books(stage, came, FOUNDRY)
        await books(stage, absent, FOUNDRY)
        await books(stage, elsewhere, BISCUITS)
        stage.advance(days=8, hours=5, minutes=30)
        await host.says(f"/start c_{code.replace('-', '')}")
        await goes(host, "Tous présents")
        await host.sees("1 sur 1 présent")
        stage.advance(hours=4, minutes=10)
        states = f"SELECT state FROM pub_booking WHERE chat_id = {absent.id}"
        await becomes(stage, states, "no_show")
        rows = await stage.rows("SELECT chat_id, state FROM pub_booking")
        assert dict(tuple(row) for row in rows) == {
            came.id: "attended",
            absent.id: "no_show",
            elsewhere.id: "confirmed",
        }


async def test_somebody_without_a_booking_is_let_in_while_there_is_room(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,), at=at(24, 14)) as stage:
        boss = admin(stage)
        await boss.says("/staff")
        await goes(boss, "Accueil : pointer", "Fonderie")
        await boss.sees("0 sur 0 présent")
        for count in (1, 2):
            await goes(boss, "+1 sans réservation")
            await boss.sees(f"{count} sur {count} présent")
        assert await stage.value("SELECT taken FROM slot WHERE ref LIKE '%fonderie%'") == 2


async def test_what_a_visitor_needs_is_told_to_the_host_alone(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host, ines, eve = (
            await host_of(stage, "Fonderie"),
            stage.person("Inès"),
            stage.person("Ève"),
        )
        code = await books(stage, ines, FOUNDRY)
        await goes(ines, FRENCH.manage, "Besoins sur place", "Fauteuil roulant")
        await ines.sees("☑ Fauteuil roulant")
        await ines.says("/mydata")
        await ines.sees("Besoin sur place : Fauteuil roulant")
        await host.says("/staff roster")
        await goes(host, "Fonderie")
        await host.sees("Besoins : Fauteuil roulant")
        await eve.says("/start")
        await eve.sees("Bonjour")
        await eve.taps_data(f"ne1::{code}:sight")
        await eve.sees("n'existe pas")
        assert await stage.value("SELECT COUNT(*) FROM need") == 1


@pytest.mark.parametrize(
    ("language", "paper", "file"),
    [
        pytest.param("fr", "Liste papier (PDF)", "listes-2026-11-24.pdf", id="fr"),
        pytest.param("en", "Paper list (PDF)", "lists-2026-11-24.pdf", id="en"),
    ],
)
async def test_a_host_prints_the_list_of_a_slot_and_of_a_day(
    tmp_path: Path, language: str, paper: str, file: str
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        host = await host_of(stage, "Fonderie", language=language)
        await books(stage, stage.person("Inès"), FOUNDRY)
        await host.says("/staff roster")
        await goes(host, paper)
        await host.sees(f"(document {file})", within=10)
        await host.says("/staff roster")
        await goes(host, "Fonderie", paper)
        await host.sees(f"(document {file})", within=10)
        sent = "SELECT COUNT(*) FROM delivery WHERE kind = 'paper' AND state = 'sent'"
        await becomes(stage, sent, 2)


async def test_a_host_of_another_visit_replays_every_button_in_vain(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        other, ines = await host_of(stage, "Biscuiterie", "Bob"), stage.person("Inès")
        code = await books_three(stage, ines)
        slot = await stage.value("SELECT slot_id FROM booking")
        stage.advance(days=8, hours=5)
        await other.says("/staff")
        await other.sees("Espace équipe")
        for data in (
            *(f"{tag}1::{code}" for tag in ("Do", "Dq", "Db", "Df")),
            *(f"{tag}1::{slot}" for tag in ("Dk", "Dl", "Dr", "Di")),
            *(f"{head}1::{rest}" for head, rest in (("Dp", f"{code}:3"), ("Dm", f"{slot}:3"))),
            *(f"{head}1::{slot}:{rest}" for head, rest in (("Dn", 5), ("Ds", "1:x"))),
        ):
            tap = await other.taps_data(data)
            assert await other.chat.until(lambda tap=tap: tap.answer, 5), data
        await other.sees(FR.refused, ever=True)
        await other.says("/staff")  # answered after all that was tapped
        await other.sees("Espace équipe")
        assert not any("Fonderie" in visible(one) for one in other.chat.messages.values())
        assert await stage.value("SELECT COUNT(*) FROM audit") == 0
        assert await stage.value("SELECT capacity FROM slot WHERE id = :id", id=slot) == 6
        assert await stage.value("SELECT COUNT(*) FROM attendance") == 0
