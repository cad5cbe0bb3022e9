"""Whether a text names a day by its weekday alone: in a longer edition there are several such."""

from datetime import date, timedelta

from bot.understanding.dates import LANGUAGES
from bot.understanding.shapes import plain, tokenise

NARROWED_BY = """
date month year next following this morrow day fortnight weeks months later last weekend we past
until since to
"""
NARROWED = frozenset(NARROWED_BY.split())  # kinds of words that say which of them
NUMBERS = frozenset({"num", "ord"})
WEEK = timedelta(days=7)


def is_weekday_alone(text: str, day: date, today: date) -> bool:
    """Tell whether a text names the nearest such day by nothing but its weekday."""
    folded = plain(text)
    return day - today <= WEEK and any(_alone(folded, language, day) for language in LANGUAGES)


def _alone(folded: str, language: str, day: date) -> bool:
    lexicon, _ = LANGUAGES[language]
    tokens = tokenise(folded, lexicon)
    weekdays = [token.value for token in tokens if token.kind == "weekday"]
    if weekdays != [day.weekday()]:
        return False
    dated = any(token.kind in NUMBERS and token.value == day.day for token in tokens)
    return not dated and not any(token.kind in NARROWED for token in tokens)
