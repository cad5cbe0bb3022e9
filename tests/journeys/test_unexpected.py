"""Whatever comes gets a useful answer, and nobody loses their place."""

from pathlib import Path

import pytest

from simulator import Person
from tests.support.programme import FOUNDRY, PROGRAMME, at, slot
from tests.support.scene import scene
from tests.support.steps import FRENCH, Words, books, in_both_languages, opens, seats_taken


@in_both_languages
async def test_a_sticker_is_answered_and_the_place_is_kept(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await ines.says("/book")
        await ines.sees(words.where)
        await ines.sends_sticker()
        await ines.sees("du texte et des positions" if words is FRENCH else "text and locations")
        await ines.taps("Moselle")
        await ines.sees("Agroalimentaire")


@pytest.mark.parametrize("send", [Person.sends_voice, Person.sends_photo, Person.sends_contact])
async def test_what_we_do_not_read_is_said(tmp_path: Path, send: object) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await send(ines)  # type: ignore[operator]
        await ines.sees("Je ne sais lire que du texte")


async def test_an_edited_message_does_not_act_and_is_answered(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.says("nan")
        await ines.sees("« nan »")
        await ines.edits("oui")
        await ines.sees("Confirmer")
        assert await seats_taken(stage) == 0


@in_both_languages
async def test_an_unknown_command_is_answered(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await ines.says("/abracadabra")
        await ines.sees("« /abracadabra »" if words is FRENCH else "“/abracadabra”")
        await ines.sees(words.book)


@pytest.mark.parametrize(
    "command", ["/hiring", "/help", "/cancel", "/settings", "/book@x", "/BOOK"]
)
async def test_every_command_works_from_the_middle_of_a_booking(
    tmp_path: Path, command: str
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        before = ines.screen
        await ines.says(command)
        await ines.sees("[")
        await ines.chat.until(lambda: ines.screen is not before or None, 3)
        assert "⚠️" not in ines.screen.content["text"]


async def test_4096_characters_are_answered_briefly(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("x" * 4096)
        answer = await ines.sees("Je n'ai pas compris")
        assert len(answer.content["text"]) < 1000


async def test_html_in_a_text_and_in_the_programme_is_only_text(tmp_path: Path) -> None:
    odd = slot("<b>Forge</b> & Fils", at(24, 9), description="1 < 2 > 0 &amp; <script>")
    async with scene(tmp_path, (odd,)) as stage:
        ines = stage.person("Inès")
        await ines.says("<b>gras</b> & <i>")
        await ines.sees("« <b>gras</b> & <i> »")
        await books(stage, ines, odd)
        ticket = await ines.sees("Votre billet\n")
        assert "<b>Forge</b> & Fils" in ticket.content["caption"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u202e\u2066evil\u2069", id="bidi controls"),
        pytest.param("🤷🏽‍♀️" * 50, id="emoji"),
        pytest.param("\u0000\u0007", id="control characters"),
        pytest.param("99999999999999999999", id="a large number"),
        pytest.param("²", id="a digit that is none"),
        pytest.param("٣", id="an Arabic three"),
        pytest.param("{0} {text} %s", id="format marks"),
        pytest.param("   ", id="blanks"),
    ],
)
async def test_odd_text_on_the_sheet_is_answered(tmp_path: Path, text: str) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        await ines.says(text)
        await ines.sees("[Annuler]")
        assert await stage.value("SELECT COUNT(*) FROM failed_update") == 0
        assert await seats_taken(stage) == 0


async def test_somebody_who_blocked_the_bot_and_came_back_is_reached_again(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.blocks()
        await ines.unblocks()
        await books(stage, ines, FOUNDRY)
        await ines.sees("Votre billet\n")
