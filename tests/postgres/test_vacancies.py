"""Vacancies on PostgreSQL: imported, searched, closed with the same statements."""

from functools import partial

from bot.domain.vacancies import Answer
from bot.ids import RandomIds
from bot.services.browse_vacancies import hiring_families, hiring_territories
from bot.services.close_vacancy import close_vacancy
from bot.services.export_vacancies import export_vacancies
from bot.services.find_vacancies import find_vacancies
from bot.services.import_programme import import_programme
from bot.services.import_vacancies import import_vacancies
from bot.services.know_jobs import JobsKept, read_jobs
from bot.services.know_names import NamesKept
from bot.understanding.jobs_question import understand_jobs
from storage.database import Transaction
from storage.postgres import PostgresDatabase
from tests.support.hiring import programme, vacancies
from tests.support.values import NOW, PARIS

QUESTIONS = ("soudeur à 30 km de Metz", "qui recrute ?", "boulot près de Nancy", "horloger")


def fill(tx: Transaction) -> None:
    ids = RandomIds()
    import_programme(tx, programme(), tz=PARIS, ids=ids, now=NOW)
    code_of = read_jobs(tx).code_of
    import_vacancies(tx, vacancies(), tz=PARIS, code_of=code_of, ids=ids, now=NOW)


def ask(tx: Transaction, text: str) -> Answer:
    names = NamesKept().names(tx)
    question = understand_jobs(text, language="fr", known=JobsKept().names(tx, names), asked=True)
    assert question is not None
    return find_vacancies(tx, question, NOW)


async def test_the_same_questions_are_answered(postgres_url: str) -> None:
    database = await PostgresDatabase.open(postgres_url)
    await database.write(fill)
    near, whole, around, trader = [
        await database.read(partial(ask, text=text)) for text in QUESTIONS
    ]
    assert [group.count for group in near.groups] == [2, 1]
    assert whole.groups[0].count == len(vacancies())
    assert around.groups[0].hits[0].slot is not None
    assert (trader.found, len(trader.traders)) == (False, 1)
    families = await database.read(partial(hiring_families, now=NOW))
    territories = await database.read(partial(hiring_territories, now=NOW))
    assert sum(one.vacancies for one in families) == len(vacancies())
    assert {one.name for one in territories} >= {"Moselle", "Drôme", "Vosges", "Namur"}
    code = near.groups[0].hits[0].vacancy.code
    closed = await database.write(partial(close_vacancy, code=code))
    assert closed.closed
    table = await database.read(export_vacancies)
    assert len(list(table.rows)) == len(vacancies())
    await database.close()
