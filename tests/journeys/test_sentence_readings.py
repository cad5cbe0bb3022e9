"""Words that mean two things: a week later, the other half of the day, a date that can't be."""

from pathlib import Path

import pytest

from tests.support.programme import METZ, at, slot
from tests.support.scene import scene
from tests.support.steps import never_sees, seats_taken

TUESDAYS = tuple(slot("Biscuiterie", at(day, 14), **METZ) for day in (17, 24))
EIGHTS = tuple(slot("Biscuiterie", at(24, hour), **METZ) for hour in (8, 20))


async def test_next_tuesday_shows_its_date_and_offers_the_one_after(tmp_path: Path) -> None:
    async with scene(tmp_path, TUESDAYS) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi prochain près de Metz")
        await ines.sees("J'ai compris : mardi 17 novembre")
        await ines.taps("Plutôt mardi 24 novembre")
        await ines.sees("Quand : mardi 24 novembre")
        await ines.taps("Confirmer")
        await ines.sees("C'est réservé")
        assert await stage.value("SELECT day FROM slot WHERE taken = 1") == "2026-11-24"


async def test_the_other_tuesday_can_be_typed_too(tmp_path: Path) -> None:
    async with scene(tmp_path, TUESDAYS) as stage:
        tom = stage.person("Tom", "en")
        await tom.says("next tuesday near Metz")
        await tom.sees("I understood: Tuesday 24 November")
        await tom.says("rather tuesday 17 november?")
        await tom.sees("When: Tuesday 17 November")


async def test_a_week_without_visits_is_not_offered(tmp_path: Path) -> None:
    async with scene(tmp_path, TUESDAYS[:1]) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi prochain près de Metz")
        screen = await ines.sees("J'ai compris : mardi 17 novembre")
        assert "Plutôt" not in str(screen.buttons)


async def test_where_only_the_later_tuesday_has_visits_it_is_offered_not_taken(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, TUESDAYS[1:]) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi prochain près de Metz")
        await ines.sees("mardi 17 novembre")
        await ines.sees("mardi 24 novembre (1 visite)")
        await ines.says("1")
        await ines.sees("Quand : mardi 24 novembre")
        assert await seats_taken(stage) == 0


@pytest.mark.parametrize(
    ("answer", "hour"),
    [
        pytest.param("2", "20:00–21:00", id="by its number"),
        pytest.param("08:00", "08:00–09:00", id="by its hour"),
        pytest.param("24 novembre vers 20:00", "20:00–21:00", id="by its label"),
    ],
)
async def test_eight_o_clock_with_visits_at_both_is_asked_back(
    tmp_path: Path, answer: str, hour: str
) -> None:
    async with scene(tmp_path, EIGHTS) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 24 à 8h près de Metz")
        question = await ines.sees("À quelle heure ?")
        assert "Confirmer" not in str(question.buttons)
        await ines.says(answer)
        await ines.sees(f"Quand : mardi 24 novembre, {hour}")


@pytest.mark.parametrize("at_hour", EIGHTS, ids=["in the morning", "in the evening"])
async def test_eight_o_clock_is_the_one_at_which_there_is_a_visit(
    tmp_path: Path, at_hour: object
) -> None:
    async with scene(tmp_path, (at_hour,)) as stage:  # type: ignore[arg-type]
        ines = stage.person("Inès")
        await ines.says("mardi 24 à 8h près de Metz")
        await ines.sees("Confirmer 1 place")
        await never_sees(ines, "À quelle heure ?")


async def test_a_date_that_is_past_is_never_taken_for_next_years(tmp_path: Path) -> None:
    async with scene(tmp_path, TUESDAYS) as stage:
        ines = stage.person("Inès")
        await ines.says("le 3 novembre près de Metz")
        screen = await ines.sees("Aucune visite à cette date")
        assert "mar. 17 nov." in str(screen.buttons)
        await ines.says("2")
        await ines.sees("Quand : mardi 24 novembre")
        assert await seats_taken(stage) == 0


async def test_of_two_days_that_contradict_each_other_none_is_guessed(tmp_path: Path) -> None:
    lines = [slot("Biscuiterie", at(day, 14), **METZ) for day in (23, 24, 26)]
    async with scene(tmp_path, lines) as stage:
        ines = stage.person("Inès")
        await ines.says("lundi 24 novembre près de Metz")
        screen = await ines.sees("Quel jour voulez-vous dire ?")
        assert "26 nov." not in str(screen.buttons)
        await ines.taps("lun. 23 nov.")
        await ines.sees("Quand : lundi 23 novembre")


async def test_of_two_mondays_with_seats_then_it_is_asked_which_is_meant(tmp_path: Path) -> None:
    hours = [(day, hour) for day in (23, 30) for hour in (9, 14)]
    mondays = [slot("Biscuiterie", at(day, hour), **METZ) for day, hour in hours]
    async with scene(tmp_path, mondays, at=at(18, 9)) as stage:
        ines = stage.person("Inès")
        await ines.says("lundi aprem près de Metz")
        asked = await ines.sees("Quel jour voulez-vous dire ?")
        assert "lun. 23 nov." in str(asked.buttons)
        await ines.taps("lun. 30 nov.")
        await ines.sees("Quand : lundi 30 novembre, 14:00–15:00")


async def test_of_two_mondays_the_nearest_is_shown_where_the_other_has_nothing_then(
    tmp_path: Path,
) -> None:
    mondays = [slot("Biscuiterie", at(day, hour), **METZ) for day, hour in ((23, 14), (30, 9))]
    async with scene(tmp_path, mondays, at=at(18, 9)) as stage:
        ines = stage.person("Inès")
        await ines.says("lundi aprem près de Metz")
        await ines.sees("Quand : lundi 23 novembre")


async def test_where_days_are_listed_a_weekday_that_comes_twice_is_asked_back(
    tmp_path: Path,
) -> None:
    lines = [slot("Biscuiterie", at(day, 14), **METZ) for day in (23, 24, 30)]
    async with scene(tmp_path, lines) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Quel jour")
        await ines.says("lundi")
        screen = await ines.sees("Quel jour voulez-vous dire ?")
        assert "24 nov." not in str(screen.buttons)
        await ines.says("lundi 30")
        await ines.sees("Quand : lundi 30 novembre")


async def test_the_hour_said_with_a_contradiction_holds_on_the_day_that_is_chosen(
    tmp_path: Path,
) -> None:
    lines = [slot("Biscuiterie", at(day, hour), **METZ) for day in (23, 24) for hour in (10, 14)]
    async with scene(tmp_path, lines) as stage:
        ines = stage.person("Inès")
        await ines.says("lundi 24 novembre à 14h près de Metz")
        await ines.sees("Quel jour voulez-vous dire ?")
        await ines.taps("mar. 24 nov.")
        await ines.sees("Quand : mardi 24 novembre, 14:00–15:00")
