"""Everything works without a button: numbers, yes and no, labels, parts of names."""

from pathlib import Path

from tests.support.programme import CLOCKS, FOUNDRY, PROGRAMME, at, slot
from tests.support.scene import scene
from tests.support.steps import books, opens, opens_card, seats_taken


async def test_a_whole_booking_is_made_by_numbers_and_yes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        for said, seen in (
            ("/start", "Bonjour"),
            ("1", "Où souhaitez-vous"),
            ("2", "Quel secteur"),
            ("1", "Quel jour"),
            ("2", "Horlogerie"),
            ("oui", "C'est réservé"),
        ):
            await ines.says(said)
            await ines.sees(seen)
        assert await seats_taken(stage) == 1


async def test_a_whole_booking_is_made_by_words_in_english(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        tom = stage.person("Tom", "en")
        for said, seen in (
            ("book a visit", "Where would you like"),
            ("mosel", "Which sector"),
            ("métallurgie", "Which day"),
            ("24/11", "Fonderie"),
            ("3", "Confirm 3 seats"),
            ("yes", "It's booked"),
        ):
            await tom.says(said)
            await tom.sees(seen)
        assert await seats_taken(stage) == 3


async def test_back_and_cancel_are_words_too(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Moselle")
        await ines.sees("Quel secteur")
        await ines.says("retour")
        await ines.sees("Où souhaitez-vous")
        await ines.says("Annuler")
        await ines.sees("Bonjour")


async def test_a_card_is_worked_by_numbers_and_cancelling_by_yes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await opens_card(ines)
        await ines.says("4")
        await ines.sees("Annuler cette visite ?")
        await ines.says("Oui !")
        await ines.sees("C'est annulé")
        assert await seats_taken(stage) == 0


async def test_more_seats_than_there_are_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.says("12")
        await ines.sees("au plus 6 places")
        await ines.sees("Confirmer 1 place")
        await ines.says("3")
        await ines.sees("Confirmer 3 places")


async def test_zero_seats_on_the_sheet_are_refused(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.says("0")
        await ines.sees("au moins une place")


async def test_a_name_that_nothing_has_is_answered_and_the_list_stays(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.says("Atlantide")
        await ines.sees("Je ne trouve rien qui ressemble à « Atlantide »")
        await ines.sees("Moselle")


async def test_a_name_on_another_page_is_found_by_typing(tmp_path: Path) -> None:
    sectors = [slot(f"Visite {n}", at(24, 9), sector=f"Secteur {n:02}") for n in range(12)]
    async with scene(tmp_path, [*sectors, slot("Autre", at(24, 9), sector="Zinguerie")]) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Quel secteur")
        await ines.taps("Suite 2/2")
        await ines.sees("Zinguerie")
        await ines.taps("Précédents")
        await ines.sees("Secteur 01")
        await ines.says("zingue")
        await ines.sees("Confirmer")


async def test_several_territories_that_fit_are_shown_and_only_those(tmp_path: Path) -> None:
    lines = [
        slot(f"Visite {name}", at(24, 9), territory=name)
        for name in ("Haute-Marne", "Haute-Saône", "Lot")
    ]
    async with scene(tmp_path, lines) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Lot")
        await ines.says("haute")
        screen = await ines.sees("Haute-Marne")
        assert "Lot" not in str(screen.buttons)


async def test_a_typed_day_is_echoed_with_its_weekday(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Moselle")
        await ines.sees("Quel secteur")
        await ines.taps("Tous les secteurs")
        await ines.sees("Quel jour")
        await ines.says("le 24 novembre")
        await ines.sees("mardi 24 novembre : 2 créneaux")


async def test_several_typed_days_shorten_the_list_of_days(tmp_path: Path) -> None:
    lines = [slot("Atelier", at(day, 9)) for day in (17, 24, 25)]
    async with scene(tmp_path, lines) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Quel jour")
        await ines.says("la semaine prochaine")
        screen = await ines.sees("mar. 24 nov.")
        assert "17 nov." not in str(screen.buttons)
        await ines.taps("mer. 25 nov.")
        await ines.sees("mercredi 25 novembre")


async def test_a_day_without_visits_is_said_with_the_days_that_have_some(tmp_path: Path) -> None:
    lines = [slot("Atelier", at(day, 9)) for day in (24, 25)]
    async with scene(tmp_path, lines) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Quel jour")
        await ines.says("le 27 novembre")
        await ines.sees("le vendredi 27 novembre")
        await ines.sees("mar. 24 nov.")


async def test_a_full_day_that_is_typed_leads_to_its_waiting_list(tmp_path: Path) -> None:
    later = [slot("Horlogerie", at(day, 9), sector="Métallurgie") for day in (26, 27)]
    async with scene(tmp_path, (CLOCKS, *later)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await ines.says("/book")
        question = await ines.sees("Quel jour")
        assert "25 nov." not in str(question.buttons)
        await ines.says("le 25 novembre")
        await ines.sees("mercredi 25 novembre")
        await ines.sees("Liste d'attente")
