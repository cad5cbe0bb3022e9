"""Which visits speak of a job: hosts that have the trade, whether or not they hire."""

from collections.abc import Iterable, Sequence

from bot.domain.text import fold
from bot.understanding.common import COMMON
from bot.understanding.jobs_words import SMALL, masculine, root

SHORTEST = 4


class Trades:
    """The visits by the words of their titles and descriptions."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        """Index visits, each with its text; words that everybody uses tell nothing."""
        self._visits: dict[str, set[int]] = {}
        for visit, text in texts:
            for word in set(fold(text).split()):
                if len(word) >= SHORTEST and word not in COMMON and word not in SMALL:
                    for sign in {masculine(word), root(word)}:
                        self._visits.setdefault(sign, set()).add(visit)

    def speaking_of(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the visits that say every word, in any form of its family."""
        found: set[int] | None = None
        for word in words:
            signs = {masculine(word), root(word)}
            visits = set().union(*(self._visits.get(sign, set()) for sign in signs))
            found = visits if found is None else found & visits
        return tuple(sorted(found or ()))
