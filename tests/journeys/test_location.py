"""Near me: a shared location shows the nearest visits with their distance."""

from pathlib import Path

from tests.support.programme import BISCUITS, CHEESE, PROGRAMME, ZONE
from tests.support.scene import scene
from tests.support.steps import Words, in_both_languages

CAHORS = (44.447, 1.441)


async def test_a_shared_location_lists_the_nearest_first(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.shares_location(*CAHORS)
        screen = await ines.sees("les plus proches de vous")
        labels = [button["text"] for row in screen.buttons for button in row]
        assert [label.split(" · ")[1] for label in labels[:3]] == [
            "Fromagerie",
            "Zone ouverte",
            "Biscuiterie",
        ]
        assert labels[1].replace("\u00a0", " ").endswith("50 km")
        await ines.taps("Fromagerie")
        await ines.sees("Confirmer 1 place")


@in_both_languages
async def test_near_me_asks_for_the_location_with_a_key_that_sends_it(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await ines.says("/book")
        await ines.sees(words.where)
        await ines.taps("Près de moi" if words.language == "fr" else "Near me")
        asked = await ines.sees("ma position" if words.language == "fr" else "my location")
        keys = [key for row in (asked.markup or {}).get("keyboard", []) for key in row]
        assert any("request_location" in key for key in keys)
        await ines.shares_location(*CAHORS)
        await ines.sees("Fromagerie")


async def test_whoever_will_not_share_goes_back_by_a_key(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/book")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Près de moi")
        await ines.sees("Envoyer ma position")
        await ines.taps("Retour")
        await ines.sees("Où souhaitez-vous")


async def test_back_from_the_nearest_leads_to_the_territories(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.shares_location(*CAHORS)
        await ines.sees("les plus proches")
        await ines.taps("Biscuiterie")
        await ines.sees("Quel jour")
        await ines.taps("Retour")
        await ines.sees("les plus proches")
        await ines.taps("Retour")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Moselle")
        await ines.sees("Quel secteur")


async def test_a_location_far_from_everything_still_gets_an_answer(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS, CHEESE, ZONE)) as stage:
        ines = stage.person("Inès")
        await ines.shares_location(-33.9, 151.2)
        await ines.sees("km")


async def test_a_location_is_measured_and_not_stored_once_another_path_is_taken(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.shares_location(*CAHORS)
        await ines.sees("les plus proches")
        await ines.taps("Annuler")
        await ines.sees("Bonjour")
        assert "44.4" not in str(await stage.value("SELECT draft FROM conversation"))
