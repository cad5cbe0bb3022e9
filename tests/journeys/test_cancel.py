"""Cancelling: asked once, then the seats are free."""

from pathlib import Path

from tests.support.programme import CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages, opens_card, seats_taken


@in_both_languages
async def test_a_booking_is_cancelled_after_one_question(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await books(stage, ines, CLOCKS, words)
        await opens_card(ines, words)
        await ines.taps(words.cancel_visit)
        await ines.sees(words.yes_cancel)
        assert await seats_taken(stage) == 1
        await ines.taps(words.yes_cancel)
        await ines.sees(words.cancelled)
        assert await seats_taken(stage) == 0
        assert await stage.value("SELECT state FROM pub_booking") == "cancelled"


async def test_whoever_says_no_keeps_the_booking(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, CLOCKS)
        await opens_card(ines)
        await ines.taps("Annuler cette visite")
        await ines.sees("Votre place sera donnée à quelqu'un d'autre")
        await ines.taps("Non, je garde")
        await ines.sees("Revoir le billet")
        assert await seats_taken(stage) == 1


async def test_a_cancelled_seat_can_be_booked_again_by_the_same_person(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        first = await books(stage, ines, CLOCKS)
        await opens_card(ines)
        await ines.taps("Annuler cette visite")
        await ines.sees("Oui, annuler")
        await ines.taps("Oui, annuler")
        await ines.sees("C'est annulé")
        second = await books(stage, ines, CLOCKS)
        assert first != second
        assert await seats_taken(stage) == 1


async def test_what_has_begun_is_not_cancelled_any_more(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await opens_card(ines)
        await ines.taps("Annuler cette visite")
        await ines.sees("Oui, annuler")
        stage.advance(days=8, hours=6)
        await ines.taps("Oui, annuler")
        await ines.sees("Bonjour")
        assert await seats_taken(stage) == 1
