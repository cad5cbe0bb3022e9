"""Rules for numbers, shared by the languages: what is counted is no date, `vingt-quatre` is one."""

from collections.abc import Sequence

from bot.understanding.grammar import Scene, rules, values
from bot.understanding.tokens import Token

ALWAYS = (707, 724)
"""`7/7` and `24/7`, as dates without a year are written."""


def nothing(_: Scene, __: Sequence[Token]) -> Token | None:
    """What is counted, over, refused or repeated is no date."""
    return Token("unknown")


def always_open(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`ouvert 24/7`, `7/7` → always, not in July."""
    written = next(token.value for token in tokens if token.kind == "date")
    return Token("unknown") if written in ALWAYS else None


def weekday(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """An abbreviation that stands where only a weekday can is one."""
    return Token("weekday", values(tokens, "short")[0])


def weekend(_: Scene, __: Sequence[Token]) -> Token | None:
    """`ce we` is a week-end; `we` alone is English."""
    return Token("weekend")


def september(_: Scene, __: Sequence[Token]) -> Token | None:
    """`sept` counts hours or days, else it is the month."""
    return Token("month", 9)


def seven(_: Scene, __: Sequence[Token]) -> Token | None:
    """`sept heures` → seven."""
    return Token("num", 7)


def sum_of(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`vingt-quatre`, `twenty first` → 24, 21."""
    total, last = tokens[0].value + tokens[-1].value, tokens[-1]
    kind = "ord" if last.kind == "ord" else "num"
    return Token(kind, total, last.text) if last.value < 10 else None


def tens(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`trente` → 30."""
    return Token("num", tokens[0].value)


FIGURES = rules(
    (
        ("tens and? num|ord|one", sum_of),
        ("tens", tens),
        ("sept &hours|days_word|weeks|months|minutes", seven),
        ("sept", september),
        ("we &next|following\n this|THE we", weekend),
        ("the? greeting", nothing),
        ("wish weekday|weekend $\n wish weekday|weekend a|for|to unknown", nothing),
        ("title weekday|month|day|part|short !num|ord|clock|next|a|at|noon|part", nothing),
        (
            "shift du|de part\n press THE|of|de? part|weekday\n weekday|part press|title"
            "\n press the day",
            nothing,
        ),
        ("dial the? num", nothing),
        ("born on|in|the|de? one? weekday|month\n on? one weekday born\n weekday born", nothing),
        ("gone at? clock\n clock unknown? unknown? gone\n gone num hours", nothing),
        ("<unknown date $\n <unknown date unknown\n ^ date unknown\n either date", always_open),
        ("num|one|ord TO|AND|or num|one COUNTED\n ~hours num num COUNTED\n num COUNTED", nothing),
        (
            "~AND|TO|clock|num num on num !month|N\n one|ord|either|big COUNTED"
            "\n  ~on|THE|weekday|short date|dots COUNTED"
            "\n m weekday|month|day !num|ord|clock",
            nothing,
        ),
        (
            "N? street of|de|du? num|ord month?\n a|at? num unknown? street\n N month? street",
            nothing,
        ),
    )
)
COUNTS = rules(
    (
        ("for|being num !month|of", nothing),
        ("number|grade num|date|ord", nothing),
    )
)
