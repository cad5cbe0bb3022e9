"""Writing to hosts and speaking for them on PostgreSQL: the same statements."""

from datetime import timedelta
from functools import partial

from bot.domain.staff import Grant, Role, Staff
from bot.ids import RandomIds
from bot.services import speak_for_host
from bot.services.answer_interest import answer_interest
from bot.services.ask_hosts import ask_hosts
from bot.services.forget import forget
from bot.services.import_programme import import_programme
from bot.services.import_vacancies import import_vacancies
from bot.services.show_interest import Letter, show_interest, write_again
from bot.services.tidy_up import tidy_up
from storage import audit, hiring, interests, people, staff
from storage.database import Transaction
from storage.postgres import PostgresDatabase
from tests.support.hiring import DECLARED, a_vacancy, our_jobs, programme
from tests.support.values import NOW, PARIS

KARIM, HELENE = 81_000_001, 82_000_002
IDS = RandomIds()


def fill(tx: Transaction) -> str:
    """Declare one vacancy, with somebody who reads for its host; return its code."""
    import_programme(tx, programme(), tz=PARIS, ids=IDS, now=NOW)
    lines = (a_vacancy(expires=DECLARED + timedelta(days=10)),)
    import_vacancies(tx, lines, tz=PARIS, code_of=our_jobs().code_of, ids=IDS, now=NOW)
    row = tx.fetch_one("SELECT code, host_id FROM vacancy")
    assert row is not None
    grant = Grant(role=Role.HOST, host_id=row["host_id"])
    staff.add(tx, HELENE, grant, granted_by=None, now=NOW)
    people.note(tx, KARIM, "fr", NOW)
    return str(row["code"])


def exchange(tx: Transaction, vacancy: str) -> str:
    """Let both write; return the code of the exchange."""
    letter = Letter(
        vacancy=vacancy, chat_id=KARIM, first_name="Karim", words="Bonjour", intent="Kw3_-xY81abc"
    )
    for _ in range(2):
        show_interest(tx, letter, now=NOW, ids=IDS)
    row = tx.fetch_one("SELECT code FROM interest")
    assert row is not None
    answer_interest(tx, staff.find(tx, HELENE), row["code"], "Venez", now=NOW)
    write_again(tx, row["code"], "Merci", chat_id=KARIM, now=NOW)
    return str(row["code"])


def speak(tx: Transaction, vacancy: str) -> list[str]:
    """Let the host speak; return what was written down, the newest first."""
    helene: Staff | None = staff.find(tx, HELENE)
    assert [one.name for one in speak_for_host.hosts_of(tx, helene)] == ["Fonderie Brasdefer"]
    speak_for_host.close(tx, helene, vacancy, now=NOW)
    speak_for_host.renew(tx, helene, vacancy, 30, tz=PARIS, now=NOW)
    return [act.action.value for act in audit.latest(tx, limit=5)]


async def test_both_sides_write_speak_and_are_forgotten(postgres_url: str) -> None:
    database = await PostgresDatabase.open(postgres_url)
    vacancy = await database.write(fill)
    assert await database.read(partial(hiring.anybody_hires, now=NOW))
    await database.write(partial(exchange, vacancy=vacancy))
    words = await database.read(partial(interests.of_person, chat_id=KARIM))
    assert [(one.words, one.from_host) for one in words] == [
        ("Bonjour", False),
        ("Venez", True),
        ("Merci", False),
    ]
    ended = NOW + timedelta(days=7)
    assert await database.write(partial(ask_hosts, now=NOW)) == 0
    assert await database.write(partial(ask_hosts, now=ended)) == 1
    assert await database.write(partial(ask_hosts, now=ended)) == 0
    done = await database.write(partial(speak, vacancy=vacancy))
    assert set(done) == {"vacancy_renew", "vacancy_close"}
    await database.write(partial(forget, chat_id=KARIM, now=NOW))
    assert await database.read(partial(interests.of_person, chat_id=KARIM)) == []
    await database.write(partial(tidy_up, now=NOW + timedelta(days=31)))
    await database.close()
