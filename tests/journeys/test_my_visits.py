"""My visits: the list, a card, the number of seats, the ticket again."""

from pathlib import Path

from tests.support.programme import BISCUITS, CHEESE, CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages, opens_card, seats_taken


@in_both_languages
async def test_the_list_names_what_is_booked_and_opens_its_card(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        code = await books(stage, ines, FOUNDRY, words)
        await ines.says("/mybookings")
        await ines.sees(words.my_visits)
        await ines.taps("Fonderie")
        await ines.sees(code)
        await ines.sees(words.move)
        await ines.sees(words.cancel_visit)


async def test_nothing_booked_is_said_with_a_way_to_book(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/mybookings")
        await ines.sees("pas de visite à venir")
        await ines.taps("Réserver une visite")
        await ines.sees("Où souhaitez-vous")


async def test_more_seats_are_taken_and_a_new_ticket_comes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, CHEESE)
        await opens_card(ines)
        await ines.taps("Nombre de places")
        await ines.sees("Combien en voulez-vous")
        await ines.taps("3 places")
        await ines.sees("3 places · code")
        await ines.sees("Votre billet a changé")
        await ines.sees("cette version remplace l'ancienne")
        assert await seats_taken(stage) == 3


async def test_no_more_seats_are_offered_than_there_are(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await books(stage, ines, CHEESE)
        await opens_card(ines)
        await ines.taps("Nombre de places")
        await ines.sees("Au plus 6")
        await books(stage, paul, CHEESE)
        await ines.taps("6 places")
        await ines.sees("Il ne reste pas assez de places")
        await ines.sees("Au plus 5")
        assert await seats_taken(stage) == 2


async def test_zero_seats_are_refused_with_advice(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, CHEESE)
        await opens_card(ines)
        await ines.taps("Nombre de places")
        await ines.sees("Combien")
        await ines.says("0")
        await ines.sees("annulez la visite")
        await ines.says("beaucoup")
        await ines.sees("« beaucoup »")
        assert await seats_taken(stage) == 1


async def test_the_ticket_comes_again_when_asked(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        code = await books(stage, ines, BISCUITS)
        await opens_card(ines)
        await ines.taps("Revoir le billet")
        again = await ines.sees("Votre billet\n")
        assert "photo" in again.content
        await ines.sees(f"(document {code}.ics)")


async def test_a_slot_booked_already_leads_to_its_card(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        code = await books(stage, ines, CLOCKS)
        payload = await stage.value(
            "SELECT slot.code FROM slot JOIN booking ON booking.slot_id = slot.id"
        )
        await ines.says(f"/start s_{payload}")
        await ines.sees(f"Vous avez déjà 1 place ici : {code}")
        await ines.taps("Voir ma réservation")
        await ines.sees("Revoir le billet")


async def test_what_has_ended_is_no_longer_in_the_list(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, CHEESE)
        stage.advance(days=9)
        await ines.says("/mybookings")
        await ines.sees("pas de visite à venir")
