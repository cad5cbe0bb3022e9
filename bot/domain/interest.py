"""What somebody writes to a host about a vacancy, and what the host answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.refusals import Refusal
from bot.domain.vacancies import Vacancy

LONGEST_WORDS = 500  # characters of one message
LONGEST_NAME = 40
MOST_A_DAY = 5  # hosts one may write to within a day
MOST_WORDS_A_DAY = 20  # messages of one person within a day, answers included
A_DAY = timedelta(days=1)


class WordsTooLong(Refusal):
    """More than a message may hold; fields: most, typed (characters)."""

    message_id = "interest.too_long"


class NothingWritten(Refusal):
    """A message, or a name, without a single character to read."""

    message_id = "interest.nothing_written"


class TooManyToday(Refusal):
    """Enough for a day; fields: most."""

    message_id = "interest.too_many"


class NobodyReads(Refusal):
    """Nobody of the host, nor of its territory, reads messages here."""

    message_id = "interest.nobody_reads"


class InterestGone(Refusal):
    """What was written is erased: by its writer, or after its time."""

    message_id = "interest.gone"


class VacancyOver(Refusal):
    """The vacancy is no longer offered."""

    message_id = "interest.vacancy_over"


@dataclass(frozen=True, kw_only=True, slots=True)
class Interest:
    """Somebody who is interested in a vacancy."""

    id: int
    code: str
    chat_id: int
    vacancy: Vacancy
    territory_id: int | None  # of the vacancy
    first_name: str
    created: datetime  # UTC


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """One message of an exchange."""

    id: int
    interest: Interest
    words: str
    from_host: bool


def readable(typed: str, most: int) -> str:
    """Return what was typed without what can't be seen at its ends.

    Raises `NothingWritten` or `WordsTooLong`.
    """
    words = "".join(one for one in typed if one.isprintable() or one == "\n").strip()
    if not words:
        raise NothingWritten()
    if len(words) > most:
        raise WordsTooLong(most=most, typed=len(words))
    return words
