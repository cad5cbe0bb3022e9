"""Contracts, experience and yes or no, in the words and codes of files of vacancies."""

import re
from functools import lru_cache

from bot.domain.vacancies import Contract
from bot.programme.text import fold

# Matched against folded text, in this order: France Travail's codes, Le Forem's wording, ours.
_CONTRACTS = {
    Contract.APPRENTICESHIP: r"e2|fs|apprenticeship|alternan\w*|apprenti\w*"
    r"|(?:contrat )?(?:de )?professionnalisation|contrat pro|ausbildung\w*|leercontract\w*"
    r"|lehre|duaal leren|alternerend leren",
    Contract.WORK_PLACEMENT: r"work placement|stages?|stagiaires?|internships?|immersion|pfi"
    r"|plan formation insertion|formation insertion|pmsmp|observation|praktik\w*|stageplaats",
    Contract.INTERIM: r"mis|din|tti|interim\w*|mission(?: interimaire)?|temporary agency|agency"
    r"|uitzend\w*|zeitarbeit|leiharbeit|temp",
    Contract.SEASONAL: r"sai|saison\w*|seasonal|jobs? d ete|etudiante?s?|jobs? etudiants?"
    r"|jobistes?|vendanges|studentenjob|vakantiejob|ferienjob|seizoen\w*",
    Contract.CDI: r"cdi|(?:duree )?indeterminee?|permanent\w*|unbefristet\w*|onbepaalde(?: duur)?"
    r"|statutaire|titulaire|vast",
    Contract.CDD: r"cdd|ddi|cui|cae|(?:duree )?determinee?|fixed term|befristet\w*"
    r"|bepaalde(?: duur)?|tijdelijk\w*|remplacement|temporaire|nettement defini",
    Contract.OTHER: r"cce|fra|lib|rep|other|autres?|franchise|(?:profession )?liberale?|freelance"
    r"|independante?|reprise d entreprise|flexi ?jobs?|journalier|extras?|vacations?|vacataires?"
    r"|intermittente?|portage(?: salarial)?|auto entrepreneu\w*|micro entrepr\w*|contractuel\w*"
    r"|occasionnel\w*|benevol\w*",
}
_COMPILED = {one: re.compile(rf"\b(?:{words})\b") for one, words in _CONTRACTS.items()}
_BEGINNER = re.compile(
    r"^d$|debutante?s?|sans (?:diplome|experience|qualification|formation)|aucune?s?\b"
    r"|pas de diplome|tous niveaux|none|no experience|beginners?|entry level|keine|ohne|geen"
    r"|zonder|^0(?: ans?)?$|non exigee?"
)
_NO_BEGINNER = re.compile(r"debutante?s? (?:\w+ )?(?:s abstenir|non|pas|refusee?s?)")
# What lets beginners in where it stands among other words: a title, a description.
_LET_IN = re.compile(
    r"debutante?s? (?:\w+ )?(?:acceptee?s?|bienvenue?s?|admise?s?)"
    r"|(?:ouverte?s?|accessibles?) aux? debutant\w*"
    r"|sans (?:diplome|experience|qualification)"
    r"|aucune? (?:diplome|experience|qualification) \w*(?:exige|requis|demande|necessaire)\w*"
    r"|no experience (?:needed|required|necessary)|beginners welcome|quereinsteiger willkommen"
    r"|ohne (?:berufserfahrung|vorkenntnisse)|geen ervaring (?:nodig|vereist)"
)
_YES = frozenset(["oui", "yes", "true", "vrai", "1", "x", "ja", "o", "y", "accessible"])
_NO = frozenset(["non", "no", "false", "faux", "0", "nein", "nee", "n", "inaccessible"])
ROME = re.compile(r"[A-N]\d{4}")


@lru_cache(maxsize=1024)
def read_contract(text: str) -> Contract | None:
    """Return the contract that a cell names."""
    folded = fold(text)
    return next((one for one, words in _COMPILED.items() if words.search(folded)), None)


def read_beginners(text: str) -> bool | None:
    """Tell whether what is said of experience lets beginners in; None where nothing is said."""
    folded = fold(text)
    return bool(_BEGINNER.search(folded) and not _NO_BEGINNER.search(folded)) if folded else None


def lets_beginners_in(text: str) -> bool | None:
    """Tell whether a description says that beginners may come; None where it doesn't."""
    folded = fold(text)
    return True if _LET_IN.search(folded) and not _NO_BEGINNER.search(folded) else None


def read_yes(text: str) -> bool | None:
    """Return a yes or a no; None for anything else."""
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None
