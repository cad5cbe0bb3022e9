"""The desk books for a caller; the caller claims it later; others can't."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.staff import Grant, Role
from simulator import Person
from tests.journeys.test_class import BAKERY
from tests.support.programme import BISCUITS, CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import Scene, scene
from tests.support.steps import FRENCH, becomes, books, goes, never_sees
from tests.support.team import ADMIN, admin, with_role

DESK = Grant(role=Role.DESK)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the desk reads and taps in one language."""

    language: str
    desk: str
    book: str
    ask_name: str
    ask_phone: str
    where: str
    all_sectors: str
    day: str
    slot: str
    confirm: str
    read_out: str
    cancel: str
    yes_cancel: str
    cancelled: str
    move: str
    booked: str
    ticket: str
    nothing: str
    try_again: str


FR = Words(
    language="fr",
    desk="Guichet",
    book="Réserver pour une personne",
    ask_name="À quel nom",
    ask_phone="À quel numéro",
    where="Où souhaitez-vous",
    all_sectors="Tous les secteurs",
    day="mar. 24 nov.",
    slot="14:30 Fonderie",
    confirm="Confirmer",
    read_out="Code à lire",
    cancel="Annuler pour la personne",
    yes_cancel="Oui, annuler",
    cancelled="annulée",
    move="Déplacer",
    booked="C'est réservé",
    ticket="montrez ce code QR",
    nothing="Cela n'existe pas",
    try_again="Réessayez dans 60 minutes",
)
EN = Words(
    language="en",
    desk="Desk",
    book="Book for a caller",
    ask_name="What name",
    ask_phone="Which number",
    where="Where would you like",
    all_sectors="All sectors",
    day="Tue 24 Nov",
    slot="14:30 Fonderie",
    confirm="Confirm",
    read_out="Code to read out",
    cancel="Cancel for the caller",
    yes_cancel="Yes, cancel",
    cancelled="cancelled",
    move="Move",
    booked="It's booked",
    ticket="show this QR code",
    nothing="does not exist",
    try_again="Try again in 60 minutes",
)
in_both = pytest.mark.parametrize("words", [pytest.param(FR, id="fr"), pytest.param(EN, id="en")])


async def begins(desk: Person, words: Words, name: str = "Zoé Durand") -> None:
    """Let the desk begin to book for a caller, up to the first question."""
    await desk.says("/staff")
    await goes(desk, words.desk)
    await desk.sees(words.book)
    await goes(desk, words.book)
    await desk.sees(words.ask_name)
    await desk.says(name)
    await desk.sees(words.ask_phone)
    await desk.says("06 12 34 56 78")
    await desk.sees(words.where)


async def books_foundry(stage: Scene, desk: Person, words: Words, name: str = "Zoé Durand") -> str:
    """Let the desk book the foundry by the visitors' own screens; return the code."""
    await begins(desk, words, name)
    await desk.sees(name)
    await goes(desk, "Moselle", words.all_sectors, words.day, words.slot)
    await desk.sees(words.confirm)
    await goes(desk, "+", words.confirm)
    await desk.sees(words.read_out)
    return str(await stage.value("SELECT code FROM booking ORDER BY id DESC LIMIT 1"))


def bare(code: str) -> str:
    return code.replace("-", "")


