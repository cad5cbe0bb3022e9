"""Said in a sentence: booking, changing one part, being asked back, what is nearest, my booking."""

from pathlib import Path

from tests.support.programme import (
    BISCUITS,
    BISCUITS_LATER,
    CLOCKS,
    FOUNDRY,
    METZ,
    PROGRAMME,
    at,
    slot,
)
from tests.support.scene import scene
from tests.support.steps import books, opens, seats_taken

WEDNESDAY = at(18, 9)  # when these people write
ALL_OF_IT = "mardi aprem une usine agro près de Metz pour 2"
MORE = (*PROGRAMME, slot("Brasserie", at(24, 16), sector="Agroalimentaire", **METZ))


async def test_one_sentence_books_in_two_taps(tmp_path: Path) -> None:
    async with scene(tmp_path, MORE, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says(ALL_OF_IT)
        seen = await ines.sees("J’ai compris")
        for part in ("mardi 24 novembre", "20 km de Metz", "Agroalimentaire", "2 places"):
            assert part in seen.text
        assert "Fromagerie" not in seen.text
        await ines.taps("Biscuiterie")
        await ines.sees("Confirmer 2 places")
        await ines.taps("Confirmer 2 places")
        await ines.sees("C'est réservé")
        assert await seats_taken(stage) == 2


async def test_what_is_missing_is_asked_and_the_rest_is_kept(tmp_path: Path) -> None:
    forge = slot("Forge", at(26, 9), sector="Métallurgie")
    async with scene(tmp_path, (*PROGRAMME, forge), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("une visite dans la métallurgie pour 3")
        await ines.sees("Quel jour")
        await ines.taps("24")
        await ines.sees("Confirmer 3 places")


async def test_a_sentence_in_the_middle_of_a_booking_narrows_it(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.says("en Moselle, de la métallurgie mardi")
        await ines.sees("Fonderie")
        await ines.sees("Confirmer")


async def test_one_tap_changes_one_part_of_what_was_understood(tmp_path: Path) -> None:
    async with scene(tmp_path, MORE, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says(ALL_OF_IT)
        await ines.sees("Brasserie")
        await ines.taps("Autre jour")
        seen = await ines.sees("Quel jour")
        assert "20 km de Metz" in seen.text
        await ines.taps("jeu. 26")
        await ines.sees("Confirmer")


async def test_a_weekday_that_contradicts_its_date_is_asked_back(tmp_path: Path) -> None:
    lines = [slot("Biscuiterie", at(day, 14), **METZ) for day in (24, 25)]
    async with scene(tmp_path, lines, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 25 novembre près de Metz")
        await ines.sees("Quel jour")
        await ines.sees("mar. 24")
        await ines.taps("mer. 25")
        await ines.sees("mercredi 25 novembre")
        assert await seats_taken(stage) == 0


async def test_where_nothing_fits_the_nearest_is_offered_with_its_count(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS, BISCUITS_LATER, CLOCKS, FOUNDRY), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("mercredi une usine agro près de Metz")
        await ines.sees("Rien ne correspond exactement")
        await ines.sees("Un autre jour (1 visite)")
        await ines.taps("Un autre jour")
        await ines.sees("Quel jour")


async def test_a_place_with_nothing_near_reaches_further(tmp_path: Path) -> None:
    far = slot("Verrerie", at(24, 9), city="Toul", lat=49.12, lon=6.40)
    near = slot("Seul", at(24, 8), **METZ)
    async with scene(tmp_path, (far, FOUNDRY, near), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("à 5 km de Metz mardi à 9h")
        await ines.sees("20 km plus loin")


async def test_a_title_that_several_hosts_share_lists_them_all_and_only_them(
    tmp_path: Path,
) -> None:
    forum = "Forum de l'emploi industriel"
    tables = [slot(forum, at(24, 14), host=host) for host in ("Laminoir", "Chaufferie")]
    async with scene(tmp_path, (*tables, BISCUITS), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("le forum de l’emploi industriel, c'est mardi ?")
        seen = await ines.sees("Chaufferie")
        assert "Laminoir" in seen.text
        assert "Biscuiterie" not in seen.text
        await ines.says("le forum de l'emploi industriel chez Laminoir mardi")
        await ines.sees("Confirmer")


async def test_finally_fewer_of_us_frees_seats_at_once(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.says("5")
        await ines.sees("Confirmer 5 places")
        await ines.taps("Confirmer 5 places")
        await ines.sees("C'est réservé")
        await ines.says("finalement on sera 3")
        await ines.sees("3 places")
        assert await seats_taken(stage) == 3
        await ines.says("une personne de plus")
        await ines.sees("4 places")
        assert await seats_taken(stage) == 4


async def test_cancelling_by_sentence_opens_that_booking_and_asks(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await books(stage, ines, CLOCKS)
        await ines.says("je veux annuler ma visite de mercredi")
        await ines.sees("Annuler cette visite ?")
        await ines.sees("Horlogerie")
        assert await seats_taken(stage) == 2
        await ines.says("oui")
        await ines.sees("C'est annulé")
        assert await seats_taken(stage) == 1


async def test_words_for_other_things_lead_there(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        for said, seen in (
            ("où est mon billet ?", "pas de visite"),
            ("qui embauche à Metz ?", "recrut"),
            ("je voudrais changer de langue", "Quelle langue"),
            ("je comprends rien", "Comment ça marche"),
        ):
            await ines.says(said)
            await ines.sees(seen)


async def test_small_talk_is_not_taken_for_a_wish(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await ines.says("il fait beau chez vous")
        await ines.sees("Je n'ai pas compris")
        assert await seats_taken(stage) == 0
