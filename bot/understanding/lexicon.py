"""A language's words as a table: which phrase is a weekday, a part of the day, a "from"…"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

Row = tuple[str, int, str]
"""A kind of token, its value, and the phrases for it separated by `|`, folded."""


def counted_up(kind: str, first: int, words: str) -> tuple[Row, ...]:
    """Return rows of rising values: `num`, 2, `deux trois` → 2 for `deux`, 3 for `trois`."""
    return tuple((kind, value, word) for value, word in enumerate(words.split(), first))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row that mean one token."""

    words: tuple[str, ...]
    kind: str
    value: int


class Lexicon:
    """The phrases of a language, the longest first, and how its long words are mistyped."""

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        forgiven: str,
        kept: str = "",
        written: dict[str, str] | None = None,
    ) -> None:
        """Index the rows; `forgiven` words may have one typing error, `kept` words are none.

        `written` replaces a word by several: `vanavond` by `deze avond`.
        """
        self.words = {word for _, _, phrases in rows for word in phrases.replace("|", " ").split()}
        self._written = {word: tuple(long.split()) for word, long in (written or {}).items()}
        self._phrases: dict[str, list[Phrase]] = {}
        for kind, value, phrases in rows:
            for phrase in phrases.split("|"):
                words = tuple(phrase.split())
                self._phrases.setdefault(words[0], []).append(Phrase(words, kind, value))
        for same_start in self._phrases.values():
            same_start.sort(key=lambda phrase: -len(phrase.words))
        known = {*self._phrases, *self._written, *kept.split()}
        self._meant = {
            typed: word
            for word in forgiven.split()
            for typed in _mistyped(word)
            if typed not in known
        }

    def spelled(self, word: str) -> tuple[str, ...]:
        """Return a word as the table has it: joined words apart, typing errors mended."""
        word = self._meant.get(word, word)
        return self._written.get(word) or (word,)

    def phrase_at(self, words: Sequence[str], at: int) -> Phrase | None:
        """Return the longest phrase that starts at a position."""
        for phrase in self._phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase.words)]) == phrase.words:
                return phrase
        return None


def joined(firsts: str, seconds: str) -> dict[str, str]:
    """Return each pair of words written as one: `montag` and `abend` → `montagabend`."""
    return {
        first + second: f"{first} {second}"
        for first in firsts.split()
        for second in seconds.split()
    }


LONG = 7
"""From so many letters on, the last letter may be the wrong one too."""


def _mistyped(word: str) -> Iterator[str]:
    """Yield what one slip makes of a word; the first letter is never the wrong one."""
    yield word + word[-1]
    for at in range(1, len(word) - (len(word) < LONG)):
        yield word[:at] + word[at + 1 :]
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
