"""Where: a territory, a town of a visit, any town, « près de Metz », « à 20 km de Briey »."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.domain.places import metres_between
from bot.domain.text import IN_FULL, fold
from bot.understanding.common import COMMON, SMALL
from bot.understanding.place_words import ABROAD, BEFORE, DEPARTMENT, GENERIC, HERE, departments
from bot.understanding.spelling import Spellings
from bot.understanding.words import USED, Said, Span
from bot.understanding.world import Named, Site, Town, World

NEAR_KM, IN_TOWN_KM, FARTHEST_KM = 20, 8, 300
OF_A_TERRITORY_M = 15_000  # a visit so near to a town tells the town's territory
LONGEST = 6  # words of a name
LONGEST_TYPO = 3  # words of a mistyped name
WEIGHTS = {"distance": 5, "near": 4, "minutes": 4, "at": 3, "of": 2, None: 1}
STRONG = frozenset({"distance", "near", "minutes"})
LARGE = 5_000  # people: a town that may be named without a word such as « à »
SHORTEST_SHORT = 5  # letters of the first part of a long name
WITHIN_NAME = re.compile(r" (?:les|lez|sur|sous|en|aux|la|le|devant) ")
TYPED_ALONE = 4  # letters of a town's name that stands without such a word


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """A territory, or a point with a radius in kilometres; `here`: near the person, wherever."""

    name: str = ""
    territory: Named | None = None
    lat: float | None = None
    lon: float | None = None
    km: int | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A name of the gazetteer: what it stands for, and how readily it is believed."""

    where: Where
    known: bool  # of the catalogue itself
    large: bool


class Gazetteer:
    """Every place that can be named, by its folded name."""

    def __init__(self, world: World) -> None:
        """Index territories before towns of visits before other towns, larger ones first."""
        self._spots: dict[str, Spot] = {}
        self._sites = [site for site in world.sites if site.lat is not None]
        self._territories = {one.id: one for one in world.territories}
        self._index(world)
        self._known = Spellings(name for name, spot in self._spots.items() if spot.known)
        self._all = Spellings(self._spots)
        self._longest = min(LONGEST, max((n.count(" ") + 1 for n in self._spots), default=1))

    def _index(self, world: World) -> None:
        cities = dict(self._cities(world.sites))
        towns = sorted(world.towns, key=lambda town: -town.population)
        points = {_spelled_out(town.typed): _of_town(town) for town in reversed(towns)} | cities
        for one in world.territories:
            for alias in _aliases(one.name):
                self._add(alias, _of_territory(one, points.get(alias)), known=True)
        for city, where in cities.items():
            self._add(city, where, known=True)
        for city, where in cities.items():
            self._add(_short(city), where, known=True)
        for town in towns:
            large = town.population >= LARGE
            self._add(_spelled_out(town.typed), _of_town(town), known=False, large=large)

    def __contains__(self, name: str) -> bool:
        return name in self._spots

    def find(self, text: Said) -> tuple[Where, Span] | None:
        """Return the place that is named with the strongest words for a place before it."""
        found = [*self._exact(text), *self._mistyped(text)]
        if found:
            _, where, span = max(found, key=lambda one: one[0])
            return self._in_territory(where), span
        return self._department(text) or _here(text)

    def _exact(self, text: Said) -> Iterator[tuple[float, Where, Span]]:
        words = [_spelled_out(word.text) for word in text.words]
        for first in range(len(words)):
            for length in range(min(self._longest, len(words) - first), 0, -1):
                name = " ".join(words[first : first + length])
                spot = self._spots.get(ABROAD.get(name, name)) or self._spots.get(name)
                if spot is not None and (one := self._read(text, first, length, name, spot, 1.0)):
                    yield one
                    break

    def _mistyped(self, text: Said) -> Iterator[tuple[float, Where, Span]]:
        words = [_spelled_out(word.text) for word in text.words]
        for first in range(len(words)):
            how, _ = _before(text, first)
            for length in range(min(LONGEST_TYPO, len(words) - first), 0, -1):
                name = " ".join(words[first : first + length])
                spot = self._near_miss(name, how)
                if spot and (one := self._read(text, first, length, name, spot, 0.5)):
                    yield one
                    break

    def _near_miss(self, name: str, how: str | None) -> Spot | None:
        """Return the place that a mistyped name stands for; any town only after « near »."""
        if not _may_be_typo(name, how not in (None, "of")):
            return None
        index = self._all if how in STRONG else self._known
        meant = index.nearest(name, 1 if len(name) == TYPED_ALONE else None)
        return self._spots[meant] if meant else None

    def _read(
        self, text: Said, first: int, length: int, name: str, spot: Spot, sure: float
    ) -> tuple[float, Where, Span] | None:
        """Return a place with how sure it is, unless its name is likelier a word here."""
        how, parts = _before(text, first)
        whole = spot.known and len(text.words) == length
        if not whole and not _is_believed(name, how, spot):
            return None
        score = WEIGHTS[how] * sure + spot.known + length / 10
        return score, _ranged(spot.where, how, parts), text.span(first, first + length)

    def _department(self, text: Said) -> tuple[Where, Span] | None:
        found = text.find(DEPARTMENT)
        if found is None:
            return None
        code = next(
            word.text
            for word in text.words
            if found.span[0] <= word.start < found.span[1] and word.text.isdecimal()
        )
        spot = self._spots.get(departments().get(code, code))
        if spot is not None and spot.known:
            return spot.where, found.span
        for one in self._territories.values():
            if code in fold(one.name).split():
                return Where(name=one.name, territory=one), found.span
        return None

    def _in_territory(self, where: Where) -> Where:
        """Add the territory of the nearest visit to a point that has none."""
        if where.territory is not None or where.lat is None or where.lon is None:
            return where
        away = [
            (metres_between(where.lat, where.lon, site.lat or 0, site.lon or 0), site.territory)
            for site in self._sites
        ]
        metres, territory = min(away, default=(OF_A_TERRITORY_M + 1, 0))
        near = self._territories.get(territory) if metres <= OF_A_TERRITORY_M else None
        return replace(where, territory=near)

    def _cities(self, sites: Iterable[Site]) -> Iterator[tuple[str, Where]]:
        seen: dict[str, Site] = {}
        for site in sites:
            city = _spelled_out(fold(site.city))
            if city and (city not in seen or seen[city].lat is None):
                seen[city] = site
        for city, site in seen.items():
            yield (
                city,
                Where(
                    name=site.city,
                    territory=self._territories.get(site.territory),
                    lat=site.lat,
                    lon=site.lon,
                    km=IN_TOWN_KM if site.lat is not None else None,
                ),
            )

    def _add(self, name: str, where: Where, *, known: bool, large: bool = True) -> None:
        if name:
            self._spots.setdefault(name, Spot(where, known, large))


