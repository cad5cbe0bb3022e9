"""Who may change which slot: hosts say that they run late, organisers stay in their territory."""

from pathlib import Path

from bot.domain.staff import Grant, Role
from handlers.callback_data import encode
from handlers.callbacks.changes import (
    CallOff,
    ChangeOpen,
    FollowChange,
    RunLate,
    SendChange,
    SendImport,
    ShiftBy,
    ShowImport,
    TickCall,
)
from simulator import Person
from tests.support.changing import FR, asks, previews, sends
from tests.support.programme import BISCUITS, CHEESE, PROGRAMME
from tests.support.scene import Scene, scene
from tests.support.steps import books
from tests.support.team import ADMIN, admin, with_role


async def _id(stage: Scene, table: str, name: str) -> int:
    return int(str(await stage.value(f"SELECT id FROM {table} WHERE name = :name", name=name)))


async def _refused_at(stage: Scene, person: Person, slot: int) -> None:
    """Let somebody try every way there is to a slot, a notice and an import of others."""
    before = await stage.rows("SELECT * FROM slot ORDER BY id")
    for button in (
        ChangeOpen(slot),
        ShiftBy(slot, 30),
        CallOff(slot, 1),
        RunLate(slot, 20),
        SendChange(slot, 1, 0),
        FollowChange(1),
        TickCall(1),
        ShowImport(1),
        SendImport(1),
    ):
        await person.taps_data(encode(button, None))
    last = await person.taps_data(encode(ChangeOpen(slot), None))
    await person.chat.until(lambda: last.answer, 20)
    assert await stage.rows("SELECT * FROM slot ORDER BY id") == before
    assert await stage.value("SELECT COUNT(*) FROM notice WHERE called IS NOT NULL") == 0
    await person.sees("cela ne vous est pas ouvert")


async def test_a_host_says_that_it_runs_late_and_changes_nothing_else(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        host = await _id(stage, "host", BISCUITS.host)
        paul = await with_role(stage, "Paul", Grant(role=Role.HOST, host_id=host))
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await asks(paul)
        await paul.sees("Quel créneau a du retard")
        await paul.says("la visite Biscuiterie de mardi passe à 15h30")
        await paul.sees("cela ne vous est pas ouvert")
        await previews(paul, "Biscuiterie de mardi en retard de 20 min")
        await sends(stage, paul)
        await ines.sees(FR.late_told)
        assert await stage.value("SELECT MAX(late) FROM slot") == 20


async def test_a_host_of_another_visit_reaches_nothing_of_this_one(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        host = await _id(stage, "host", CHEESE.host)
        paul = await with_role(stage, "Paul", Grant(role=Role.HOST, host_id=host))
        await books(stage, stage.person("Inès"), BISCUITS)
        nadia = admin(stage)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        await asks(paul)
        shown = str(paul.screen.buttons)
        assert "Lot" in shown
        assert "Moselle" not in shown
        await paul.says("Biscuiterie")
        await paul.sees("Je ne trouve rien qui ressemble")
        await _refused_at(stage, paul, 1)


async def test_an_organiser_changes_what_is_in_their_territory_only(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        lot = await _id(stage, "territory", "Lot")
        zoe = await with_role(stage, "Zoé", Grant(role=Role.ORGANISER, territory_id=lot))
        await books(stage, stage.person("Inès"), BISCUITS)
        nadia = admin(stage)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        await previews(zoe, "la visite Fromagerie de mardi passe à 11h")
        await zoe.taps("Enregistrer")
        await zoe.sees("C'est enregistré")
        await zoe.says("/staff")
        await zoe.sees(FR.calls)
        await zoe.taps(FR.calls)
        await zoe.sees("Personne n'est à appeler")
        await _refused_at(stage, zoe, 1)


async def test_the_desk_calls_people_and_changes_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        desk = await with_role(stage, "Dora", Grant(role=Role.DESK))
        await books(stage, stage.person("Inès"), BISCUITS)
        nadia = admin(stage)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        await desk.says("/staff")
        await desk.sees(FR.calls)
        assert FR.menu not in str(desk.screen.buttons)
        await desk.taps(FR.calls)
        await desk.sees("1 personne à appeler")
        await desk.taps("Appelé")
        await desk.sees("Personne n'est à appeler")
        assert await stage.value("SELECT COUNT(*) FROM audit WHERE action = 'notice_call'") == 1


async def test_nobody_answers_somebody_elses_notice(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        ines, tom = stage.person("Inès"), stage.person("Tom")
        await books(stage, ines, BISCUITS)
        await tom.says("/start")
        await tom.sees("Bonjour")
        nadia = admin(stage)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        letter = await ines.sees(FR.changed)
        data = letter.buttons[0][0]["callback_data"]
        await tom.taps_data(data)
        await tom.sees("Cela n'existe pas, ou n'existe plus")
        assert await stage.value("SELECT answer FROM notice") is None
