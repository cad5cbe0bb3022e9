"""What somebody wants: the first intent of `intents.csv` one of whose phrases is said."""

import re
from enum import StrEnum
from functools import cache
from itertools import groupby

from bot.understanding.phrases import table
from bot.understanding.words import Said, Span


class Intent(StrEnum):
    """What a sentence asks for."""

    BOOK = "book"
    HIRING = "hiring"
    MY_VISITS = "my_visits"
    CANCEL = "cancel"
    MOVE = "move"
    CHANGE_SEATS = "change_seats"
    HELP = "help"
    LANGUAGE = "language"
    HUMAN = "human"


@cache
def _compiled() -> list[tuple[Intent, re.Pattern[str]]]:
    """Return the phrases of each run of one intent as one pattern, compiled when needed."""
    rows = groupby(table("intents.csv"), key=lambda row: row[0])
    return [
        (Intent(name), re.compile("|".join(pattern for _, pattern in said))) for name, said in rows
    ]


def intent_in(text: Said) -> tuple[Intent, Span] | None:
    """Return what is wanted, and the words that say it."""
    for intent, pattern in _compiled():
        if (found := text.find(pattern)) is not None:
            return intent, found.span
    return None
