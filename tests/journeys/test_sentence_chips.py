"""One tap on what was understood changes it: who comes, how many, at what time, which visit."""

from pathlib import Path

from bot.domain.programme import Audience
from tests.support.programme import METZ, at, slot
from tests.support.scene import scene
from tests.support.steps import seats_taken

SCHOOL = slot("Lycée ouvert", at(24, 9), audience=frozenset({Audience.PUPILS}), **METZ)
JOBS = slot("Atelier CV", at(24, 10), audience=frozenset({Audience.JOBSEEKERS}), **METZ)
ALL = slot("Biscuiterie", at(24, 14), capacity=20, **METZ)
PRESS = slot("Point presse", at(24, 8), audience=frozenset({Audience.PRESS}), **METZ)
LINES = (SCHOOL, JOBS, ALL, PRESS)


async def test_a_pupil_is_shown_what_is_for_pupils_and_for_everybody(tmp_path: Path) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès")
        await ines.says("je suis lycéen, que faire mardi près de Metz ?")
        screen = await ines.sees("élèves et leurs enseignants")
        await ines.says("mardi 24")
        screen = await ines.sees("mardi 24 novembre : 2 créneaux")
        assert "Lycée ouvert" in screen.text
        assert "Atelier CV" not in screen.text


async def test_who_comes_is_changed_by_a_tap_and_let_go_by_a_word(tmp_path: Path) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès")
        await ines.says("je suis demandeur d'emploi, mardi 24 près de Metz")
        screen = await ines.sees("demandeurs d'emploi")
        assert "Lycée ouvert" not in screen.text
        await ines.taps("Autre public")
        await ines.sees("Qui vient ?")
        await ines.taps("élèves et leurs enseignants")
        screen = await ines.sees("Lycée ouvert")
        assert "Atelier CV" not in screen.text
        await ines.says("autre public")
        await ines.sees("Qui vient ?")
        await ines.says("peu importe")
        await ines.sees("mardi 24 novembre : 3 créneaux")


async def test_journalists_see_what_is_for_the_press(tmp_path: Path) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès", "en")
        await ines.says("I am a journalist, Tuesday 24 November near Metz")
        screen = await ines.sees("Point presse")
        assert "Atelier CV" not in screen.text


async def test_a_party_is_only_shown_where_it_finds_room_and_can_change(tmp_path: Path) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 24 près de Metz pour 9")
        await ines.sees("Biscuiterie\n")
        await ines.sees("Confirmer 9 places")
        await ines.taps("Autre jour")
        await ines.sees("Quel jour")
        await ines.taps("Autre nombre")
        await ines.sees("Combien serez-vous ?")
        await ines.says("4")
        await ines.sees("4 places")
        await ines.says("mardi 24")
        await ines.sees("mardi 24 novembre : 3 créneaux")


async def test_back_from_a_change_leaves_everything_as_it_was(tmp_path: Path) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 24 près de Metz pour 3")
        await ines.sees("3 créneaux")
        await ines.taps("Autre nombre")
        await ines.sees("Combien serez-vous ?")
        await ines.says("retour")
        await ines.sees("3 places")
        await ines.sees("3 créneaux")


async def test_the_hour_alone_is_let_go(tmp_path: Path) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 24 à 14h près de Metz")
        await ines.sees("mardi 24 novembre vers 14:00")
        await ines.taps("Autre heure")
        screen = await ines.sees("mardi 24 novembre : 3 créneaux")
        assert "vers 14:00" not in screen.text


async def test_on_the_sheet_another_number_is_said_and_too_many_is_not_cut_down(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, LINES) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 24 à 14h près de Metz pour 2")
        await ines.sees("Confirmer 2 places")
        await ines.says("pour 5 personnes")
        await ines.sees("Confirmer 5 places")
        await ines.says("on sera 12")
        await ines.sees("Vous avez demandé 12 places. Ici, vous pouvez en prendre 10 au plus.")
        await ines.says("oui")
        await ines.sees("C'est réservé")
        assert await seats_taken(stage) == 10
