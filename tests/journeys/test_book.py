"""Booking, from the first command to the ticket."""

from pathlib import Path

from tests.support.programme import BISCUITS, CHEESE, CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages, opens


async def test_a_student_books_from_start_to_ticket(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.taps("Réserver une visite")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Moselle")
        await ines.sees("Quel secteur")
        await ines.taps("Agroalimentaire")
        await ines.sees("Quel jour")
        await ines.taps("mar. 24 nov.")
        await ines.sees("Chaussures fermées")
        await ines.taps("+")
        await ines.sees("Confirmer 2 places")
        await ines.taps("Confirmer")
        await ines.sees("C’est réservé")
        await ines.sees("Votre billet")
        await ines.sees(".ics")
        assert await stage.value("SELECT seats FROM pub_booking") == 2


async def test_a_jobseeker_books_in_english(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        tom = stage.person("Tom", "en-GB")
        await tom.says("/book")
        await tom.sees("Where would you like")
        await tom.taps("Moselle")
        await tom.sees("Which sector")
        await tom.taps("All sectors")
        await tom.sees("Which day")
        await tom.taps("Tue 24 Nov")
        await tom.sees("Which one?")
        await tom.taps("14:30 Fonderie")
        await tom.sees("6 seats left")
        await tom.taps("Confirm 1 seat")
        await tom.sees("It's booked")
        await tom.sees("Your ticket")
        await tom.sees("For your calendar")
        assert await stage.value("SELECT seats FROM pub_booking") == 1


@in_both_languages
async def test_the_ticket_carries_code_picture_calendar_and_place(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        code = await books(stage, ines, BISCUITS, words)
        ticket = await ines.sees(words.ticket)
        assert "photo" in ticket.content
        await ines.sees(f"(document {code}.ics)")
        await ines.sees("(venue Maison Biscuiterie, 1 rue du Four, 57000 Metz)")
        await ines.sees(code)


async def test_every_step_leads_back_to_the_one_before(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Moselle")
        await ines.sees("Quel secteur")
        await ines.taps("Tous les secteurs")
        await ines.sees("Quel jour")
        await ines.taps("mar. 24 nov.")
        await ines.sees("Lequel")
        await ines.taps("Fonderie")
        await ines.sees("Confirmer")
        for question in ("Lequel", "Quel jour", "Quel secteur", "Où souhaitez-vous", "Bonjour"):
            await ines.taps("Retour")
            await ines.sees(question)


async def test_cancel_leads_home_from_the_sheet_and_books_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.taps("Annuler")
        await ines.sees("Bonjour")
        assert await stage.value("SELECT COUNT(*) FROM pub_booking") == 0


async def test_a_territory_with_one_visit_and_one_slot_leads_straight_to_the_sheet(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, (BISCUITS, CHEESE)) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Lot")
        await ines.sees("Fromagerie")
        await ines.sees("Confirmer 1 place")
        await ines.taps("Retour")
        await ines.sees("Où souhaitez-vous")


async def test_the_stepper_stops_at_one_seat_and_at_the_last_one(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        for seats in range(2, 7):
            await ines.taps("+")
            await ines.sees(f"Confirmer {seats} places")
        assert "+" not in [button["text"] for row in ines.screen.buttons for button in row]
        await ines.taps("−")
        await ines.sees("Confirmer 5 places")


async def test_the_last_seat_has_no_stepper(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, CLOCKS)
        await ines.sees("Pour confirmer, touchez le bouton")
        labels = [button["text"] for row in ines.screen.buttons for button in row]
        assert "+" not in labels


async def test_what_is_booked_is_no_longer_counted_as_free(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await opens(stage, paul, FOUNDRY)
        await paul.sees("Il reste 6 places")
        await books(stage, ines, FOUNDRY)
        await paul.taps("+")
        await paul.sees("Il reste 5 places")
