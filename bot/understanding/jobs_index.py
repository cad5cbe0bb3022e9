"""Titles of jobs by their words: what a phrase most likely names, as ROME codes.

A token index: a rare word counts more than a common one (IDF), an exact form more than a word of
the same family; a title of which little is left unsaid, and a code's principal title, come first.
Words that no title has are taken for the nearest one that a title has.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.jobs_words import LANGUAGES, masculine, root, sound, stem, words_of_title
from bot.understanding.spelling import Spellings, is_another

FAMILY = 0.7  # what a word of the same family counts
GUESS = 0.85  # what a mended word counts
COVER, PRECISE, HEAD, PRINCIPAL, OWN, RARE = 0.6, 0.3, 0.06, 0.04, 0.06, -0.05
OFTEN = 0.05  # for the code most of whose titles begin so
PROMISING = 0.55  # of the best match: what is looked at closely
MOST_TOKENS = 8
UNKNOWN_IDF = 9.0
SURE_TYPO = 6  # letters from which one slip is likelier than a word nobody has


@dataclass(frozen=True, slots=True)
class JobTitle:
    """One title of a job; several share a code."""

    text: str
    rome: str
    parent: str = ""  # the code of the group that neighbours share
    principal: bool = False
    rare: bool = False  # little used
    own: bool = False  # of our own list, with what people say
    language: str = "fr"
    words: tuple[str, ...] = ()  # worked out before; else they are now
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """A code with how well its best title fits, from 0 to about 1.1."""

    rome: str
    score: float
    title: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a phrase, as the titles have it."""

    word: str
    stem: str
    sure: float


@dataclass(frozen=True, slots=True)
class _Entry:
    title: JobTitle
    head: str
    weight: float


