"""Nobody is in two places at once unless they say so."""

from pathlib import Path

from tests.support.programme import BISCUITS, BISCUITS_LATER, FOUNDRY
from tests.support.scene import scene
from tests.support.steps import books, opens, seats_taken

BOTH = (BISCUITS, BISCUITS_LATER, FOUNDRY)


async def test_a_second_visit_at_the_same_time_is_asked_about_and_then_booked(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, BOTH) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await opens(stage, ines, FOUNDRY)
        await ines.taps("Confirmer")
        await ines.sees("vous avez déjà réservé Biscuiterie (14:00–15:00)")
        assert await seats_taken(stage) == 1
        await ines.taps("Oui, réserver quand même")
        await ines.sees("C'est réservé")
        assert await seats_taken(stage) == 2


async def test_no_leads_to_another_choice_and_books_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, BOTH) as stage:
        tom = stage.person("Tom", "en")
        await opens(stage, tom, BISCUITS)
        await tom.taps("Confirm")
        await tom.sees("It's booked")
        await opens(stage, tom, FOUNDRY)
        await tom.taps("Confirm")
        await tom.sees("you have already booked Biscuiterie")
        await tom.says("no")
        await tom.sees("Which sector")
        assert await seats_taken(stage) == 1


async def test_the_seats_chosen_before_the_question_are_kept(tmp_path: Path) -> None:
    async with scene(tmp_path, BOTH) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await opens(stage, ines, FOUNDRY)
        await ines.taps("+")
        await ines.sees("Confirmer 2 places")
        await ines.taps("Confirmer")
        await ines.sees("quand même")
        await ines.says("oui")
        await ines.sees("C'est réservé")
        assert await stage.value("SELECT MAX(seats) FROM pub_booking") == 2


async def test_visits_that_only_touch_do_not_overlap(tmp_path: Path) -> None:
    async with scene(tmp_path, BOTH) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await books(stage, ines, BISCUITS_LATER)
        assert await seats_taken(stage) == 2
