"""What a running bot does once somebody is erased: outside it is known, and the bytes are gone."""

from functools import partial
from pathlib import Path

from bot.services.forget import forget
from storage import tombstone_file
from tests.faults.counters import until
from tests.operate.terminal import toctoc
from tests.support.programme import PROGRAMME
from tests.support.scene import scene
from tests.support.steps import books


def traces(database: Path, who: int, name: bytes) -> int:
    """Count the files in which somebody's partner or id can be read."""
    files = sorted(database.parent.glob(f"{database.name}*"))
    return sum(
        name in file.read_bytes() or str(who).encode() in file.read_bytes() for file in files
    )


async def test_an_erasure_is_carried_to_both_folders_and_wiped_from_the_log(tmp_path: Path) -> None:
    shelf, home = tmp_path / "shelf", tmp_path / "home"
    shelf.mkdir()
    home.mkdir()
    database = home / "toctoc.sqlite"
    async with scene(home, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start p_missionlocalemetz", wait=True)
        await books(stage, ines, PROGRAMME[0])
        await toctoc("backup", shelf / "copy.sqlite", database=database)
        assert traces(database, ines.id, b"missionlocalemetz")
        await stage.program.database.write(partial(forget, chat_id=ines.id, now=stage.clock.now()))
        for folder in (home, shelf):
            await until(partial(tombstone_file.read, tombstone_file.beside(database, folder)))
        await until(lambda: not traces(database, ines.id, b"missionlocalemetz"))
    await toctoc("restore", shelf / "copy.sqlite", database=tmp_path / "elsewhere.sqlite")
    checked = await toctoc("check", database=tmp_path / "elsewhere.sqlite")
    assert checked.status == 0, checked.said
    assert not traces(tmp_path / "elsewhere.sqlite", ines.id, b"missionlocalemetz")
