"""A vacancy is filled or taken back: nobody is shown it any more."""

from bot.domain.refusals import NothingFound
from bot.domain.vacancies import Vacancy
from storage import vacancies, vacancy_rows
from storage.database import Transaction


def close_vacancy(tx: Transaction, code: str) -> Vacancy:
    """Hide a vacancy, now and for good unless it is renewed; return it. Raises `NothingFound`."""
    vacancy = vacancies.of_code(tx, code)
    if vacancy is None:
        raise NothingFound
    if not vacancy.closed:
        vacancy_rows.change(tx, vacancy.id, {"closed": 1})
        vacancies.raise_version(tx)
    return vacancies.of_ids(tx, (vacancy.id,))[vacancy.id]
