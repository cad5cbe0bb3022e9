"""Words of a closed world, found by what people type for them."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

SHORT, LONG = 5, 8  # letters: below the first nothing is forgiven, from the second two slips are


def forgiven(word: str) -> int:
    """Return how many slips a typed word may have."""
    return 0 if len(word) < SHORT else 1 if len(word) < LONG else 2


def is_another(typed: str, known: str) -> bool:
    """Tell whether two letters stand for two others: cordonnier isn't a slip for cartonnier."""
    changed = sum(mine != theirs for mine, theirs in zip(typed, known, strict=False))
    return len(typed) == len(known) and OSA.distance(typed, known) > 1 and changed > 1


class Spellings:
    """An index of words or names by their first letter, which nobody gets wrong."""

    def __init__(self, known: Iterable[str]) -> None:
        """Index what is known; of two equally near, the earlier one is meant."""
        self._known = dict.fromkeys(known)
        self._by_letter: dict[str, list[str]] = {}
        for word in self._known:
            if len(word) >= SHORT - 1:
                self._by_letter.setdefault(word[0], []).append(word)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def beginning(self, typed: str) -> list[str]:
        """Return what begins as a word does of which the end is missing."""
        return [one for one in self._by_letter.get(typed[0], ()) if one.startswith(typed)]

    def nearest(self, typed: str, slips: int | None = None) -> str | None:
        """Return what a typed word stands for: itself, else the nearest within some slips."""
        if typed in self._known:
            return typed
        most = forgiven(typed) if slips is None else slips
        if not most or not typed:
            return None
        bucket = self._by_letter.get(typed[0], [])
        found = extractOne(typed, bucket, scorer=OSA.distance, score_cutoff=most)
        return found[0] if found else None
