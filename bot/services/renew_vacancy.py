"""A host says that a vacancy is still open: it is shown again, declared anew."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.refusals import NothingFound
from bot.domain.vacancies import LONGEST_SHOWN, Vacancy
from bot.services.write_vacancy import shown_until
from storage import vacancies, vacancy_rows
from storage.database import Transaction


def renew_vacancy(
    tx: Transaction,
    code: str,
    until: date,
    *,
    tz: ZoneInfo,
    now: datetime,
    count: int | None = None,
) -> Vacancy:
    """Show a vacancy until the end of a local day, as declared today; return it.

    Never longer than `LONGEST_SHOWN` from today, nor until a day before it. Raises `NothingFound`.
    """
    vacancy = vacancies.of_code(tx, code)
    if vacancy is None:
        raise NothingFound
    today = now.astimezone(tz).date()
    last = min(max(until, today), today + LONGEST_SHOWN)
    values: dict[str, object] = {
        "declared": today.isoformat(),
        "expires": last.isoformat(),
        "closes": shown_until(last, tz),
        "closed": 0,
        "openings": count or vacancy.count,
    }
    vacancy_rows.change(tx, vacancy.id, values)
    vacancies.raise_version(tx)
    return vacancies.of_ids(tx, (vacancy.id,))[vacancy.id]