class JobIndex:
    """Titles by the stems of their words."""

    def __init__(self, titles: Iterable[JobTitle]) -> None:
        """Index titles; about a second for thirteen thousand."""
        stemmed = self._stemmed(titles)
        self._idf = _idf([stems for _, _, stems in stemmed])
        self._entries: list[_Entry] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        self._kin: dict[str, set[str]] = defaultdict(set)
        for title, words, stems in stemmed:
            self._add(title, words, stems)
        self._spellings = Spellings(self._words)
        self.parents = {one.rome: one.parent for one, _, _ in stemmed if one.parent}

    def _stemmed(
        self, titles: Iterable[JobTitle]
    ) -> list[tuple[JobTitle, Sequence[str], Sequence[str]]]:
        """Return titles with words and stems; a word has one stem, whatever the language."""
        self._words: dict[str, str] = {}
        found: list[tuple[JobTitle, Sequence[str], Sequence[str]]] = []
        for title in titles:
            words, stems = stemmed_title(title)
            pairs = zip(words, stems, strict=True)
            found.append((title, words, [self._words.setdefault(*pair) for pair in pairs]))
        return found

    def _add(self, title: JobTitle, words: Sequence[str], stems: Sequence[str]) -> None:
        if not stems:
            return
        weight = sum(self._idf[one] for one in dict.fromkeys(stems))
        number = len(self._entries)
        self._entries.append(_Entry(title, stems[0], weight))
        for one in dict.fromkeys(stems):
            self._with[one].append(number)
        for word, one in zip(words, stems, strict=True):
            self._kin[root(word)].add(one)

    def weight(self, stem_: str) -> float:
        """Return how much a stem tells; one that no title has tells most."""
        return self._idf.get(stem_, UNKNOWN_IDF)

    def kin(self, word: str) -> tuple[str, ...]:
        """Return the stems of the words of the same family, in order."""
        return tuple(sorted(self._kin.get(root(word), ())))

    def token(self, word: str, language: str = "fr") -> Token | None:
        """Return a word as titles have it, as it is, in another form, or mended."""
        if word in self._words:
            return Token(word, self._words[word], 1.0)
        for code in dict.fromkeys(("fr", language, *LANGUAGES)):
            one = stem(word, code)
            if one in self._idf:
                return Token(word, one, 1.0)
        if len(word) >= SURE_TYPO and (mended := self._heard(word) or self._mended(word, 1)):
            return mended
        if root(word) in self._kin:
            return Token(word, stem(word), FAMILY)
        return self._cut_short(word) or self._mended(word, None)

    @cached_property
    def _sounding(self) -> dict[str, str]:
        """The words by their sound, the first of each; worked out for the first typing error."""
        return {sound(word): word for word in reversed(self._words)}

    def _heard(self, word: str) -> Token | None:
        """Return the word that sounds like one: plakiste, feraileur."""
        meant = self._sounding.get(sound(word)) or self._sounding.get(sound(masculine(word)))
        return Token(meant, self._words[meant], GUESS) if meant else None

    def _cut_short(self, word: str) -> Token | None:
        """Return the word of which only the beginning was typed, where that is one of a family."""
        if len(word) < SURE_TYPO:
            return None
        longer = [one for one in self._spellings.beginning(word) if one != word]
        if len({root(one) for one in longer}) != 1:
            return None
        meant = min(longer, key=lambda one: (len(one), one))
        return Token(meant, self._words[meant], GUESS)

    def _mended(self, word: str, slips: int | None) -> Token | None:
        """Return the word that a mistyped one stands for; titles have masculine forms only."""
        meant = self._spellings.nearest(word, slips) or self._spellings.nearest(
            masculine(word), slips
        )
        if meant and is_another(word, meant):
            return None
        return Token(meant, self._words[meant], GUESS) if meant else None

    def rank(self, tokens: Sequence[Token], most: int = 10, *, missing: int = 0) -> list[Ranked]:
        """Return the codes that tokens name, the likeliest first; equal ones by code.

        `missing` words of the phrase, which nobody knows, say what it is about.
        """
        tokens = tokens[:MOST_TOKENS]
        matched = self._matched(tokens)
        if not matched:
            return []
        asked = sum(self.weight(one.stem) for one in tokens) + missing * UNKNOWN_IDF
        least = PROMISING * max(matched.values())
        best: dict[str, tuple[float, str]] = {}
        often: Counter[str] = Counter()
        heads = {tokens[0].stem, *self.kin(tokens[0].word)}
        for number, weight in matched.items():
            if weight < least:
                continue
            entry = self._entries[number]
            often[entry.title.rome] += entry.head in heads
            found = (self._score(entry, weight, asked, heads), entry.title.text)
            if found > best.get(entry.title.rome, (0.0, "")):
                best[entry.title.rome] = found
        most_often = max(often.values()) or 1
        ranked = sorted(
            Ranked(code, round(score + OFTEN * often[code] / most_often, 6), text)
            for code, (score, text) in best.items()
        )
        ranked.sort(key=lambda one: -one.score)
        return ranked[:most]

    def _matched(self, tokens: Sequence[Token]) -> dict[int, float]:
        """Return how much of the phrase each title says, by weight."""
        matched: dict[int, float] = defaultdict(float)
        for token in tokens:
            weight = self.weight(token.stem) * token.sure
            seen = self._with.get(token.stem, [])
            for number in seen:
                matched[number] += weight
            exact = set(seen)
            for kin in self.kin(token.word):
                if kin != token.stem:
                    share = min(weight, self.weight(kin)) * FAMILY
                    for number in self._with[kin]:
                        if number not in exact:
                            exact.add(number)
                            matched[number] += share
        return matched

    @staticmethod
    def _score(entry: _Entry, weight: float, asked: float, heads: set[str]) -> float:
        title = entry.title
        return round(
            COVER * min(1.0, weight / asked)
            + PRECISE * min(1.0, weight / entry.weight)
            + HEAD * (entry.head in heads)
            + PRINCIPAL * title.principal
            + OWN * title.own
            + RARE * title.rare,
            6,
        )


def stemmed_title(title: JobTitle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a title, and the stem of each."""
    if title.words:
        return title.words, title.stems
    words = words_of_title(title.text)
    return words, tuple(stem(word, title.language) for word in words)


def _idf(all_stems: Sequence[Sequence[str]]) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for stems in all_stems:
        for one in set(stems):
            counts[one] += 1
    total = len(all_stems)
    return {one: 0.5 + math.log(1 + total / count) for one, count in counts.items()}
