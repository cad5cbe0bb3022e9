"""Which sector is meant: by its stored name, a part of it, or a word for what is done there.

`sectors.csv` lists what people call each trade, a column a language; a stored sector has the words
of the trade that its own name speaks of, the one nearest to the name's beginning.
"""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from bot.domain.text import fold
from bot.understanding.common import COMMON, SMALL
from bot.understanding.spelling import Spellings
from bot.understanding.words import Said, Span, patterns
from bot.understanding.world import Named

LONGEST = 4  # words of a phrase
GENERAL = {"industrie", "industriel", "industrielle", "industry", "industrial", "industriell"}
SHORTEST_TYPO, LONG_TYPO = 6, 10  # letters: from the second on two slips are forgiven
COMPOUND = re.compile(
    r"(?<=\w{4})s?(?:fabrik|fabriken|betriebe?|firmen|firma|industrie|branche|werke?|unternehmen"
    r"|bedrijf|bedrijven|fabriek|fabrieken|sector)$"
)
"""What German and Dutch join to a trade: `Lebensmittelfabrik`."""
TRAVEL = patterns(
    (
        r"(?:je|tu) bois",
        r"(?:en|par|ma|notre|by|with my|mit dem|met de|per|im|mit der) (?:voitures?|auto|avion"
        r"|camion|transports?(?: en commun)?|car|train|bus|plane|bahn|zug|trein|flugzeug|"
        r"vliegtuig)",
    )
)


@cache
def trades() -> tuple[tuple[str, ...], ...]:
    """Return what people call each trade, in all languages."""
    text = files("bot.understanding").joinpath("sectors.csv").read_text(encoding="utf-8")
    return tuple(
        tuple("|".join((row["sector"], row["fr"], row["en"], row["de"], row["nl"])).split("|"))
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    )


class Sectors:
    """The stored sectors by everything they are called."""

    def __init__(self, sectors: Iterable[Named]) -> None:
        """Index names, their own words, then the words of their trades; the first to claim wins."""
        self._called: dict[str, Named] = {}
        claims = sorted(
            (claim for sector in sectors for claim in _claims(sector)), key=lambda claim: claim[0]
        )
        for _, phrase, sector in claims:
            self._called.setdefault(phrase, sector)
        self._spellings = Spellings(phrase for phrase in self._called if phrase not in COMMON)

    def find(self, text: Said) -> tuple[Named, Span] | None:
        """Return the first sector that is named, the longest phrase for it, or one mistyped."""
        texts = [word.text for word in _without_travel(text).words]
        for at in range(len(texts)):
            for length in range(min(LONGEST, len(texts) - at), 0, -1):
                sector = self._named(" ".join(texts[at : at + length]))
                if sector is not None:
                    return sector, text.span(at, at + length)
        for at, word in enumerate(texts):
            if len(word) >= SHORTEST_TYPO and word not in COMMON:
                meant = self._spellings.nearest(word, 1 if len(word) < LONG_TYPO else None)
                if meant is not None:
                    return self._called[meant], text.span(at, at + 1)
        return None

    def calls(self, word: str) -> bool:
        """Tell whether a word is one for a sector."""
        return self._named(word) is not None

    def _named(self, phrase: str) -> Named | None:
        return self._called.get(phrase) or self._called.get(COMPOUND.sub("", phrase))


def _without_travel(text: Said) -> Said:
    """Return the words without what names no sector: `en voiture`, `je bois`."""
    travel = text.find(*TRAVEL)
    return text.without(travel.span) if travel else text


def _claims(sector: Named) -> list[tuple[int, str, Named]]:
    """Return what a sector may be called, with how weak its claim is."""
    name = fold(sector.name)
    words = [word for word in name.split() if word not in SMALL]
    own = [(1, word, sector) for word in words if len(word) > 3 and word not in GENERAL]
    claims = [(0, name, sector), *own]
    for trade in trades():
        phrases = set(trade)
        place = next((at for at, word in enumerate(words) if word in phrases), None)
        if place is None and " ".join(words) in phrases:
            place = 0
        if place is not None:
            claims += [(2 + place, phrase, sector) for phrase in trade]
    return claims
