"""An import that changes booked slots tells nobody before staff agree."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.domain.programme import SlotLine
from bot.ids import RandomIds
from bot.services.import_programme import import_programme
from tests.support.changing import EN, FR, is_sound, notices_of, previews, sends
from tests.support.programme import BISCUITS, BISCUITS_LATER
from tests.support.scene import PARIS, Scene, scene
from tests.support.steps import becomes, books, never_sees
from tests.support.team import ADMIN, admin

NAMED = replace(BISCUITS, ref="b1")
MOVED = replace(
    NAMED, starts=NAMED.starts + timedelta(minutes=90), ends=NAMED.starts + timedelta(minutes=150)
)


async def imports(stage: Scene, *lines: SlotLine) -> None:
    """Import a file beside the running bot, as the command does."""
    job = partial(import_programme, lines=lines, tz=PARIS, ids=RandomIds(), now=stage.clock.now())
    await stage.program.database.write(job)


async def test_an_import_asks_first_and_tells_once_it_is_confirmed(tmp_path: Path) -> None:
    async with scene(tmp_path, (NAMED, BISCUITS_LATER), admins=(ADMIN,)) as stage:
        nadia, ines, tom = admin(stage), stage.person("Inès"), stage.person("Tom", "en")
        await nadia.says("/start")
        await books(stage, ines, NAMED)
        await books(stage, tom, NAMED, EN.words)
        await imports(stage, MOVED)
        await nadia.sees("Import du lundi 16 novembre à 09:0")
        await nadia.sees("2 réservations à prévenir")
        stage.advance(minutes=10)
        await never_sees(ines, "Changement")
        await nadia.taps("Voir")
        await nadia.sees("Changement : 14:00 → 15:30 (même jour)")
        await nadia.taps("Envoyer")
        await nadia.sees("2 réservations sont prévenues")
        await ines.sees(FR.changed)
        await tom.sees(EN.changed)
        await nadia.taps_again()
        stage.advance(minutes=10)
        await becomes(stage, "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'notice'", 2)
        assert len(notices_of(ines, "15:30")) == 1
        assert await stage.value("SELECT COUNT(*) FROM audit WHERE action = 'import_tell'") == 1
        await is_sound(stage)


async def test_an_import_can_be_confirmed_later_from_the_staff_menu(tmp_path: Path) -> None:
    async with scene(tmp_path, (NAMED,), admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage, "en"), stage.person("Inès")
        await books(stage, ines, NAMED)
        await imports(stage, MOVED)
        await nadia.says("/staff")
        await nadia.sees(EN.menu)
        await nadia.taps(EN.menu)
        await nadia.sees(EN.ask)
        await nadia.taps("Import of Mon 16 Nov")
        await nadia.sees("This import changes booked slots: 1 booking to tell")
        await nadia.taps("Send")
        await nadia.sees(EN.done)
        stage.advance(seconds=61)
        await ines.sees(FR.changed)
        assert await stage.value("SELECT COUNT(*) FROM slot_change WHERE sent IS NULL") == 0


async def test_two_imports_before_anybody_agrees_are_one_notice(tmp_path: Path) -> None:
    async with scene(tmp_path, (NAMED,), admins=(ADMIN,)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, NAMED)
        await imports(stage, MOVED)
        await imports(stage, replace(MOVED, address="3 rue du Sucre"))
        assert await stage.value("SELECT COUNT(*) FROM notice WHERE state = 'draft'") == 1
        await imports(stage, NAMED)
        assert await stage.value("SELECT COUNT(*) FROM notice WHERE state = 'draft'") == 0
        await is_sound(stage)


async def test_the_same_file_again_leaves_what_staff_have_changed(tmp_path: Path) -> None:
    async with scene(tmp_path, (NAMED,), admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, NAMED)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        await ines.sees(FR.changed)
        await imports(stage, NAMED)
        assert await stage.value("SELECT starts FROM pub_slot") == "2026-11-24T14:30:00Z"
        assert await stage.value("SELECT COUNT(*) FROM slot_change") == 1
        await imports(stage, replace(NAMED, capacity=9))
        assert await stage.value("SELECT starts FROM pub_slot") == "2026-11-24T14:30:00Z"
        assert await stage.value("SELECT capacity FROM pub_slot") == 9
