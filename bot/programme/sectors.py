"""The sector of an event that names none: read from its keywords, then its title.

Agendas have no column for it. `sectors.csv` lists the words of each sector. The industrial ones
come first: the one with the most words in the keywords wins, the earlier row on a tie, then the
same in the title. When none is named, the first `general` row that fits ("Industrie" …), then the
agenda's own name ("Semaine de l'industrie"); what says nothing at all is under `GENERAL`.
"""

import csv
import re
from functools import cache
from importlib.resources import files

from bot.programme.text import fold

GENERAL = "Tous secteurs"

_Table = dict[str, re.Pattern[str]]


def sector_of(keywords: str, title: str, agenda: str = "") -> str:
    """The sector that the words of an event point to, `GENERAL` when they point nowhere."""
    exact, general = _sectors()
    texts = (fold(keywords), fold(title), fold(agenda))
    return (
        _most_named(exact, texts[0])
        or _most_named(exact, texts[1])
        or _first_named(general, " ".join(texts[:2]))
        or _most_named(exact, texts[2])
        or _first_named(general, texts[2])
        or GENERAL
    )


def _first_named(sectors: _Table, folded: str) -> str:
    return next((name for name, words in sectors.items() if words.search(folded)), "")


def _most_named(sectors: _Table, folded: str) -> str:
    counted = {name: len(words.findall(folded)) for name, words in sectors.items()}
    best = max(counted, key=counted.__getitem__)
    return best if counted[best] else ""


@cache
def _sectors() -> tuple[_Table, _Table]:
    text = files("bot.programme").joinpath("sectors.csv").read_text(encoding="utf-8")
    tables: dict[str, _Table] = {"exact": {}, "general": {}}
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        tables[row["kind"]][row["sector"]] = re.compile(rf"\b(?:{row['words']})\b")
    return tables["exact"], tables["general"]
