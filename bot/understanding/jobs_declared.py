"""The words and codes of declared vacancies, so that those, too, may be mistyped."""

from collections.abc import Iterable

from bot.understanding.jobs_index import GUESS, Token
from bot.understanding.jobs_words import root, stem
from bot.understanding.spelling import Spellings, is_another

SHORTEST_DECLARED = 6  # letters of a word that may be a mistyped word of a vacancy


class Declared:
    """What vacancies say: the stems of their titles, and their codes."""

    def __init__(self, stems: Iterable[str] = (), codes: Iterable[str] = ()) -> None:
        """Index the stems; building it is cheap, as it follows every change."""
        self._spellings = Spellings(stems)
        self._kin: dict[str, list[str]] = {}
        for one in self._spellings:
            self._kin.setdefault(root(one), []).append(one)
        self.codes = tuple(sorted(codes))

    def __contains__(self, stem_: str) -> bool:
        return stem_ in self._spellings

    def token(self, word: str) -> Token | None:
        """Return a word as vacancies have it, mended where it is mistyped."""
        own = stem(word)
        if own in self._spellings:
            return Token(word, own, 1.0)
        meant = self._spellings.nearest(own) if len(word) >= SHORTEST_DECLARED else None
        return Token(word, meant, GUESS) if meant and not is_another(own, meant) else None

    def kin(self, word: str) -> list[str]:
        """Return the stems of the words of the same family."""
        return self._kin.get(root(word), [])
