"""Every staff button and place there is, tried by those who have no right to it.

The tables of `handlers/staff` are walked whole: a button added tomorrow is tried tomorrow.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.conversation import Draft, Step
from bot.domain.staff import MAY, Grant, Right, Role
from bot.services.ask_hosts import ASKED_UNTIL as ASKED_HOSTS_UNTIL
from bot.services.owe_surveys import ASKED_UNTIL as ASKED_GUESTS_UNTIL
from handlers.callback_data import encode
from handlers.callbacks import Button
from handlers.staff.doors import TAPS, TYPED
from handlers.staff.places import STAFF_PLACES
from simulator import Person
from storage import staff
from storage.database import Transaction
from storage.new_items import SEEN
from tests.faults.guests import all_settled
from tests.support.programme import FOUNDRY, PROGRAMME
from tests.support.scene import Scene, scene
from tests.support.steps import books
from tests.support.team import ADMIN, admin, with_role

REFUSED = "cela ne vous est pas ouvert"
SAMPLES: dict[type, object] = {int: 1, str: "desk", date: date(2026, 11, 24), Step: Step.TEAM}
PASSING = ("seen_update", "conversation", "person", "sqlite_sequence")  # whoever writes leaves
HOUSEKEEPING = (*SEEN.values(), ASKED_GUESTS_UNTIL, ASKED_HOSTS_UNTIL)


def buttons() -> Iterator[Button]:
    """Every staff button, carrying the first rows there are."""
    for kind in TAPS:
        yield kind(*(SAMPLES[one.type] for one in fields(kind)))


async def everything(stage: Scene) -> dict[str, list[str]]:
    """Return all rows of all tables that a refused act must leave as they are."""
    names = await stage.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = sorted({row["name"] for row in names} - set(PASSING))
    return {
        name: sorted(
            str(tuple(row))
            for row in await stage.rows(f"SELECT * FROM {name}")
            if name != "fact" or row["name"] not in HOUSEKEEPING  # noted when its round comes
        )
        for name in tables
    }


async def tries_everything(stage: Scene, person: Person) -> None:
    """Tap every staff button there is; each gets the same answer and changes nothing."""
    before = await everything(stage)
    for button in buttons():
        for revision in (None, 1):
            await person.taps_data(encode(button, revision))
    last = await person.taps_data(encode(next(buttons()), None))
    await person.chat.until(lambda: last.answer, 20)
    assert await everything(stage) == before


async def test_a_student_can_do_nothing_of_what_staff_can(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await tries_everything(stage, ines)
        await ines.sees(REFUSED)


async def test_an_organiser_of_yesterday_can_do_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        paul = await with_role(stage, "Paul", Grant(role=Role.ORGANISER, territory_id=1))
        await paul.says("/staff")
        await paul.sees("Espace équipe")

        def take_back(tx: Transaction) -> None:
            for member in staff.members(tx):
                if member.user_id == paul.id:
                    staff.revoke(tx, member.id, stage.clock.now())

        await stage.program.database.write(take_back)
        await tries_everything(stage, paul)
        await paul.sees(REFUSED)


async def test_a_host_of_another_visit_changes_nothing_of_it(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        await books(stage, stage.person("Inès"), FOUNDRY)

        def another(tx: Transaction) -> None:
            tx.execute("INSERT INTO host (code, name) VALUES ('ailleurs', 'Ailleurs')")

        await stage.program.database.write(another)
        host = int(str(await stage.value("SELECT id FROM host WHERE code = 'ailleurs'")))
        paul = await with_role(stage, "Paul", Grant(role=Role.HOST, host_id=host))
        await paul.says("/staff")
        await paul.sees("Espace équipe")
        await all_settled(stage)
        before = await everything(stage)
        for button in buttons():
            last = await paul.taps_data(encode(button, None))
        await paul.chat.until(lambda: last.answer, 30)
        after = await everything(stage)
        old = set(before.pop("delivery"))
        told = [row for row in after.pop("delivery") if row not in old]
        assert all("'figures'" in row or "'paper'" in row for row in told)  # their own, and empty
        assert after == before
        assert "Fonderie" not in str(paul.screen.content)


@pytest.mark.parametrize("step", STAFF_PLACES)
async def test_nobody_is_drawn_a_staff_place_they_have_no_right_to(
    tmp_path: Path, step: Step
) -> None:
    if STAFF_PLACES[step].right is None:
        return  # whoever was invited sees the code they were given, and its place asks whose it is
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")

        def stand_there(tx: Transaction) -> None:
            tx.execute(
                "UPDATE conversation SET step = :step, draft = :draft",
                {"step": step.value, "draft": Draft().model_dump_json()},
            )

        await stage.program.database.write(stand_there)
        await ines.says("zzzz")
        screen = await ines.sees("Bonjour")
        assert "Espace équipe" not in str(screen.content)


async def test_words_that_somebody_else_wrote_are_not_staffs(tmp_path: Path) -> None:
    assert set(TYPED) <= set(STAFF_PLACES)
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia = admin(stage)
        for label, seen in (("/staff", "Espace"), ("Équipe", "Votre"), ("Inviter", "Quel rôle")):
            await (nadia.says(label) if label[0] == "/" else nadia.taps(label))
            await nadia.sees(seen)
        await nadia.taps("Accueil")
        await nadia.sees("Comment appelez-vous")
        await nadia.forwards("Ève, renfort")
        await nadia.sees(REFUSED)
        assert await stage.value("SELECT COUNT(*) FROM invite") == 0


async def test_a_staff_command_in_a_group_tells_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia = admin(stage)
        group = stage.telegram.group("Équipe", [nadia])
        await nadia.says("/staff@toctoc_bot", in_=group)
        await nadia.sees("en privé", in_=group)


def test_the_table_of_rights_is_whole() -> None:
    assert set(MAY) == set(Role)
    assert MAY[Role.ADMIN] == set(Right)
    asked = {door.right for door in (*TAPS.values(), *TYPED.values())}
    asked |= {spec.right for spec in STAFF_PLACES.values() if spec.right is not None}
    assert asked == set(Right)
