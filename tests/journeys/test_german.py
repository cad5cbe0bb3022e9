"""German: a visit is booked by words alone, and words that give up never cancel it."""

from pathlib import Path

from tests.support.programme import FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import books, seats_taken


async def test_a_visit_is_booked_in_german_words(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        jonas = stage.person("Jonas", "de-DE")
        for said, seen in (
            ("/start", "Guten Tag"),
            ("Besuch buchen", "Wo möchten Sie"),
            ("zurück", "Guten Tag"),
            ("1", "Wo möchten Sie"),
            ("mosel", "Welche Branche"),
            ("métallurgie", "An welchem Tag"),
            ("24.11.", "Fonderie"),
            ("3", "3 Plätze bestätigen"),
            ("ja", "ist gebucht"),
            ("meine Besuche", "Di., 24. Nov. 14:30"),
        ):
            await jonas.says(said)
            await jonas.sees(seen)
        assert await seats_taken(stage) == 3


async def test_giving_up_where_a_visit_would_be_cancelled_keeps_it(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        jonas = stage.person("Jonas", "fr")
        await books(stage, jonas, FOUNDRY)
        jonas.user.language = "de"
        for said, seen in (
            ("meine Besuche", "1 bevorstehenden Besuch"),
            ("1", "Dienstag, 24. November, 14:30"),
            ("stornieren", "Diesen Besuch stornieren?"),
            ("abbrechen", "Guten Tag"),
        ):
            await jonas.says(said)
            await jonas.sees(seen)
        assert await seats_taken(stage) == 1
