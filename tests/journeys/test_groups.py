"""In groups: nothing personal, only the way to the private chat."""

from pathlib import Path

from tests.support.programme import FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages


@in_both_languages
async def test_a_command_in_a_group_is_answered_with_a_link_only(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        code = await books(stage, ines, FOUNDRY, words)
        group = stage.telegram.group("Classe de 3e B", [ines])
        await ines.says("/mybookings@simulated_bot", in_=group)
        answer = await ines.sees("https://t.me/simulated_bot", in_=group)
        assert code not in str(answer.content)
        assert "Fonderie" not in str(answer.content)


async def test_a_command_in_a_group_does_not_move_the_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        group = stage.telegram.group("Classe", [ines])
        await ines.says("/start@simulated_bot", in_=group)
        await ines.sees("parlons en privé", in_=group)
        await ines.says("moselle")
        await ines.sees("Quel secteur")


async def test_nothing_about_a_group_is_stored(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        group = stage.telegram.group("Classe", [ines])
        await ines.says("/forget@simulated_bot", in_=group)
        await ines.sees("privé", in_=group)
        assert await stage.value("SELECT COUNT(*) FROM person") == 0
        assert await stage.value("SELECT COUNT(*) FROM conversation") == 0