def _is_believed(name: str, how: str | None, spot: Spot) -> bool:
    """Tell a place from a common word of the same letters, by the words before it."""
    shortest = TYPED_ALONE - spot.known  # Spa, where something takes place there
    if name in COMMON or len(name) < shortest or name.isdecimal():
        return how == "near" or (spot.known and how not in (None, "of"))
    return spot.known or spot.large or how is not None


def _aliases(name: str) -> Iterator[str]:
    folded = _spelled_out(fold(name))
    yield folded
    bare = " ".join(word for word in folded.split() if not word.isdecimal())
    yield bare
    while (shorter := GENERIC.sub("", bare)) != bare:
        yield shorter
        bare = shorter


def _of_territory(one: Named, town: Where | None) -> Where:
    """Return a territory; where a town has its name, what is near it can be told, too."""
    if town is None:
        return Where(name=one.name, territory=one)
    return Where(name=one.name, territory=one, lat=town.lat, lon=town.lon)


def _of_town(town: Town) -> Where:
    return Where(name=town.name, lat=town.lat, lon=town.lon, km=IN_TOWN_KM)


def _short(city: str) -> str:
    """Return what people call a town of a long name: `vandoeuvre les nancy` → `vandoeuvre`."""
    first = WITHIN_NAME.split(city, maxsplit=1)[0]
    return first if len(first) >= SHORTEST_SHORT else ""


def _spelled_out(name: str) -> str:
    """Return a name with `st` and `ste` in full."""
    return " ".join(IN_FULL.get(word, word) for word in name.split())


def _may_be_typo(name: str, said_where: bool) -> bool:
    words = name.split()
    if any(word == USED for word in words) or words[0] in SMALL or words[-1] in SMALL:
        return False
    shortest = 4 if said_where else 6
    return len(name) >= shortest and not any(word in COMMON for word in words)


def _before(text: Said, first: int) -> tuple[str | None, dict[str, str]]:
    """Return which kind of word for a place stands before a word."""
    line = " ".join(word.text for word in text.words[max(0, first - 9) : first]) + " "
    for how, pattern in BEFORE:
        if (found := pattern.search(line)) is not None:
            return how, {name: part for name, part in found.groupdict().items() if part}
    return None, {}


def _ranged(where: Where, how: str | None, parts: dict[str, str]) -> Where:
    """Return a place with the radius that was said; a territory is one unless « near » it is."""
    if how == "distance":
        km = min(int(parts["km"]), FARTHEST_KM)
    elif how == "minutes":
        km = max(5, int(parts["min"]))
    else:
        km = NEAR_KM if how == "near" else 0
    if where.lat is None or not km:
        return where
    return replace(where, km=km)


def _here(text: Said) -> tuple[Where, Span] | None:
    found = text.find(*HERE)
    return (Where(here=True, km=NEAR_KM), found.span) if found else None
