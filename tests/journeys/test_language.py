"""Language: what the app speaks, until the person chooses; also in messages that come later."""

from pathlib import Path

from tests.support.programme import BISCUITS, FOUNDRY, PROGRAMME, at
from tests.support.scene import scene
from tests.support.steps import ENGLISH, books


async def test_the_bot_speaks_what_the_app_speaks(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines, tom = stage.person("Inès", "fr-BE"), stage.person("Tom", "en-US")
        await ines.says("/start")
        await tom.says("/start")
        await ines.sees("Bonjour")
        await tom.sees("Hello")


async def test_a_language_we_do_not_speak_is_answered_in_the_default(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, language="en") as stage:
        yuki = stage.person("Yuki", "ja")
        await yuki.says("/start")
        await yuki.sees("Hello")


async def test_the_chosen_language_holds_at_once_and_for_everything(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", "fr")
        await ines.says("/settings")
        await ines.sees("Quelle langue")
        await ines.taps("English")
        await ines.sees("Hello")
        await ines.says("/mybookings")
        await ines.sees("You have no visit coming up")


async def test_a_language_is_chosen_by_its_name_in_words(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", "fr")
        await ines.says("/settings")
        await ines.sees("Quelle langue")
        await ines.says("english")
        await ines.sees("Hello")


async def test_tickets_and_reminders_come_in_the_chosen_language(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 17, 59)) as stage:
        ines = stage.person("Inès", "fr")
        await ines.says("/settings")
        await ines.sees("Quelle langue")
        await ines.taps("English")
        await ines.sees("Hello")
        await books(stage, ines, BISCUITS, ENGLISH)
        await ines.sees("Your ticket\n")
        stage.advance(minutes=2)
        await ines.sees("It's tomorrow! Biscuiterie, Tuesday 24 November at 14:00")


async def test_a_person_who_changes_their_apps_language_is_followed(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        tom = stage.person("Tom", "fr")
        await tom.says("/start")
        await tom.sees("Bonjour")
        tom.user.language = "en"
        await tom.says("/start")
        await tom.sees("Hello")
        await books(stage, tom, FOUNDRY, ENGLISH)
        await tom.sees("Your ticket\n")
