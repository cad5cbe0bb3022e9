"""A vacancy as it is stored: what was declared, the code and the words it is found by."""

from collections.abc import Callable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.text import fold
from bot.domain.times import at_local, to_text
from bot.domain.vacancies import VacancyLine
from bot.understanding.jobs_words import stem, words_of_title

CodeOf = Callable[[str], str]
MIDNIGHT = time()


def written(line: VacancyLine, code_of: CodeOf) -> dict[str, object]:
    """Return the columns that a line says by itself; place, host and dates to come are apart."""
    return {
        "title": line.title,
        "contract": line.contract.value,
        "openings": line.count,
        "rome": line.rome,
        "trade": line.rome or code_of(line.title),
        "description": line.description,
        "url": line.url,
        "experience": line.experience,
        "beginners": _told(line.beginners),
        "accessible": _told(line.accessible),
        "declared": line.declared.isoformat(),
        "declared_by": "" if fold(line.declared_by) == fold(line.host) else line.declared_by,
        "expires": line.expires.isoformat(),
    }


def shown_until(last_day: date, tz: ZoneInfo) -> str:
    """Return the instant at which a last day ends, as stored."""
    return to_text(at_local(last_day + timedelta(days=1), MIDNIGHT, tz))


def stems_of(title: str) -> tuple[str, ...]:
    """Return the stems by which a title is found."""
    return tuple(dict.fromkeys(stem(word) for word in words_of_title(title)))


def _told(value: bool | None) -> int | None:
    return None if value is None else int(value)
