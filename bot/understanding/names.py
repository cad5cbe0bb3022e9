"""Hosts and visits by their names: all of a name, or the words that no other name has."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.text import fold
from bot.understanding.common import COMMON, SMALL
from bot.understanding.places import Gazetteer
from bot.understanding.sectors import Sectors
from bot.understanding.spelling import Spellings
from bot.understanding.words import USED, Said, Span
from bot.understanding.world import Named, Site, World

MOST_SHARING = 3  # names: a word that more of them have names none of them
SHORTEST = 4  # letters of a word that names a host
ENOUGH_OF_TITLE = 0.6  # of a title's words have to be said
WORDS_OF_TITLE = 2
WORDS_OF_SHARED = 3  # a shorter title that several hosts share names none of them
ARTICLES = frozenset({"un", "une", "des", "de", "d", "les", "a", "the", "ein", "eine", "een"})


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name with the words of the text that speak of it."""

    words: frozenset[str]
    places: tuple[int, ...]


def _by_word(words: Mapping[Named, frozenset[str]]) -> dict[str, list[Named]]:
    names: dict[str, list[Named]] = {}
    for name, its_words in words.items():
        for word in its_words:
            names.setdefault(word, []).append(name)
    return names


class NameIndex:
    """Names of one kind by their words."""

    def __init__(self, names: Iterable[Named], weak: Callable[[str], bool]) -> None:
        """Index names; a `weak` word alone names nothing."""
        self._words: dict[Named, frozenset[str]] = {}
        self._whole: dict[str, Named | None] = {}
        for name in names:
            folded = fold(name.name)
            words = frozenset(word for word in folded.split() if word not in SMALL)
            if words:
                self._words[name] = words
                self._whole[folded] = None if folded in self._whole else name
        self._shared = Counter(word for words in self._words.values() for word in words)
        self._of = _by_word(self._words)
        self._telling = {word for word in self._shared if self._tells(word, weak)}
        self._spellings = Spellings(self._telling)
        self._longest = max((name.count(" ") + 1 for name in self._whole), default=1)
        self._weak = weak

    def whole(self, text: Said) -> tuple[Named, Span] | None:
        """Return the longest name that is said in full and isn't made of common words only."""
        texts = [word.text for word in text.words]
        for length in range(min(self._longest, len(texts)), 0, -1):
            for first in range(len(texts) - length + 1):
                name = self._whole.get(" ".join(texts[first : first + length]))
                if name is not None and self._names_by_itself(name, length):
                    return name, text.span(first, first + length)
        return None

    def telling(
        self, text: Said, enough: Callable[[_Hit, frozenset[str]], bool]
    ) -> tuple[Named, Span] | None:
        """Return the one name most of whose words are said, typing errors forgiven."""
        hits = self._hits(text)
        good = {name: hit for name, hit in hits.items() if enough(hit, self._words[name])}
        ranked = sorted(good, key=lambda name: self._rank(name, good[name]), reverse=True)
        if not ranked:
            return None
        if len(ranked) > 1 and self._rank(ranked[0], good[ranked[0]]) == self._rank(
            ranked[1], good[ranked[1]]
        ):
            return None
        places = good[ranked[0]].places
        return ranked[0], text.span(min(places), max(places) + 1)

    def is_telling(self, word: str) -> bool:
        """Tell whether a word of a name is enough to name it."""
        return word in self._telling

    def _tells(self, word: str, weak: Callable[[str], bool]) -> bool:
        rare = self._shared[word] <= MOST_SHARING
        return rare and len(word) >= SHORTEST and not weak(word)

    def _names_by_itself(self, name: Named, length: int) -> bool:
        words = self._words[name]
        return (length > 1 and len(words) > 1) or any(word in self._telling for word in words)

    def _hits(self, text: Said) -> Mapping[Named, _Hit]:
        found: dict[Named, _Hit] = {}
        for at, word in enumerate(text.words):
            meant = self._meant(word.text)
            if meant is None:
                continue
            for name in self._of[meant]:
                old = found.get(name, _Hit(frozenset(), ()))
                if not self._is_trade(name, meant, text, at):
                    found[name] = _Hit(old.words | {meant}, (*old.places, at))
        return found

    def _is_trade(self, name: Named, word: str, text: Said, at: int) -> bool:
        """Tell `une usine de batteries` from the host « Batteries Untel »."""
        first, _, rest = fold(name.name).partition(" ")
        before = text.words[at - 1].text if at else ""
        return word == first and bool(rest) and before in ARTICLES

    def _meant(self, typed: str) -> str | None:
        if typed == USED or typed in SMALL:
            return None
        if typed in self._of:
            return typed
        return None if typed in COMMON or self._weak(typed) else self._spellings.nearest(typed)

    def _rank(self, name: Named, hit: _Hit) -> tuple[int, float]:
        telling = sum(word in self._telling for word in hit.words)
        return telling, round(len(hit.words) / len(self._words[name]), 3)


def _titles(sites: Iterable[Site]) -> Iterator[Named]:
    """Yield the titles of visits: one that several hosts share once, if it says enough.

    « Forum de l'emploi industriel » stands for all visits so called; « Visite d'usine » for none.
    """
    same: dict[str, list[Named]] = {}
    for site in sites:
        same.setdefault(fold(site.title), []).append(Named(site.id, site.title))
    for title, named in same.items():
        telling = [word for word in title.split() if word not in SMALL]
        yield from named[:1] if len(telling) >= WORDS_OF_SHARED else named


class Names:
    """What sentences can name: places, sectors, hosts and visits of one catalogue."""

    def __init__(self, world: World) -> None:
        """Index a catalogue; takes some tens of milliseconds for thousands of names."""
        self.places = Gazetteer(world)
        self.sectors = Sectors(world.sectors)
        self._hosts = NameIndex(world.hosts, self._is_weak)
        self._titles = NameIndex(_titles(world.sites), self._is_weak)

    def host_in_full(self, text: Said) -> tuple[Named, Span] | None:
        """Return the host whose whole name is said."""
        return self._hosts.whole(text)

    def title_in_full(self, text: Said) -> tuple[Named, Span] | None:
        """Return the visit whose whole title is said; one word alone is rather a sector."""
        found = self._titles.whole(text)
        return found if found and " " in fold(found[0].name) else None

    def host(self, text: Said) -> tuple[Named, Span] | None:
        """Return the host of whose name a telling word is said."""

        def enough(hit: _Hit, _words: frozenset[str]) -> bool:
            return any(self._hosts.is_telling(word) for word in hit.words)

        return self._hosts.telling(text, enough)

    def title(self, text: Said) -> tuple[Named, Span] | None:
        """Return the visit of whose title most words are said."""

        def enough(hit: _Hit, words: frozenset[str]) -> bool:
            several = len(hit.words) >= min(WORDS_OF_TITLE, len(words))
            told = any(self._titles.is_telling(word) for word in hit.words)
            return several and told and len(hit.words) >= ENOUGH_OF_TITLE * len(words)

        return self._titles.telling(text, enough)

    def _is_weak(self, word: str) -> bool:
        return word in COMMON or word in self.places or self.sectors.calls(word)
