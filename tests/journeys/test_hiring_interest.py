"""« Cela m'intéresse »: written to a host, answered through the bot, and gone after a month."""

from pathlib import Path

import pytest

from simulator import Person
from tests.support.hiring import a_vacancy
from tests.support.hiring_stage import hiring, of_host
from tests.support.scene import Scene
from tests.support.steps import becomes, goes, never_sees

WORDS = "Je soude depuis cinq ans.\nPeut-on se voir mardi ? " + "Merci ! " * 30
FRENCH = ("fr", "qui recrute des soudeurs ?", "Fiche 1", "Cela m'intéresse", "Envoyer", "Répondre")
ENGLISH = ("en", "who hires welders?", "Details 1", "I'm interested", "Send", "Answer")


async def writes(who: Person, said: tuple[str, ...] = FRENCH, words: str = WORDS) -> None:
    """Write to the host of the first vacancy that is found."""
    _language, question, sheet, interested, send, _answer = said
    await who.says(question)
    await goes(who, sheet, interested)
    await who.sees("500")
    await who.says(words)
    await who.sees("?")
    await who.says("Karim")
    await goes(who, send)
    await who.sees("✅")


@pytest.mark.parametrize("said", [FRENCH, ENGLISH], ids=["in French", "in English"])
async def test_both_write_through_the_bot_and_neither_sees_an_account(
    tmp_path: Path, said: tuple[str, ...]
) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        karim = stage.person("Kevin", said[0])
        helene = await of_host(stage, language=said[0])
        await writes(karim, said)
        letter = str((await helene.sees("Karim")).content["text"])
        assert "Merci ! Merci !" in letter
        assert "Kevin" not in letter
        await goes(helene, said[5])
        await helene.sees("500")
        await helene.says("Venez mardi à 10 h.")
        told = str((await karim.sees("Venez mardi à 10 h.")).content["text"])
        assert "Fonderie Brasdefer" in told
        assert "Hélène" not in told
        await goes(karim, said[5])
        await karim.sees("500")
        await karim.says("Entendu.")
        await helene.sees("Entendu.")


async def test_too_long_is_refused_with_what_to_do_and_nothing_is_lost(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        await of_host(stage)
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs ?")
        await goes(karim, "Fiche 1", "Cela m'intéresse")
        await karim.sees("500")
        await karim.says("x" * 501)
        await karim.sees("compte 501 caractères")
        await karim.says("x" * 500)
        await karim.sees("Quel prénom")
        assert await stage.value("SELECT COUNT(*) FROM interest") == 0


async def test_send_tapped_twice_sends_once(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        helene, karim = await of_host(stage), stage.person("Karim")
        await writes(karim)
        await karim.taps_again()
        await helene.sees("Karim")
        assert await stage.value("SELECT COUNT(*) FROM interest_word") == 1
        assert await stage.value("SELECT COUNT(*) FROM delivery") == 1


async def test_five_hosts_a_day_are_enough(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        await of_host(stage)
        karim = stage.person("Karim")
        for _ in range(5):
            await writes(karim, words="Bonjour")
        await karim.says("qui recrute des soudeurs ?")
        await goes(karim, "Fiche 1", "Cela m'intéresse")
        await karim.sees("500")
        await karim.says("Bonjour encore")
        await karim.sees("Quel prénom")
        await karim.says("Karim")
        await goes(karim, "Envoyer")
        await karim.sees("Continuez demain")
        assert await stage.value("SELECT COUNT(*) FROM interest") == 5


async def test_where_nobody_reads_it_is_said_and_nothing_can_be_sent(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy(url="https://brasdefer.example/1")) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs ?")
        await goes(karim, "Fiche 1")
        shown = await karim.sees("ne lit pas de messages ici")
        assert "brasdefer.example" in str(shown.buttons)
        assert "intéresse" not in str(shown.buttons)


async def test_another_companys_host_reads_and_answers_nothing(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        helene, eve = await of_host(stage), await of_host(stage, "Ève", "Atelier Sonneuse")
        karim = stage.person("Karim")
        await writes(karim)
        await helene.sees("Karim")
        code = await stage.value("SELECT code FROM interest")
        for who, tap in ((eve, "Vi"), (helene, "jr"), (eve, "jr")):
            await who.says("/start")
            await who.sees("Qui recrute")
            await who.taps_data(f"{tap}1::{code}")
            await who.sees("cela ne vous est pas ouvert")
        await never_sees(eve, "Je soude")


async def erased(stage: Scene) -> None:
    """Wait until nothing that was written is kept."""
    await becomes(stage, "SELECT COUNT(*) FROM interest", 0)
    await becomes(stage, "SELECT COUNT(*) FROM interest_word", 0)


async def test_what_was_written_is_shown_to_its_writer_and_goes_with_them(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        helene = await of_host(stage)
        karim = stage.person("Karim")
        await writes(karim)
        await karim.says("/mydata")
        await karim.sees("Je soude depuis cinq ans.")
        await karim.says("/forget")
        await helene.sees("Karim s’intéresse")
        await goes(karim, "Oui")
        await erased(stage)
        await helene.taps("Répondre")
        await helene.sees("Cet échange a été effacé")


async def test_after_thirty_days_nothing_of_it_is_left(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy()) as stage:
        await of_host(stage)
        await writes(stage.person("Karim"))
        stage.advance(days=29)
        assert await stage.value("SELECT COUNT(*) FROM interest") == 1
        stage.advance(days=1, hours=1)
        await erased(stage)
