"""Hosts speak for their vacancies in the chat: declared, renewed, closed; and only for theirs."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.staff import Grant, Role
from simulator import Person
from tests.support.hiring import a_vacancy
from tests.support.hiring_stage import FOUNDRY, hiring, of_host, starts
from tests.support.scene import Scene
from tests.support.steps import becomes, goes, never_sees
from tests.support.team import with_role

REFUSED = "cela ne vous est pas ouvert"
ENDS_TODAY = a_vacancy(expires=date(2026, 11, 16))
FRENCH = ("fr", "Offres d'emploi", "Déclarer une offre", "intitulé", "CDI", "2 postes", "30 jours")
ENGLISH = ("en", "Vacancies", "Declare a vacancy", "title", "permanent", "2 posts", "30 days")
LIVE = "SELECT COUNT(*) FROM vacancy WHERE title = 'Fondeur' AND closed = 0"


async def declares(who: Person, said: tuple[str, ...] = FRENCH) -> None:
    """Declare a vacancy in four answers."""
    _language, menu, add, title, contract, posts, days = said
    await who.says("/staff")
    await goes(who, menu, add)
    await who.sees(title)
    await who.says("Fondeur")
    await goes(who, contract, posts, days)


async def code_of(stage: Scene) -> str:
    """Return the code of the one vacancy."""
    return str(await stage.value("SELECT code FROM vacancy"))


@pytest.mark.parametrize("said", [FRENCH, ENGLISH], ids=["in French", "in English"])
async def test_a_vacancy_is_declared_in_four_answers_and_found_at_once(
    tmp_path: Path, said: tuple[str, ...]
) -> None:
    async with hiring(tmp_path) as stage:
        helene, karim = await of_host(stage, language=said[0]), stage.person("Karim")
        await declares(helene, said)
        await becomes(stage, LIVE, 1)
        await karim.says("qui recrute un fondeur à 60 km de Metz ?")
        await karim.sees("Fondeur")
        kept = await stage.rows("SELECT * FROM vacancy WHERE title = 'Fondeur'")
        assert (kept[0]["openings"], kept[0]["contract"]) == (2, "cdi")
        assert (kept[0]["expires"], kept[0]["city"]) == ("2026-12-16", "Metz")
        assert await stage.value("SELECT action FROM audit") == "vacancy_add"


async def test_another_town_and_number_can_be_typed(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        helene = await of_host(stage)
        await helene.says("/staff")
        await goes(helene, "Offres d'emploi", "Déclarer une offre")
        await helene.sees("intitulé")
        await helene.says("Fondeur")
        await goes(helene, "intérim")
        await helene.sees("Combien de postes")
        await helene.says("7")
        await helene.sees("Jusqu'à quand")
        await helene.says("Florange")
        await helene.sees("Lieu : Florange")
        await goes(helene, "15 jours")
        await helene.sees("visible de tous")
        (kept,) = await stage.rows("SELECT * FROM vacancy WHERE title = 'Fondeur'")
        assert (kept["openings"], kept["city"]) == (7, "Florange")


async def test_a_vacancy_is_closed_and_shown_again(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        helene = await of_host(stage)
        await helene.says("/staff")
        await goes(helene, "Offres d'emploi", "Soudeur", "Clore cette offre")
        await helene.sees("close et n'est plus montrée")
        assert await stage.value("SELECT closed FROM vacancy") == 1
        await goes(helene, "La montrer encore 30 jours")
        await helene.sees("visible de tous")
        assert await stage.value("SELECT expires FROM vacancy") == "2026-12-16"
        await helene.says("/staff audit")
        await helene.sees(REFUSED)
        acts = await stage.rows("SELECT action FROM audit ORDER BY id")
        assert [row["action"] for row in acts] == ["vacancy_close", "vacancy_renew"]


async def test_the_host_of_a_vacancy_that_ended_is_asked_once_in_the_morning(
    tmp_path: Path,
) -> None:
    async with hiring(tmp_path, ENDS_TODAY) as stage:
        helene = await of_host(stage)
        stage.advance(hours=16)  # one in the night
        await becomes(stage, "SELECT COUNT(*) FROM delivery WHERE kind = 'vacancy_ask'", 1)
        await never_sees(helene, "toujours d'actualité")
        stage.advance(hours=8, minutes=1)
        await helene.sees("toujours d'actualité")
        await helene.says("oui")
        await helene.sees("visible de tous")
        assert await stage.value("SELECT expires FROM vacancy") == "2026-12-17"
        assert await stage.value("SELECT COUNT(*) FROM delivery") == 1


async def test_no_closes_what_had_ended(tmp_path: Path) -> None:
    async with hiring(tmp_path, ENDS_TODAY) as stage:
        helene = await of_host(stage)
        stage.advance(hours=25)
        await goes(helene, "Non, la clore")
        await helene.sees("close et n'est plus montrée")
        assert await stage.value("SELECT closed FROM vacancy") == 1


async def test_without_anybody_of_the_host_its_organisers_are_asked(tmp_path: Path) -> None:
    async with hiring(tmp_path, ENDS_TODAY) as stage:
        where = await stage.value("SELECT territory_id FROM vacancy")
        paul = await with_role(
            stage, "Paul", Grant(role=Role.ORGANISER, territory_id=int(str(where)))
        )
        await starts(paul)
        stage.advance(hours=25)
        await goes(paul, "Oui, encore 30 jours")
        await paul.sees("visible de tous")


@pytest.mark.parametrize("tap", ["Vo", "Vr", "Vx"])
async def test_another_companys_host_touches_nothing(tmp_path: Path, tap: str) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        eve = await of_host(stage, "Ève", "Atelier Sonneuse")
        before = await stage.rows("SELECT * FROM vacancy")
        days = ":30" if tap == "Vr" else ""
        await eve.says("/start")
        await eve.sees("Qui recrute")
        await eve.taps_data(f"{tap}1::{await code_of(stage)}{days}")
        await eve.sees(REFUSED)
        assert await stage.rows("SELECT * FROM vacancy") == before
        assert await stage.value("SELECT COUNT(*) FROM audit") == 0


async def test_nobody_declares_for_another_company(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        eve, karim = await of_host(stage, "Ève", "Atelier Sonneuse"), stage.person("Karim")
        host = await stage.value("SELECT id FROM host WHERE name = :name", name=FOUNDRY)
        for who in (eve, karim):
            await who.says("/start")
            await who.sees("Qui recrute")
            await who.taps_data(f"Va1::{host}")
            await who.sees(REFUSED)
