"""Moving a booking: the new seat is taken, then the old one given back, in one transaction."""

from pathlib import Path

from tests.support.programme import BISCUITS, BISCUITS_LATER, CLOCKS, PROGRAMME, at, slot
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages, opens_card, seats_taken


@in_both_languages
async def test_a_booking_moves_and_keeps_its_code(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        code = await books(stage, ines, BISCUITS, words)
        await opens_card(ines, words)
        await ines.taps(words.move)
        await ines.sees(words.to_which_time)
        await ines.taps("26")
        await ines.sees("10:00")
        await ines.sees(words.ticket_changed)
        (booking,) = await stage.rows(
            "SELECT booking.code, starts, sequence FROM booking JOIN slot ON slot.id = slot_id"
        )
        assert (booking["code"], booking["sequence"]) == (code, 1)
        assert booking["starts"] == "2026-11-26T09:00:00Z"
        assert await seats_taken(stage) == 1


async def test_a_full_slot_is_not_offered_and_the_old_seat_is_kept(tmp_path: Path) -> None:
    later = slot("Horlogerie", at(27, 9), sector="Métallurgie", capacity=1)
    async with scene(tmp_path, (CLOCKS, later)) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await books(stage, ines, CLOCKS)
        await opens_card(ines)
        await ines.taps("Déplacer")
        await ines.sees("ven. 27 nov.")
        await books(stage, paul, later)
        await ines.taps("ven. 27 nov.")
        await ines.sees("Il ne reste pas assez de places")
        slots = await stage.rows("SELECT taken FROM slot ORDER BY starts")
        assert [row["taken"] for row in slots] == [1, 1]
        await ines.sees("pas d'autre moment")


async def test_a_moved_bookings_old_seat_is_free_for_others(tmp_path: Path) -> None:
    later = slot("Horlogerie", at(27, 9), sector="Métallurgie", capacity=1)
    async with scene(tmp_path, (CLOCKS, later)) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await books(stage, ines, CLOCKS)
        await opens_card(ines)
        await ines.taps("Déplacer")
        await ines.sees("À quel autre moment")
        await ines.taps("ven. 27 nov.")
        await ines.sees("Votre billet a changé")
        await books(stage, paul, CLOCKS)
        assert await seats_taken(stage) == 2


async def test_a_move_onto_another_visit_of_mine_is_refused(tmp_path: Path) -> None:
    clash = slot("Laiterie", at(26, 10))
    async with scene(tmp_path, (BISCUITS, BISCUITS_LATER, clash)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, clash)
        await books(stage, ines, BISCUITS)
        await opens_card(ines)
        await ines.taps("Déplacer")
        await ines.sees("À quel autre moment")
        await ines.taps("jeu. 26 nov.")
        await ines.sees("À cette heure vous avez déjà « Laiterie »")
        assert await seats_taken(stage) == 2
