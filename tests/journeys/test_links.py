"""Links lead straight to a visit, a slot, a booking or a partner's welcome."""

from pathlib import Path

import pytest

from tests.support.programme import BISCUITS, CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import Scene, scene
from tests.support.steps import FRENCH, Words, books, in_both_languages, link_to


async def _visit_link(stage: Scene, title: str) -> str:
    code = await stage.value("SELECT code FROM visit WHERE title = :title", title=title)
    return f"v_{code}"


@in_both_languages
async def test_a_slots_link_leads_to_its_sheet(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await ines.says(f"/start {await link_to(stage, FOUNDRY)}")
        await ines.sees("Fonderie")
        await ines.sees(words.confirm)


async def test_a_slots_link_may_name_it_by_its_id_in_the_views(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        slot = await stage.value("SELECT id FROM pub_slot WHERE visit = 'Fonderie'")
        await ines.says(f"/start s_{slot}")
        await ines.sees("Fonderie")
        await ines.sees("Confirmer")


@in_both_languages
async def test_a_visits_link_asks_only_for_the_day(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await ines.says(f"/start {await _visit_link(stage, 'Biscuiterie')}")
        await ines.sees(words.which_day)
        await ines.taps("26")
        await ines.sees("10:00–11:00")
        await ines.taps(words.confirm)
        await ines.sees(words.booked)


async def test_a_link_to_a_visit_with_one_slot_leads_to_the_sheet(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says(f"/start {await _visit_link(stage, 'Horlogerie')}")
        await ines.sees("Confirmer 1 place")


async def test_a_code_read_from_the_ticket_leads_to_the_booking(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        code = await books(stage, ines, FOUNDRY)
        await ines.says(f"/start c_{code.replace('-', '')}")
        await ines.sees("Revoir le billet")
        await ines.says(f"/start c_{code.lower()}")
        await ines.sees(code)


async def test_somebody_elses_code_opens_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        code = await books(stage, ines, CLOCKS)
        await paul.says(f"/start c_{code.replace('-', '')}")
        screen = await paul.sees("Cela n'existe pas")
        assert "Horlogerie" not in str(screen.content)


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("v_nothing", id="unknown visit"),
        pytest.param("s_", id="a kind without a name"),
        pytest.param("zzz_abc", id="unknown kind"),
        pytest.param("x" * 64, id="64 characters of nothing"),
        pytest.param("s_' OR 1=1", id="SQL"),
    ],
)
async def test_a_broken_link_is_answered_with_the_first_screen(
    tmp_path: Path, payload: str
) -> None:
    async with scene(tmp_path, (BISCUITS,)) as stage:
        ines = stage.person("Inès")
        await ines.says(f"/start {payload}")
        await ines.sees("Bonjour")
        await ines.sees("Réserver une visite")


async def test_a_partners_link_welcomes_and_is_counted_once(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start p_univmetz")
        await ines.sees("Bonjour")
        await ines.says("/start p_other")
        await ines.sees("Bonjour")
        assert await stage.value("SELECT origin FROM person") == "univmetz"


async def test_a_link_to_a_visit_that_is_over_says_so(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        link = await _visit_link(stage, "Horlogerie")
        sheet = await link_to(stage, CLOCKS)
        stage.advance(days=20)
        await ines.says(f"/start {link}")
        await ines.sees("n'existe plus")
        await ines.says(f"/start {sheet}")
        await ines.sees("closes")
        assert FRENCH.confirm not in str(ines.screen.buttons)
