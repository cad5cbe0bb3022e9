"""Rules over rows of tokens: a pattern of kinds that reads as text, and what it comes to mean.

A pattern is kinds in a row: `from? the? num to the? num of? month year?`. `a|b` is either, `a?`
may be absent, `!a` is not followed by a, `&a>b` is by a and b, `<a` comes after a, `~a` does
not, `^` and `$` are
the ends of the message. A name in capitals is a class of kinds. Rules are tried in their order;
each rewrites what it matches.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from bot.understanding.tokens import Token

AROUND = {"!": "?!", "&": "?=", "<": "?<=", "~": "?<!"}
LETTERS: dict[str, str] = {}
"""One character per kind, so that patterns are regular expressions over a short string."""
CLASSES = {
    "N": "num ord",
    "TO": "to a au until dash",
    "AT": "at",
    "OF": "of de du in en",
    "IN": "in en",
    "FROM": "from de du since between",
    "AND": "and",
    "THE": "the du au",
    "WD": "weekday short",
    "NEXT": "next coming",
    "PAST": "past after over in",
    "SHORT": "to before",
    "COUNTED": "counted m press grade",
    "UNIT": "minutes hours days_word weeks months fortnight",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """When and in which language something is said."""

    now: datetime
    habits: frozenset[str] = field(default_factory=frozenset)

    @property
    def today(self) -> date:
        """The local day of the message."""
        return self.now.date()


Build = Callable[[Scene, Sequence[Token]], Token | None]


@dataclass(frozen=True)
class Rule:
    """A pattern and what its tokens become; None leaves them as they are."""

    text: str
    build: Build
    needed: frozenset[str]
    """One of these kinds has to be there: most rules are out of the question at once."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried: all at once are a tenth of the start."""
        return re.compile(self.text)


def letter(kind: str) -> str:
    """Return the character of a kind."""
    return LETTERS.setdefault(kind, chr(0x4E00 + len(LETTERS)))


def rules(table: Iterable[tuple[str, Build]]) -> tuple[Rule, ...]:
    """Read a table of patterns; a pattern over several lines is several rules."""
    return tuple(
        Rule("".join(_piece(word) for word in line.split()), build, _needed(line))
        for pattern, build in table
        for line in pattern.strip().splitlines()
    )


def _piece(word: str) -> str:
    if word in "^$":
        return word
    if word[0] in AROUND:
        return f"({AROUND[word[0]]}{''.join(_kinds(name) for name in word[1:].split('>'))})"
    return _kinds(word.rstrip("?")) + ("?" if word.endswith("?") else "")


def _needed(line: str) -> frozenset[str]:
    """Return the fewest kinds of which a pattern cannot do without one."""
    plain = (word for word in line.split() if word[0] not in AROUND and word[-1] not in "?^$")
    fewest = min((_kinds(word)[1:-1] for word in plain), key=lambda kinds: len(kinds))
    return frozenset(fewest)


def _kinds(names: str) -> str:
    kinds = [kind for name in names.split("|") for kind in CLASSES.get(name, name).split()]
    return "[" + "".join(letter(kind) for kind in kinds) + "]"


def reduce(tokens: list[Token], table: Sequence[Rule], scene: Scene) -> list[Token]:
    """Rewrite the tokens by each rule in turn, wherever it matches."""
    kinds = "".join(letter(token.kind) for token in tokens)
    present = set(kinds)
    for rule in table:
        if rule.needed.isdisjoint(present):
            continue
        found = rule.pattern.search(kinds)
        while found is not None:
            at, end = found.span()
            made = rule.build(scene, tokens[at:end])
            if made is not None:
                tokens = [*tokens[:at], made, *tokens[end:]]
                kinds = kinds[:at] + letter(made.kind) + kinds[end:]
                present.add(letter(made.kind))
            found = rule.pattern.search(kinds, at + 1)
    return tokens


def values(tokens: Iterable[Token], *kinds: str) -> list[int]:
    """Return the values of the tokens of some kinds, in their order."""
    return [token.value for token in tokens if token.kind in kinds]
