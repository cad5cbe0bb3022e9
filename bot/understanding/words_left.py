"""The words of a sentence that nothing was made of: they may name a job."""

from bot.understanding.common import COMMON, SMALL
from bot.understanding.sentence import Meant
from bot.understanding.shapes import plain
from bot.understanding.words import UNIT, USED, dates_out, said

SHORTEST = 3  # letters
MARKS = frozenset({USED, UNIT})


def words_left(text: str, meant: Meant) -> str:
    """Return the folded words that are left, in order; a sector's word may name a job as well."""
    left = dates_out(said(plain(text))).without(*meant.used)
    words = (word.text for word in left.words)
    return " ".join(
        word for word in words if len(word) >= SHORTEST and word not in MARKS | COMMON | SMALL
    )
