"""Nothing fits: the nearest that does is offered, with its count, by tap, number or word."""

from pathlib import Path

import pytest

from bot.domain.programme import Audience, Format
from tests.support.programme import METZ, at, slot
from tests.support.scene import scene
from tests.support.steps import books

TOUL = {"city": "Toul", "lat": 48.85, "lon": 6.18}  # 30 km south of the Metz of these tests
BASE = (
    slot("Biscuiterie", at(24, 14), **METZ),
    slot("Forge", at(25, 9), sector="Métallurgie", **METZ),
    slot("Tôlerie", at(26, 9), sector="Automobile", **METZ),
    slot("Verrerie", at(27, 9), sector="Artisanat", **TOUL),
    slot("Emploi", at(28, 9), audience=frozenset({Audience.JOBSEEKERS}), **METZ),
    slot("Rencontre", at(29, 9), format=Format.JOB_DATING, **METZ),
)


@pytest.mark.parametrize(
    ("said", "offered", "answer", "then"),
    [
        pytest.param(
            "mardi 24 à 10h près de Metz",
            "À une autre heure (1 visite)",
            "à une autre heure",
            "Biscuiterie\n",
            id="another hour, by its words",
        ),
        pytest.param(
            "mercredi 18 de la métallurgie près de Metz",
            "mercredi 25 novembre (1 visite)",
            "1",
            "Forge\n",
            id="the same weekday a week later, by its number",
        ),
        pytest.param(
            "jeudi 26 dans la métallurgie près de Metz",
            "Secteur voisin : Automobile (1 visite)",
            "automobile",
            "Tôlerie\n",
            id="a neighbouring sector, by its name",
        ),
        pytest.param(
            "vendredi 27 près de Metz",
            "20 km plus loin (1 visite)",
            "plus loin",
            "Verrerie\n",
            id="further away",
        ),
        pytest.param(
            "je suis étudiant, samedi 28 près de Metz",
            "Pour tous les publics (1 visite)",
            "tous les publics",
            "Emploi\n",
            id="whoever it is for",
        ),
        pytest.param(
            "un atelier dimanche 29 près de Metz",
            "D'autres visites (1 visite)",
            "d'autres visites",
            "Rencontre\n",
            id="whatever it is",
        ),
    ],
)
async def test_what_is_let_go_leads_on(
    tmp_path: Path, said: str, offered: str, answer: str, then: str
) -> None:
    async with scene(tmp_path, BASE) as stage:
        ines = stage.person("Inès")
        await ines.says(said)
        await ines.sees(offered)
        await ines.says(answer)
        await ines.sees(then)


async def test_a_full_visit_is_offered_with_its_waiting_list_only_if_there_is_no_other(
    tmp_path: Path,
) -> None:
    small = slot("Horlogerie", at(24, 9), capacity=4, **METZ)
    large = slot("Biscuiterie", at(24, 14), capacity=4, **METZ)
    async with scene(tmp_path, (small, large)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, small)
        await ines.says("mardi 24 près de Metz pour 4")
        await ines.sees("Biscuiterie\n")
        await books(stage, paul, large)
        await ines.says("mardi 24 près de Metz pour 4")
        await ines.sees("Liste d'attente (2 visites complètes)")
        await ines.says("1")
        await ines.sees("mardi 24 novembre : 2 créneaux")
        await ines.taps("Horlogerie")
        await ines.sees("Vous avez demandé 4 places. Ici, vous pouvez en prendre 3 au plus.")
        await ines.taps("Liste d'attente, 4 places")
        await ines.sees("numéro 1")


async def test_where_really_nothing_is_left_one_can_start_again_with_yes(tmp_path: Path) -> None:
    async with scene(tmp_path, BASE[:1]) as stage:
        ines = stage.person("Inès")
        await ines.says("jeudi 26 près de Metz un atelier pour 9")
        await ines.sees("Rien ne correspond")
        await ines.says("oui")
        await ines.sees("Biscuiterie")


async def test_the_same_in_english(tmp_path: Path) -> None:
    async with scene(tmp_path, BASE) as stage:
        tom = stage.person("Tom", "en")
        await tom.says("metal on Thursday 26 November near Metz")
        await tom.sees("Neighbouring sector: Automobile (1 visit)")
        await tom.says("neighbouring sector")
        await tom.sees("Tôlerie\n")
