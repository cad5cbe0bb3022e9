"""A zone day: many companies, no booking; hours, the map, the list, « J'y serai » counted."""

from dataclasses import replace
from pathlib import Path

from tests.journeys.test_gate import host_of
from tests.support.programme import FOUNDRY, ZONE, at
from tests.support.scene import scene
from tests.support.steps import Words, becomes, goes, in_both_languages, opens

COMPANIES = tuple(
    replace(ZONE, title=f"Portes ouvertes {number:02}", host=f"Atelier {number:02}")
    for number in range(1, 34)
)
ALL = {"fr": "Toutes les entreprises ouvertes", "en": "All companies open that day"}
MAP = {"fr": "Voir sur la carte", "en": "Show on the map"}


@in_both_languages
async def test_thirty_three_companies_on_one_list(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, (FOUNDRY, *COMPANIES)) as stage:
        ines = stage.person("Inès", words.language)
        await opens(stage, ines, COMPANIES[0])
        await goes(ines, ALL[words.language])
        await ines.sees("33 entreprises" if words.language == "fr" else "33 companies")
        await ines.sees("09:00–17:00")
        await goes(ines, "2/5", "Atelier 12", MAP[words.language])
        await ines.sees("(venue Atelier 12")
        await ines.taps(words.ill_be_there)
        await becomes(stage, "SELECT COUNT(*) FROM intention", 1)
        assert await stage.value("SELECT COUNT(*) FROM booking") == 0


async def test_the_host_sees_how_many_mean_to_come(tmp_path: Path) -> None:
    zone = replace(ZONE, host="Maison Zone")
    async with scene(tmp_path, (zone,), at=at(27, 16)) as stage:
        host = await host_of(stage, "Zone")
        await host.says("/start")
        for name in ("Inès", "Paul"):
            person = stage.person(name)
            await opens(stage, person, zone)
            await goes(person, "J'y serai")
            await person.sees("vous y serez")
        stage.advance(hours=1, minutes=1)
        await host.sees("2 personnes ont dit « J’y serai »")


async def test_where_nothing_is_walked_into_there_is_no_zone(tmp_path: Path) -> None:
    async with scene(tmp_path, (FOUNDRY,)) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.taps_data("zo1::1")
        await ines.sees("Cela n'existe pas")
        await ines.taps_data("zm1::1")
        await ines.sees("Cela n'existe pas")
        assert await stage.value("SELECT COUNT(*) FROM delivery") == 0
