"""Alerts in the chat: kept from a list, told after an import, stopped with one tap."""

from functools import partial
from pathlib import Path

from bot.domain.programme import SlotLine
from bot.ids import RandomIds
from bot.services.import_programme import import_programme
from simulator import Person
from tests.support.programme import PROGRAMME, at, slot
from tests.support.scene import PARIS, Scene, scene

NEW = slot("Chocolaterie", at(27, 10), territory="Lot", city="Cahors")


async def imports(stage: Scene, *lines: SlotLine) -> None:
    """Bring more of the programme while the bot runs."""
    job = partial(import_programme, lines=lines, tz=PARIS, ids=RandomIds(), now=stage.clock.now())
    await stage.program.database.write(job)


async def watches_lot(ines: Person) -> None:
    """Keep an alert on the Lot."""
    await ines.says("visites dans le Lot")
    await ines.sees("Préviens-moi")
    await ines.taps("Préviens-moi")
    await ines.sees("Un message par jour")


async def test_an_alert_tells_of_what_an_import_brought(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await watches_lot(ines)
        await imports(stage, NEW)
        stage.advance(hours=9, minutes=1)
        shown = await ines.sees("1 nouveauté")
        assert "vendredi 27 novembre" in str(shown.content["text"])
        await ines.taps("Chocolaterie")
        await ines.sees("Confirmer")


async def test_an_alert_is_stopped_from_its_digest(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await watches_lot(ines)
        await imports(stage, NEW)
        stage.advance(hours=9, minutes=1)
        await ines.sees("1 nouveauté")
        await ines.taps("Arrêter cette alerte")
        await ines.sees("pas d'alerte")
        assert await stage.value("SELECT COUNT(*) FROM alert WHERE state = 'active'") == 0


async def test_an_alert_that_ends_is_kept_with_a_yes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await watches_lot(ines)
        stage.advance(days=58)
        await ines.sees("La garder")
        await ines.says("oui")
        await ines.sees("Jusqu'au")
        assert await stage.value("SELECT asked FROM alert") is None


async def test_alerts_are_listed_and_speak_as_one_likes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/alerts")
        await ines.sees("pas d'alerte")
        await watches_lot(ines)
        await ines.taps("À 12 h")
        await ines.sees("à 12 h")
        await ines.taps("Dès qu'il y a du nouveau")
        await ines.sees("jamais la nuit")
        await ines.says("/alerts")
        await ines.sees("Votre alerte")
