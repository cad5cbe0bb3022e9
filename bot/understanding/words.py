"""A text as words, for everything but dates; what was used up is out of the way of the rest."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files

from bot.domain.text import fold
from bot.understanding.dates import LANGUAGES
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import NUMBERS
from bot.understanding.shapes import SHAPES

USED = "#"  # stands where something was used up
UNIT = "§"  # stands for a month or a unit of time: a number before it counts no people
SHOWN = frozenset({"word", "number"})  # other shapes are dates, clocks, codes, prices, addresses
MARKED = {  # kinds of words that only dates are made of
    **dict.fromkeys(("weekday", "day", "morrow", "part", "noon", "weekend", "greeting"), USED),
    **dict.fromkeys(("month", "minutes", "hours", "days_word", "weeks", "months"), UNIT),
    **dict.fromkeys(("fortnight", "quarter", "half"), UNIT),
}
SHORTEST = 3  # letters: `j`, `we`, `am` are more often something else
Span = tuple[int, int]  # of the plain text


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the plain text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Words that mean something: where they stand, and the parts that the pattern named."""

    span: Span
    parts: dict[str, str]
    text: str = ""


@dataclass(frozen=True)
class Said:
    """The words of a text."""

    words: tuple[Word, ...]

    @cached_property
    def line(self) -> str:
        """Return the words with one space between."""
        return " ".join(word.text for word in self.words)

    def without(self, *spans: Span) -> "Said":
        """Return the same with the words of some spans used up."""
        return Said(
            tuple(replace(word, text=USED) if _within(word, spans) else word for word in self.words)
        )

    def span(self, first: int, after: int) -> Span:
        """Return where the words from one index to another stand."""
        return self.words[first].start, self.words[after - 1].end

    def find(self, *patterns: re.Pattern[str]) -> Found | None:
        """Return what the first pattern that fits found in the line."""
        line = self.line
        for pattern in patterns:
            if (found := pattern.search(line)) is not None:
                first = line.count(" ", 0, found.start())
                after = first + len(found[0].split())
                groups = found.groupdict().items()
                parts = {name.partition("_")[0]: part for name, part in groups if part}
                return Found(self.span(first, after), parts, found[0])
        return None


def said(plain: str) -> Said:
    """Return the words of a plain text; what looks like a date, a code or a price is none."""
    found = (one for one in SHAPES.finditer(plain) if one.lastgroup not in ("dash", "at"))
    return Said(
        tuple(
            Word(text, *one.span())
            for one in found
            for text in (shorthand().get(one[0], (one[0],)) if one.lastgroup in SHOWN else (USED,))
        )
    )


@cache
def shorthand() -> dict[str, tuple[str, ...]]:
    """Return what people type for short, `jpeux`, and the words that they mean."""
    text = files("bot.understanding").joinpath("shorthand.csv").read_text(encoding="utf-8")
    return {
        fold(typed): tuple(row["meant"].split())
        for row in csv.DictReader(text.splitlines(), delimiter=";")
        for typed in row["typed"].split("|")
    }


def dates_out(all_of_it: Said) -> Said:
    """Return the words without those that only dates are made of, in any language."""
    texts = [word.text for word in all_of_it.words]
    marks: dict[int, str] = {}
    for lexicon, _ in LANGUAGES.values():
        marks |= _marks(texts, lexicon)
    return Said(
        tuple(
            replace(word, text=marks.get(at, word.text)) for at, word in enumerate(all_of_it.words)
        )
    )


def _marks(texts: list[str], lexicon: Lexicon) -> dict[int, str]:
    """Return what stands instead of each word that a language makes dates of."""
    spelled = [lexicon.spelled(text)[-1] for text in texts]
    marks: dict[int, str] = {}
    for at, text in enumerate(texts):
        phrase = lexicon.phrase_at(spelled, at)
        if phrase is None or text in NUMBERS or (len(text) < SHORTEST and text != "h"):
            continue
        if phrase.kind in MARKED:
            marks |= dict.fromkeys(range(at, at + len(phrase.words)), MARKED[phrase.kind])
    return marks


def patterns(table: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Compile lines of a table; each matches whole words."""
    return tuple(re.compile(rf"(?<!\S)(?:{line})(?!\S)") for line in table)


def _within(word: Word, spans: tuple[Span, ...]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)
