"""A stage on which hosts hire: everything that is declared, the visits, and who reads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.domain.staff import Grant, Role
from bot.domain.vacancies import VacancyLine
from bot.ids import RandomIds
from bot.services.import_places import import_places
from bot.services.import_vacancies import import_vacancies
from simulator import Person
from storage.database import Transaction
from tests.support.hiring import our_jobs, programme, towns, vacancies
from tests.support.scene import PARIS, Scene, scene
from tests.support.team import ADMIN, with_role

FOUNDRY = "Fonderie Brasdefer"


@asynccontextmanager
async def hiring(folder: Path, *lines: VacancyLine) -> AsyncIterator[Scene]:
    """Set the stage; everything is declared unless some is given."""
    async with scene(folder, programme(), admins=(ADMIN,)) as stage:
        await declares(stage, *(lines or vacancies()))
        yield stage


async def declares(stage: Scene, *lines: VacancyLine) -> None:
    """Import vacancies while the bot runs."""
    await stage.program.database.write(partial(_declare, stage, lines))


def _declare(stage: Scene, lines: tuple[VacancyLine, ...], tx: Transaction) -> None:
    import_places(tx, tuple(towns()))
    import_vacancies(
        tx, lines, tz=PARIS, code_of=our_jobs().code_of, ids=RandomIds(), now=stage.clock.now()
    )


async def of_host(
    stage: Scene, name: str = "Hélène", host: str = FOUNDRY, language: str = "fr"
) -> Person:
    """Bring somebody on stage who speaks for a host."""
    found = await stage.value("SELECT id FROM host WHERE name = :name", name=host)
    grant = Grant(role=Role.HOST, host_id=int(str(found)))
    person = await with_role(stage, name, grant, language)
    await starts(person)
    return person


async def starts(person: Person) -> None:
    """Let somebody write first: nobody else can be written to."""
    await person.says("/start")
    await person.sees("TocToc")
