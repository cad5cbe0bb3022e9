"""A sentence about a visit that is booked: cancel it, move it, come with fewer; which one?"""

from pathlib import Path

import pytest

from tests.support.programme import CLOCKS, FOUNDRY, PROGRAMME, at, slot
from tests.support.scene import scene
from tests.support.steps import becomes, books, opens_card, seats_taken

WEDNESDAY = at(18, 9)  # when these people write
FORGE = tuple(slot("Forge", at(day, 9), sector="Métallurgie") for day in (24, 26, 27))
TAKEN = "SELECT day FROM slot WHERE taken > 0"


async def test_a_visit_is_moved_from_one_day_to_another_in_a_sentence(tmp_path: Path) -> None:
    async with scene(tmp_path, FORGE, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FORGE[0])
        await ines.says("je veux déplacer ma visite de mardi à jeudi")
        screen = await ines.sees("À quelle heure, jeudi 26 novembre ?")
        assert "27 nov." not in str(screen.buttons)
        await ines.says("1")
        await ines.sees("jeudi 26 novembre, 09:00")
        await becomes(stage, TAKEN, "2026-11-26")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        pytest.param("je veux déplacer ma visite de mardi à jeudi", "2026-11-26", id="both days"),
        pytest.param("décaler ma visite de mardi au vendredi 27", "2026-11-27", id="one dated"),
        pytest.param(
            "déplacer ma visite de vendredi à jeudi", "2026-11-26", id="of the other visit"
        ),
    ],
)
async def test_of_two_visits_the_one_of_that_day_is_moved_in_its_own_week(
    tmp_path: Path, said: str, day: str
) -> None:
    clocks = [slot("Horlogerie", at(day, 14), sector="Artisanat") for day in (20, 26)]
    async with scene(tmp_path, (*FORGE, *clocks), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FORGE[0])
        await books(stage, ines, clocks[0])
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.says(said)
        await ines.sees("À quelle heure")
        await ines.says("1")
        await ines.sees("place · code")
        moved = f"{TAKEN} ORDER BY day DESC LIMIT 1"
        await becomes(stage, moved, day)
        assert await seats_taken(stage) == 2


async def test_the_other_days_stay_a_tap_away(tmp_path: Path) -> None:
    async with scene(tmp_path, FORGE, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FORGE[0])
        await ines.says("déplacer ma visite à jeudi 26")
        await ines.sees("jeudi 26 novembre ?")
        await ines.taps("Les autres jours")
        await ines.sees("À quel autre moment")
        await ines.taps("ven. 27 nov.")
        await ines.sees("vendredi 27 novembre, 09:00")


async def test_a_day_on_which_it_can_not_be_is_said_with_those_on_which_it_can(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, FORGE, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FORGE[0])
        await ines.says("déplacer ma visite au lundi 30 novembre")
        await ines.sees("assez de places lundi 30 novembre")
        await ines.sees("jeu. 26 nov.")


async def test_of_several_visits_the_one_to_move_is_asked_and_the_day_is_kept(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, (*FORGE, FOUNDRY), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FORGE[0])
        await books(stage, ines, FOUNDRY)
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.says("je voudrais déplacer ma visite à jeudi 26")
        await ines.sees("Quelle visite voulez-vous déplacer ?")
        await ines.says("forge")
        await ines.sees("À quelle heure, jeudi 26 novembre ?")


@pytest.mark.parametrize(
    ("said", "language", "asked"),
    [
        pytest.param("j'annule ma visite", "fr", "Quelle visite voulez-vous annuler ?", id="fr"),
        pytest.param("cancel my visit", "en", "Which visit would you like to cancel?", id="en"),
    ],
)
async def test_of_several_visits_the_one_to_cancel_is_asked(
    tmp_path: Path, said: str, language: str, asked: str
) -> None:
    async with scene(tmp_path, PROGRAMME, at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await books(stage, ines, CLOCKS)
        await stage.program.database.write(
            lambda tx: tx.execute("UPDATE person SET language = :language", {"language": language})
        )
        await ines.says("/start")
        await ines.sees("TocToc")
        await ines.says(said)
        await ines.sees(asked)
        await ines.says("2")
        await ines.sees("Horlogerie")
        assert await seats_taken(stage) == 2


async def test_a_weekday_of_a_later_week_finds_the_visit_of_that_weekday(tmp_path: Path) -> None:
    later = slot("Forge", at(27, 9), sector="Métallurgie")
    async with scene(tmp_path, (later, CLOCKS), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, later)
        await books(stage, ines, CLOCKS)
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.says("je ne peux plus venir vendredi")
        await ines.sees("Annuler cette visite ?")
        await ines.sees("vendredi 27 novembre")


async def test_of_several_visits_the_one_with_fewer_people_is_asked(tmp_path: Path) -> None:
    async with scene(tmp_path, (*FORGE, FOUNDRY), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FORGE[1])
        await books(stage, ines, FOUNDRY)
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.says("finalement on sera 4")
        await ines.sees("Pour quelle visite voulez-vous 4 places ?")
        await ines.says("fonderie")
        await ines.sees("4 places")
        assert await seats_taken(stage) == 5


async def test_on_a_card_the_sentence_means_that_visit(tmp_path: Path) -> None:
    async with scene(tmp_path, (*FORGE, FOUNDRY), at=WEDNESDAY) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await books(stage, ines, FORGE[1])
        await opens_card(ines)
        await ines.says("finalement on sera 3")
        await ines.sees("3 places")
        assert await stage.value(f"{TAKEN} AND taken = 3") == "2026-11-26"
