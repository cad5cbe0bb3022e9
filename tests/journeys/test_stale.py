"""Old buttons, double taps, forged buttons: none of them acts, all of them are answered."""

from pathlib import Path

import pytest

from storage.database import Transaction
from tests.support.programme import BISCUITS, BISCUITS_LATER, CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import becomes, books, link_to, opens, opens_card, seats_taken

ANSWERED = "Every tap is answered"


async def test_ten_taps_on_confirm_book_once(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.taps("Confirmer")
        for _ in range(9):
            await ines.taps_again()
        await ines.sees("C'est réservé")
        await ines.chat.until(lambda: all(tap.answer for tap in ines.taps_made) or None, 5)
        assert all(tap.answer for tap in ines.taps_made), ANSWERED
        assert await seats_taken(stage) == 1
        await becomes(stage, "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'confirmation'", 1)


async def test_a_button_of_an_old_screen_shows_the_present_one(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        old = ines.screen
        (confirm,) = [b for row in old.buttons for b in row if "Confirmer" in b["text"]]
        await ines.says("/mybookings")
        await ines.sees("pas de visite à venir")
        await ines.taps_data(confirm["callback_data"], message=old)
        await ines.sees("pas de visite à venir")
        assert await seats_taken(stage) == 0


async def test_a_tap_after_the_conversation_expired_shows_the_first_screen(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        stage.advance(hours=25)
        await ines.taps("Confirmer")
        await ines.sees("Bonjour")
        assert await seats_taken(stage) == 0


async def test_an_old_ticket_leads_to_the_booking_as_it_is_now(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS, BISCUITS_LATER)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        ticket = await ines.sees("code QR")
        await opens_card(ines)
        await ines.taps("Déplacer")
        await ines.sees("À quel autre moment")
        await ines.taps("jeu. 26 nov.")
        await ines.sees("Votre billet a changé")
        await ines.taps("Voir ou changer", message=ticket)
        card = await ines.sees("Nombre de places")
        assert "jeudi 26 novembre" in str(card.content)


async def test_the_ticket_of_a_cancelled_booking_says_that_it_is_gone(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        ticket = await ines.sees("code QR")
        await opens_card(ines)
        await ines.taps("Annuler cette visite")
        await ines.sees("Oui, annuler")
        await ines.taps("Oui, annuler")
        await ines.sees("C'est annulé")
        await ines.taps("Annuler cette visite", message=ticket)
        await ines.sees("déjà annulée ou passée")
        await ines.sees("pas de visite à venir")


async def test_the_last_seat_taken_meanwhile_is_said_and_the_list_is_offered(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await opens(stage, ines, CLOCKS)
        await books(stage, paul, CLOCKS)
        await ines.taps("Confirmer")
        await ines.sees("Il ne reste pas assez de places")
        await ines.sees("Liste d'attente")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="nothing"),
        pytest.param("rubbish", id="rubbish"),
        pytest.param("ok9:1:1:1:intent:0", id="another version"),
        pytest.param("ok1:1:1", id="too few fields"),
        pytest.param("ok1::1:1::0", id="no intent"),
        pytest.param("ok1::1:-4:abc:0", id="fewer than no seats"),
        pytest.param("ok1::1:999999:abc:0", id="more seats than people"),
        pytest.param("ok1::999999:1:abc:0", id="a slot that is not there"),
        pytest.param("te1::99999999999999999999999999", id="a number too large"),
        pytest.param("te1::-1", id="a negative number"),
        pytest.param("dy1::2026-13-45", id="a day that is none"),
        pytest.param("pg1::-7", id="a page before the first"),
        pytest.param("go1::sheet", id="a sheet of nothing"),
        pytest.param("go1::booked", id="a ticket of nothing"),
        pytest.param("cy1::'; DROP TABLE booking; --", id="SQL"),
        pytest.param("la1::tlh", id="a language that nobody speaks here"),
        pytest.param("🎟" * 16, id="64 bytes of tickets"),
    ],
)
async def test_a_forged_button_is_answered_and_changes_nothing(tmp_path: Path, data: str) -> None:
    async with scene(tmp_path, (FOUNDRY,)) as stage:
        mallory = stage.person("Mallory")
        await mallory.says("/start")
        await mallory.sees("Bonjour")
        tap = await mallory.taps_data(data)
        await mallory.chat.until(lambda: tap.answer, 3)
        assert tap.answer is not None, ANSWERED
        await mallory.says("/help")
        await mallory.sees("Comment ça marche")
        assert await stage.value("SELECT COUNT(*) FROM failed_update") == 0
        if "no intent" not in data:
            assert await stage.value("SELECT COALESCE(SUM(seats), 0) FROM booking") in (0, 1)


@pytest.mark.parametrize(
    "button",
    [
        "bo1::{}",
        "bs1::{}",
        "bn1::{}:5",
        "bm1::{}",
        "mt1::{}:1",
        "bc1::{}",
        "cy1::{}",
        "tk1::{}",
        "co1::{}",
    ],
)
async def test_somebody_elses_code_opens_and_changes_nothing(tmp_path: Path, button: str) -> None:
    async with scene(tmp_path, (FOUNDRY,)) as stage:
        ines, mallory = stage.person("Inès"), stage.person("Mallory")
        code = await books(stage, ines, FOUNDRY)
        await mallory.says("/start")
        await mallory.sees("Bonjour")
        await mallory.taps_data(button.format(code))
        answer = await mallory.sees("Cette réservation n'existe pas")
        assert "Fonderie" not in str(answer.content)
        (booking,) = await stage.rows("SELECT seats, state, sequence, coming FROM booking")
        assert (booking["seats"], booking["state"]) == (1, "confirmed")
        assert (booking["sequence"], booking["coming"]) == (0, 0)


async def test_somebody_elses_place_in_the_queue_is_theirs(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines, mallory = (stage.person(name) for name in ("Paul", "Inès", "Mallory"))
        await books(stage, paul, CLOCKS)
        await ines.says(f"/start {await link_to(stage, CLOCKS)}")
        await ines.sees("Liste d'attente")
        await ines.taps("Liste d'attente, 1 place")
        await ines.sees("numéro 1")
        entry = await stage.value("SELECT id FROM waitlist")
        await mallory.says("/start")
        await mallory.sees("Bonjour")
        for button in ("wl1", "wa1"):
            await mallory.taps_data(f"{button}::{entry}")
            await mallory.sees("Cela n'existe pas")
        assert await stage.value("SELECT state FROM waitlist") == "waiting"


async def test_a_text_handed_over_twice_moves_nobody_twice(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.says("1", wait=True)
        await ines.sees("Où souhaitez-vous")
        last = await stage.value("SELECT MAX(update_id) FROM seen_update")
        stage.telegram.jump_update_id(int(str(last)))
        await ines.says("1")
        await ines.sees("[1 · Lot")  # the keys of the same question, not of the next
        assert await stage.value("SELECT step FROM conversation") == "territory"


@pytest.mark.parametrize(
    ("step", "draft"),
    [
        pytest.param("a_step_of_before", "{}", id="a step that is no more"),
        pytest.param("sheet", '{"audience": "nobody", "groups": 7}', id="a draft of another form"),
    ],
)
async def test_a_conversation_that_an_older_version_left_begins_at_home(
    tmp_path: Path, step: str, draft: str
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)

        def leave(tx: Transaction) -> None:
            values = {"step": step, "draft": draft}
            tx.execute("UPDATE conversation SET step = :step, draft = :draft", values)

        await stage.program.database.write(leave)
        await ines.says("/mybookings")
        await ines.sees("pas de visite à venir")
