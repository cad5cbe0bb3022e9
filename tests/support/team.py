"""Staff on stage: an admin of the settings, and others with roles given beforehand."""

from bot.domain.staff import Grant
from simulator import Person
from simulator.people import Actor
from storage import staff
from storage.database import Transaction
from tests.support.scene import Scene

ADMIN = 900_001  # for `scene(…, admins=(ADMIN,))`


def admin(stage: Scene, language: str = "fr") -> Person:
    """Bring the admin that the settings name on stage."""
    return stage.telegram.join(Actor("Nadia", language, id=ADMIN))


async def with_role(stage: Scene, name: str, grant: Grant, language: str = "fr") -> Person:
    """Bring somebody on stage who has a role already."""
    person = stage.person(name, language)

    def give(tx: Transaction) -> None:
        staff.add(tx, person.id, grant, granted_by=ADMIN, now=stage.clock.now(), name=name)

    await stage.program.database.write(give)
    return person
