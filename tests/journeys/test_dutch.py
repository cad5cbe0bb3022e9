"""Dutch: a visit is booked by words alone, as they are said in Flanders."""

from pathlib import Path

from tests.support.programme import PROGRAMME
from tests.support.scene import scene
from tests.support.steps import seats_taken


async def test_a_visit_is_booked_in_dutch_words(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        lotte = stage.person("Lotte", "nl-BE")
        for said, seen in (
            ("/start", "Goedendag"),
            ("een bezoek reserveren", "Waar wilt u"),
            ("terug", "Goedendag"),
            ("boeken", "Waar wilt u"),
            ("mosel", "Welke sector"),
            ("métallurgie", "Welke dag"),
            ("24/11", "Fonderie"),
            ("3", "3 plaatsen bevestigen"),
            ("ja", "Uw reservering is gemaakt"),
            ("mijn reservaties", "di 24 nov 14:30"),
        ):
            await lotte.says(said)
            await lotte.sees(seen)
        assert await seats_taken(stage) == 3
