"""The day after: how was it? Stars, a word, would you work there; hosts see sums alone."""

from pathlib import Path

import pytest

from simulator import Person
from tests.journeys.test_gate import host_of
from tests.support.programme import FOUNDRY, PROGRAMME, at
from tests.support.scene import Scene, scene
from tests.support.steps import ENGLISH, FRENCH, becomes, books, goes, never_sees

QUESTION = {"fr": "Comment s’est passée votre visite", "en": "How was your visit"}
THANKS = {"fr": "Merci", "en": "Thank you"}
ADD = {"fr": "Ajouter un mot", "en": "Add a word"}
YES = {"fr": "Oui, pourquoi pas", "en": "Yes, why not"}
NOTED = {"fr": "Vous aimeriez y travailler", "en": "You would like to work there"}
OWED = "SELECT COUNT(*) FROM delivery WHERE kind = 'survey' AND state = 'queued'"


async def visits(stage: Scene, person: Person) -> None:
    """Let somebody book the foundry."""
    await books(stage, person, FOUNDRY, ENGLISH if person.language == "en" else FRENCH)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_stars_a_word_and_whether_one_would_work_there(tmp_path: Path, language: str) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(24, 9)) as stage:
        ines = stage.person("Inès", language)
        await visits(stage, ines)
        stage.advance(hours=7)
        await becomes(stage, OWED, 1)
        stage.advance(hours=17, minutes=55)
        await never_sees(ines, QUESTION[language])
        stage.advance(minutes=10)
        await ines.sees(QUESTION[language])
        await goes(ines, "4 ★", YES[language])
        await ines.sees(NOTED[language])
        await goes(ines, ADD[language])
        await ines.says("annuler la visite de mardi ? jamais !")
        await ines.sees("jamais !")
        (row,) = await stage.rows("SELECT stars, word, would_work FROM answer")
        assert tuple(row) == (4, "annuler la visite de mardi ? jamais !", 1)


async def test_a_host_reads_sums_and_words_only_from_three_answers_on(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(24, 9)) as stage:
        host, other = await host_of(stage, "Fonderie"), await host_of(stage, "Biscuiterie", "Bob")
        people = [stage.person(name) for name in ("Inès", "Paul", "Léa")]
        for person in people:
            await visits(stage, person)
        stage.advance(hours=25, minutes=5)
        for number, person in enumerate(people, 3):
            await person.sees(QUESTION["fr"])
            await goes(person, f"{number} ★", "Ajouter un mot")
            await person.says(f"mot de {number}")
            await person.sees(f"mot de {number}")
            await host.says("/staff roster")
            await goes(host, "Avis des visiteurs")
            shown = str((await host.sees("★")).content["text"])
            assert ("mot de 3" in shown) == (number == 5)
        assert "4,0 ★ (3 réponses)" in shown
        assert not any(person.name in shown for person in people)
        await other.says("/staff roster")
        await goes(other, "Avis des visiteurs")
        await other.sees("Pas encore de réponse")


async def test_who_asks_for_no_more_questions_gets_none(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(24, 9)) as stage:
        ines, paul, lea = (stage.person(name) for name in ("Inès", "Paul", "Léa"))
        for person in (ines, paul, lea):
            await visits(stage, person)
        await paul.says("/stop")
        await paul.sees("actualit")
        stage.advance(hours=7)
        await becomes(stage, OWED, 2)
        await stage.program.database.write(
            lambda tx: tx.execute(
                "UPDATE person SET surveys = 0 WHERE chat_id = :id", {"id": lea.id}
            )
        )
        stage.advance(hours=18, minutes=5)
        await ines.sees(QUESTION["fr"])
        await goes(ines, "Ne plus me demander")
        await ines.sees("nous ne vous demanderons plus")
        await becomes(stage, "SELECT SUM(surveys) FROM person", 0)
        await never_sees(paul, QUESTION["fr"])
        await never_sees(lea, QUESTION["fr"])


async def test_nobody_is_asked_who_did_not_come(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(24, 9)) as stage:
        host = await host_of(stage, "Fonderie")
        came, absent = stage.person("Inès"), stage.person("Paul")
        for person in (came, absent):
            await visits(stage, person)
        code = await stage.value("SELECT code FROM booking WHERE chat_id = :id", id=came.id)
        await host.says(f"/start c_{code}")
        await goes(host, "Tous présents")
        await host.sees("1 sur 1 présent")
        stage.advance(hours=12)
        state = f"SELECT state FROM booking WHERE chat_id = {absent.id}"
        await becomes(stage, state, "no_show")
        stage.advance(hours=13, minutes=5)
        await came.sees(QUESTION["fr"])
        await never_sees(absent, QUESTION["fr"])


async def test_nobody_rates_the_visit_of_somebody_else(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(24, 9)) as stage:
        ines, eve = stage.person("Inès"), stage.person("Ève")
        await visits(stage, ines)
        code = await stage.value("SELECT code FROM booking")
        stage.advance(hours=25, minutes=5)
        await ines.sees(QUESTION["fr"])
        await eve.says("/start")
        await eve.sees("Bonjour")
        for data in (f"va1::{code}:1", f"vb1::{code}", f"vc1::{code}:1", f"va1::{code}:9"):
            tap = await eve.taps_data(data)
            await eve.chat.until(lambda tap=tap: tap.answer, 5)
        assert await stage.value("SELECT COUNT(*) FROM answer") == 0