@in_both
async def test_the_desk_books_and_the_caller_claims_it(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk = await with_role(stage, "Denise", DESK, words.language)
        zoe = stage.person("Zoé", words.language)
        code = await books_foundry(stage, desk, words)
        await desk.sees(" · ".join(code.split("-")[0]))
        await desk.sees("Zoé Durand, 06 12 34 56 78")
        (row,) = await stage.rows("SELECT chat_id, seats, state FROM pub_booking")
        assert tuple(row.values() if isinstance(row, dict) else row) == (None, 2, "confirmed")
        await zoe.says(f"/start c_{bare(code)}")
        await zoe.sees(words.booked)
        await zoe.sees(words.ticket)
        assert await stage.value("SELECT chat_id FROM pub_booking") == zoe.id
        reminders = "SELECT COUNT(*) FROM pub_delivery WHERE kind LIKE 'reminder%'"
        assert await stage.value(reminders) == 2


@in_both
async def test_the_desk_finds_moves_and_cancels(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk = await with_role(stage, "Denise", DESK, words.language)
        await books_foundry(stage, desk, words)
        await desk.says("/staff desk")
        await desk.sees(words.book)
        await desk.says("durand")
        await desk.sees("Zoé Durand")
        await goes(desk, "Zoé Durand", words.cancel, words.yes_cancel)
        await desk.sees(words.cancelled)
        assert await stage.value("SELECT state FROM pub_booking") == "cancelled"
        actions = await stage.rows("SELECT action, user_id FROM audit ORDER BY id")
        assert [tuple(one) for one in actions] == [
            ("desk_book", desk.id),
            ("desk_cancel", desk.id),
        ]


async def test_a_caller_is_moved_and_whoever_claimed_it_gets_the_new_ticket(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk, zoe = await with_role(stage, "Denise", DESK), stage.person("Zoé")
        await begins(desk, FR)
        await desk.says("biscuiterie mardi 24 novembre pour 2")
        await goes(desk, "Moselle")
        await desk.sees("Confirmer 2 places")
        await desk.sees("Zoé Durand")
        await goes(desk, "Confirmer")
        await desk.sees("Code à lire")
        code = str(await stage.value("SELECT code FROM booking"))
        await zoe.says(f"/start c_{bare(code)}")
        await zoe.sees("montrez ce code QR")
        await goes(desk, "Déplacer")
        await desk.sees("À quel autre moment")
        await goes(desk, "26")
        await desk.sees("jeudi 26 novembre")
        await zoe.sees("Votre billet a changé")


async def test_the_callers_name_is_shown_to_no_host_and_stands_in_no_audit_nor_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        desk, boss = await with_role(stage, "Denise", DESK), admin(stage)
        code = await books_foundry(stage, desk, FR)
        host_id = await stage.value("SELECT id FROM host WHERE name = 'Maison Fonderie'")
        host = await with_role(stage, "Hugo", Grant(role=Role.HOST, host_id=int(str(host_id))))
        await host.says("/staff roster")
        await goes(host, "14:30")
        screen = await host.sees(code)
        assert "Durand" not in str(screen.content)
        await boss.says("/staff audit")
        line = await boss.sees("Réservé au guichet : Fonderie, places : 2")
        assert "Durand" not in str(line.content)
        assert code not in str(line.content)
    written = "".join(capfd.readouterr()) + caplog.text
    assert "Durand" not in written
    assert "06 12" not in written


async def test_five_wrong_codes_and_the_right_one_waits(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk, eve, zoe = (
            await with_role(stage, "Denise", DESK),
            stage.person("Ève"),
            stage.person("Zoé"),
        )
        code = await books_foundry(stage, desk, FR)
        for number in range(5):
            await eve.says(f"/start c_AAAAA{number + 2}")
            await eve.sees(FR.nothing)
            await becomes(stage, "SELECT COUNT(*) FROM code_try", number + 1)
        await eve.says(f"/start c_{bare(code)}")
        await eve.sees("Trop de codes essayés")
        assert await stage.value("SELECT chat_id FROM booking") is None
        await zoe.says(f"/start c_{bare(code)}")
        await zoe.sees(FR.booked)
        stage.advance(hours=1)
        await eve.says(f"/start c_{bare(code)}")
        await eve.sees(FR.nothing)


async def test_an_owned_code_and_an_unknown_one_are_answered_alike(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines, eve = stage.person("Inès"), stage.person("Ève")
        code = await books(stage, ines, FOUNDRY)
        answers = []
        for payload in (bare(code), "AAAAAA"):
            await eve.says(f"/start c_{payload}")
            answers.append((await eve.sees(FR.nothing)).content["text"])
        assert answers[0] == answers[1]


async def test_of_many_who_claim_one_code_at_once_one_gets_it(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk = await with_role(stage, "Denise", DESK)
        code = await books_foundry(stage, desk, FR)
        crowd = [stage.person(f"P{number}") for number in range(6)]
        await asyncio.gather(*(one.says(f"/start c_{bare(code)}") for one in crowd))
        await becomes(stage, "SELECT COUNT(*) FROM code_try", 5)
        owner = await stage.value("SELECT chat_id FROM booking")
        assert owner in {one.id for one in crowd}
        assert await stage.value("SELECT COUNT(DISTINCT chat_id) FROM delivery") == 1


async def test_the_desk_and_visitors_at_once_never_sell_a_seat_twice(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk = await with_role(stage, "Denise", DESK)
        crowd = [stage.person(f"P{number}") for number in range(4)]
        await asyncio.gather(
            books_foundry(stage, desk, FR), *(books(stage, one, FOUNDRY) for one in crowd)
        )
        assert await stage.value("SELECT taken FROM slot WHERE ref LIKE '%fonderie%'") == 6


async def test_a_desk_person_who_was_revoked_confirms_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk = await with_role(stage, "Denise", DESK)
        await begins(desk, FR)
        await goes(desk, "Moselle", "Métallurgie", "mar. 24 nov.")
        await desk.sees("Confirmer")
        await stage.program.database.write(
            lambda tx: tx.execute("UPDATE staff_grant SET revoked = '2026-11-16T08:00:00Z'")
        )
        await goes(desk, "Confirmer")
        await desk.sees("cela ne vous est pas ouvert")
        assert await stage.value("SELECT COUNT(*) FROM booking") == 0


async def test_home_puts_the_caller_down_and_the_next_booking_is_ones_own(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        desk = await with_role(stage, "Denise", DESK)
        await begins(desk, FR)
        await goes(desk, "Annuler")
        await desk.sees("Bonjour")
        await books(stage, desk, BISCUITS, FRENCH)
        assert await stage.value("SELECT chat_id FROM booking") == desk.id
        await never_sees(desk, "Code à lire")


async def test_a_school_that_calls_is_booked_in_groups_each_with_a_code(tmp_path: Path) -> None:
    async with scene(tmp_path, (*BAKERY, FOUNDRY)) as stage:
        desk = await with_role(stage, "Denise", DESK)
        await desk.says("/staff desk")
        await goes(desk, FR.book)
        await desk.sees(FR.ask_name)
        await desk.says("Lycée Fabert")
        await goes(desk, "Sans numéro")
        await desk.sees("Quel secteur")
        await desk.says("28 élèves et 3 profs biscuiterie le 24 novembre")
        await goes(desk, "En plusieurs groupes", "Confirmer 3 groupes")
        await desk.sees("3 réservations")
        await goes(desk, "15:00")
        await desk.sees("Lycée Fabert")
        owners = "SELECT COUNT(*) FROM booking WHERE chat_id IS NULL AND pupils >= 9"
        assert await stage.value(owners) == 3
        assert await stage.value("SELECT COUNT(*) FROM caller WHERE name = 'Lycée Fabert'") == 3


async def test_a_caller_waits_for_a_full_slot_and_is_rung_up(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        desk, tom = await with_role(stage, "Denise", DESK), stage.person("Tom")
        await books(stage, tom, CLOCKS)
        await desk.says("/staff desk")
        await goes(desk, FR.book)
        await desk.sees(FR.ask_name)
        await desk.says("Zoé Durand")
        await goes(desk, "Sans numéro")
        await desk.sees("la personne serait numéro 1")
        await goes(desk, "Liste d'attente, 1 place")
        await desk.sees("Pour Zoé Durand. Dès qu'une place se libère")
        await goes(tom, "Voir ou changer cette visite", FRENCH.cancel_visit, FRENCH.yes_cancel)
        await desk.sees("À rappeler : Zoé Durand", ever=True)
        await goes(desk, "Réserver pour la personne")
        await desk.sees(FR.read_out)
        sql = "SELECT COUNT(*) FROM pub_booking WHERE chat_id IS NULL AND state = 'confirmed'"
        assert await stage.value(sql) == 1
