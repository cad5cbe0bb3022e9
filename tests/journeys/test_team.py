"""The team: invited by a link that works once, compared by both, taken back at once."""

import re
from pathlib import Path

from simulator import Person
from tests.support.programme import PROGRAMME
from tests.support.scene import scene
from tests.support.team import ADMIN, admin

REFUSED = "cela ne vous est pas ouvert"


async def _invites(nadia: Person, role: str = "Accueil", where: str | None = None) -> str:
    await nadia.says("/staff")
    await nadia.sees("Espace équipe")
    await nadia.taps("Équipe")
    await nadia.sees("Votre équipe")
    await nadia.taps("Inviter")
    await nadia.sees("Quel rôle")
    await nadia.taps(role)
    if where is not None:
        await nadia.sees("Choisissez")
        await nadia.taps(where)
    await nadia.sees("Comment appelez-vous")
    await nadia.says("Paul, renfort")
    shown = await nadia.sees("une seule fois")
    found = re.search(r"start=(i_[\w-]+)", str(shown.content))
    assert found is not None
    return found[1]


async def _joins(nadia: Person, paul: Person, role: str = "Accueil") -> None:
    link = await _invites(nadia, role)
    await paul.says(f"/start {link}")
    told = re.search(
        r"contrôle\W+(\w{3})\b", str((await paul.sees("code de contrôle")).content["text"])
    )
    asked = await nadia.sees("Est-ce bien")
    assert told is not None
    assert told[1] in str(asked.content)
    await nadia.taps("Oui, confirmer")
    await paul.sees("bienvenue dans l'équipe")


async def test_a_link_opened_and_confirmed_gives_a_role(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, paul = admin(stage), stage.person("Paul")
        await paul.says("/staff")
        await paul.sees(REFUSED)
        await _joins(nadia, paul)
        await paul.taps("Ouvrir l'espace équipe")
        await paul.sees("Espace équipe")


async def test_the_secret_of_a_link_is_stored_nowhere(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        secret = (await _invites(admin(stage))).removeprefix("i_")
        written = [path.read_bytes() for path in sorted(tmp_path.glob("toctoc.sqlite*"))]  # noqa: ASYNC240
    assert written
    assert all(secret.encode() not in file for file in written)


async def test_a_link_works_once_and_for_fifteen_minutes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, paul, eve = admin(stage), stage.person("Paul"), stage.person("Ève")
        link = await _invites(nadia)
        await paul.says(f"/start {link}")
        await paul.sees("code de contrôle")
        await eve.says(f"/start {link}")
        await eve.sees("n'est plus valable")
        late = await _invites(nadia)
        stage.advance(minutes=15, seconds=1)
        await eve.says(f"/start {late}")
        await eve.sees("n'est plus valable")
        assert await stage.value("SELECT COUNT(*) FROM staff_grant") == 1


async def test_whoever_is_refused_gets_no_role(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, eve = admin(stage), stage.person("Ève")
        await eve.says(f"/start {await _invites(nadia)}")
        question = await nadia.sees("Est-ce bien")
        await nadia.taps("Non, refuser")
        await nadia.sees("Votre équipe")
        await nadia.taps("Oui, confirmer", message=question)
        await nadia.sees("n'est plus valable")
        await eve.says("/staff")
        await eve.sees(REFUSED)


async def test_a_role_taken_back_ends_at_once_even_on_an_open_screen(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, paul = admin(stage), stage.person("Paul")
        await _joins(nadia, paul, "Administration")
        await paul.says("/staff")
        await paul.sees("Espace équipe")
        await nadia.says("/staff")
        await nadia.sees("Espace équipe")
        await nadia.taps("Équipe")
        await nadia.sees("2 rôles")
        await nadia.taps("Paul, renfort")
        await nadia.sees("Reprendre ce rôle")
        await nadia.taps("Reprendre ce rôle")
        await nadia.sees("1 rôle")
        await paul.taps("Équipe")
        await paul.sees(REFUSED)


async def test_an_organiser_is_invited_for_a_territory(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, paul = admin(stage), stage.person("Paul")
        territory = str(await stage.value("SELECT MIN(name) FROM territory"))
        await paul.says(f"/start {await _invites(nadia, 'Organisation', territory)}")
        await nadia.sees("Est-ce bien")
        await nadia.says("oui")
        await paul.sees("bienvenue")
        await paul.taps("Ouvrir l'espace équipe")
        screen = await paul.sees("Espace équipe")
        assert "Équipe" not in str(screen.buttons)  # organisers invite nobody


async def test_an_admin_of_the_settings_is_not_revoked_in_the_chat(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia = admin(stage)
        await nadia.says("/staff")
        await nadia.sees("Espace équipe")
        await nadia.taps("Équipe")
        await nadia.sees("Votre équipe")
        await nadia.taps("1 · ")
        screen = await nadia.sees("configuration du serveur")
        assert "Reprendre" not in str(screen.buttons)


async def test_the_audit_log_tells_who_did_what(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, paul = admin(stage), stage.person("Paul")
        await _joins(nadia, paul)
        await nadia.says("/staff audit")
        log = str((await nadia.sees("Ce que l'équipe a fait")).content)
        assert "Paul, renfort a reçu un rôle" in log.replace("’", "'")
        assert "Invitation de Paul" in log
        acts = await stage.rows("SELECT action FROM audit ORDER BY id")
        assert [row["action"] for row in acts] == ["team_invite", "team_confirm"]


async def test_forgetting_a_member_takes_the_role_and_the_name_in_the_log(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, paul = admin(stage), stage.person("Paul")
        await _joins(nadia, paul, "Administration")
        await _invites(paul)
        await paul.says("/forget")
        await paul.sees("effacer")
        await paul.says("oui")
        await paul.sees("ne savons plus rien")
        assert await stage.value("SELECT COUNT(*) FROM staff_grant") == 1
        found = await stage.rows("SELECT 1 FROM audit WHERE user_id = :id", id=paul.id)
        assert found == []
        await paul.says("/staff")
        await paul.sees(REFUSED)
