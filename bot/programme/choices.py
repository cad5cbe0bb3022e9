"""Formats, audiences and regimes in the words of programme files, French and English."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from bot.domain.programme import Audience, Format, Regime
from bot.programme.text import fold

_Choice = TypeVar("_Choice", bound=StrEnum)


def _words(table: dict[_Choice, str]) -> dict[_Choice, re.Pattern[str]]:
    return {choice: re.compile(rf"\b(?:{words})\b") for choice, words in table.items()}


# Matched against folded text: lower case, no accents, no punctuation.
_FORMATS = _words(
    {
        Format.JOB_DATING: r"job ?datings?|speed ?datings?|speed recruiting",
        Format.OPEN_HOUSE: r"portes? ouvertes?|jpo|open (?:house|days?|doors)",
        Format.FAIR: r"forums?|salons?|fairs?|carrefours? des metiers",
        Format.TALK: r"conferences?|tables? rondes?|debats?|webinaires?|temoignages?|talks?",
        Format.WORKSHOP: r"ateliers?|workshops?|escape games?",
        Format.EXHIBITION: r"expositions?|exhibitions?|expos?",
        Format.INTERVIEW: r"entretiens?|interviews?",
        Format.VISIT: r"visites?|visits?|visitez",
    }
)
_AUDIENCES = _words(
    {
        Audience.PUPILS: r"scolaires?|collegien(?:ne)?s?|colleges?|lyceen(?:ne)?s?|lycees?|eleves?"
        r"|pupils?|classes? de [3456](?:e|eme)|(?:en|de) classe|ecoliers?|ecoles primaires?",
        Audience.STUDENTS: r"etudiante?s?|students?|apprentie?s?|alternants?|universitaires?",
        Audience.JOBSEEKERS: r"(?:demandeurs?|demandeuses?|chercheurs?) d ?emplois?|job ?seekers?"
        r"|en recherche d ?emploi|en reconversion|jobseekers?",
        Audience.PRESS: r"presse|journalistes?|press",
        Audience.PUBLIC: r"tous|tout|(?:tous?|grand|general)? ?publics?|familles?|adultes?"
        r"|everyone|all",
    }
)
_REGIMES = _words(
    {
        Regime.OPTIONAL: r"optional|facultati(?:f|ve)|conseillee?|recommandee?|possible"
        r"|non obligatoire|pas obligatoire",
        Regime.NONE: r"none|sans (?:inscription|reservation|rendez vous|rdv)|libre|non|no|aucune?"
        r"|walk in",
        Regime.REQUIRED: r"required|obligatoire|sur (?:inscription|reservation|rendez vous|rdv)|oui"
        r"|yes|inscription|reservation",
    }
)


@lru_cache(maxsize=1024)
def read_format(text: str) -> Format | None:
    """The format named first in a text."""
    found = [
        (match.start(), choice)
        for choice, words in _FORMATS.items()
        if (match := words.search(fold(text)))
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


@lru_cache(maxsize=1024)
def read_audiences(text: str, *, loose: bool = True) -> frozenset[Audience]:
    """Every audience that a text names; not `loose`: the general public only by "… public"."""
    folded = fold(text)
    named = {choice for choice, words in _AUDIENCES.items() if words.search(folded)}
    if not loose and not re.search(r"\b(?:tous?|grand) publics?\b", folded):
        named.discard(Audience.PUBLIC)
    return frozenset(named)


@lru_cache(maxsize=1024)
def read_regime(text: str) -> Regime | None:
    """The first regime of optional, none, required that fits."""
    folded = fold(text)
    return next((choice for choice, words in _REGIMES.items() if words.search(folded)), None)
