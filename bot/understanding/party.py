"""How many come: `pour 2`, `28 élèves et 3 profs`, `moi et ma sœur`, `met z'n vieren`.

`parties.csv` has the phrases, and how the numbers in each are read. Only a number that counts
people is one: dates, hours, classes (`3e`), codes and prices have no phrase there, and what looks
like one of them is out of the text before it is read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from bot.understanding.figures import in_figures
from bot.understanding.phrases import class_words, table
from bot.understanding.words import Found, Said, Span, patterns

KIN = class_words("parties.csv", "{kin}")
SEVERAL = frozenset({"mes", "nos"})
PLURAL = frozenset(
    {"friends", "kids", "mates", "amis", "amies", "potes", "copains", "copines", "enfants"}
    | {"freunde", "freunden", "kinder", "kindern", "vrienden", "kinderen", "colleagues"}
)
"""Without a number they are nobody knows how many."""
FEWER, MORE = "fewer", "more"
MOST = 999


@dataclass(frozen=True, slots=True)
class Party:
    """How many seats, and how many of them for pupils of a class and for adults with them."""

    seats: int
    pupils: int = 0
    adults: int = 0


def _number(found: Found, part: str) -> int:
    """Return a number of the phrase; where an article stands instead, one."""
    return int(found.parts.get(part, "1"))


def _class(found: Found) -> Party:
    pupils, adults = _number(found, "n"), _number(found, "adults")
    return Party(pupils + adults, pupils, adults)


def _class_and(found: Found) -> Party:
    pupils, adults = _number(found, "n"), _number(found, "adults") + _number(found, "more")
    return Party(pupils + adults, pupils, adults)


def _pupils(found: Found) -> Party:
    pupils = _number(found, "n")
    return Party(pupils, pupils)


def _kin(found: Found) -> Party | None:
    """Count the people of `moi, ma femme et mes 2 enfants`; `mes amis` is no number."""
    words, total = found.text.split(), 1
    for before, who in pairwise(words):
        if who in KIN:
            if not before.isdecimal() and (before in SEVERAL or who in PLURAL):
                return None
            total += int(before) if before.isdecimal() else 1
    return Party(total)


READINGS: dict[str, Callable[[Found], Party | None]] = {
    "class": _class,
    "class and": _class_and,
    "pupils": _pupils,
    "sum": lambda found: Party(_number(found, "n") + _number(found, "adults")),
    "kin": _kin,
    "me and": lambda found: Party(1 + _number(found, "n")),
    "seats": lambda found: Party(_number(found, "n")),
}
"""What the numbers of a phrase come to; a reading that is a number is that many."""


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    """Return the phrases of each run of one reading as one pattern: compiled when needed."""
    rows = groupby(table("parties.csv"), key=lambda row: row[0])
    return [(name, re.compile("|".join(pattern for _, pattern in said))) for name, said in rows]


def _reading(name: str) -> Callable[[Found], Party | None]:
    return READINGS[name] if not name.isdecimal() else lambda _: Party(int(name))


ADDRESS = patterns(
    (
        r"\d+ (?:(?:bis|ter) )?(?:rue|avenue|boulevard|bd|impasse|allee|chemin|route|quai|square)",
        r"\d+ place (?:d|du|de|des|la|le|saint|sainte)(?! (?:plus|moins|libre))",
    )
)
"""A number that is a house's."""


def party_in(text: Said) -> tuple[Party, Span] | None:
    """Return how many come, and the words that say it."""
    address = text.find(*ADDRESS)
    figures = in_figures(text.without(address.span) if address else text)
    for name, pattern in _compiled():
        found = figures.find(pattern) if name not in (FEWER, MORE) else None
        party = _reading(name)(found) if found is not None else None
        if found is not None and party is not None and 1 <= party.seats <= MOST:
            return party, found.span
    return None


def change_in(text: Said) -> int | None:
    """Return by how many a party grows or shrinks: `2 de moins` → -2."""
    figures = in_figures(text)
    for name, pattern in _compiled():
        if name in (FEWER, MORE) and (found := figures.find(pattern)) is not None:
            return _number(found, "n") * (-1 if name == FEWER else 1)
    return None
