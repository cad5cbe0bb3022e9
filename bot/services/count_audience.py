"""Count whom a broadcast would go to, in which language each would read it."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.broadcast import Circle
from bot.i18n import REFERENCE, best_language, languages
from storage import recipients
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Headcount:
    """How many people are in a circle, over all and by language."""

    people: int
    languages: dict[str, int] = field(default_factory=dict)


def count_audience(tx: Transaction, circle: Circle, now: datetime) -> Headcount:
    """Count the people in a circle at this moment."""
    counted = dict.fromkeys(languages(), 0)
    for code, people in recipients.languages_of(tx, circle, now).items():
        counted[best_language((code,), REFERENCE)] += people
    read = {language: people for language, people in counted.items() if people}
    return Headcount(people=sum(read.values()), languages=read)
