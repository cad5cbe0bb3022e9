"""Answer who is hiring, from what hosts declared and nothing else."""

from datetime import datetime

from bot.domain.vacancies import Answer, JobQuestion
from storage.database import Transaction

SHOWN = 24  # vacancies of one group


def find_vacancies(
    tx: Transaction, question: JobQuestion, now: datetime, *, most: int = SHOWN
) -> Answer:
    """Return the live vacancies that answer, the exact job in its place first."""
    return Answer(question=question, groups=(), traders=(), loosenings=())
