"""Words of jobs made equal: feminine and masculine, plural and singular, short and long."""

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from bot.domain.text import fold

LANGUAGES = {"fr": "french", "en": "english", "de": "german", "nl": "dutch"}
_STEMMERS = {code: snowballstemmer.stemmer(name) for code, name in LANGUAGES.items()}
SHORTEST_ROOT = 4
SHORTEST_PLURAL = 4  # letters of a stem whose s is one of many: essais

# What phones write for longer words; folded.
SHORT = {
    "tech": "technicien",
    "techni": "technicien",
    "technico": "technico",
    "maint": "maintenance",
    "prod": "production",
    "meca": "mecanicien",
    "mecano": "mecanicien",
    "elec": "electricien",
    "elect": "electricien",
    "electro": "electromecanicien",
    "info": "informatique",
    "log": "logistique",
    "op": "operateur",
    "ope": "operateur",
    "oper": "operateur",
    "cond": "conducteur",
    "resp": "responsable",
    "ing": "ingenieur",
    "inge": "ingenieur",
    "prepa": "preparateur",
    "cdes": "commandes",
    "cde": "commandes",
    "manut": "manutentionnaire",
    "compta": "comptable",
    "secretariat": "secretaire",
    "auto": "automobile",
    "agro": "agroalimentaire",
    "alim": "alimentaire",
    "ind": "industriel",
    "indus": "industriel",
    "bat": "batiment",
    "dev": "developpeur",
    "admin": "administratif",
    "assist": "assistant",
    "chaud": "chaudronnier",
    "labo": "laboratoire",
    "emb": "emballage",
    "fab": "fabrication",
    "pl": "poids lourd",
    "spl": "poids lourd",
    "camion": "poids lourd",
    "camions": "poids lourd",
    "vl": "leger",
    "clarkiste": "cariste",
    "clark": "cariste",
    "fenwick": "cariste",
    "electromeca": "electromecanicien",
    "electrotech": "electrotechnicien",
    "patiss": "patissier",
    "plomb": "plombier",
    "infirm": "infirmier",
    "inf": "infirmier",
    "ash": "agent service hospitalier",
    "ide": "infirmier",
    "3e": "troisieme",
    "3eme": "troisieme",
    "3ieme": "troisieme",
    "tp": "travaux publics",
    "rh": "ressources humaines",
    "helpdesk": "support informatique",
    "hotline": "support informatique",
    "fullstack": "full stack",
    "cnc": "commande numerique",
    "cn": "commande numerique",
}
_SMALL = """
a au aux avec ce ces d dans de des du en et h f hf fh hfx m w x mf mw mwd d l la le les ou par pour
s sans son sur un une the an and at by for in of on or to with und oder im in der die das ein eine
een van voor met het te op bei als zum zur
"""
SMALL = frozenset(_SMALL.split())

# Her form written as an ending of his: Technicien(ne), Électromécanicien·ne, opérateur/trice.
HER_END = re.compile(
    r"(?<=\w)(?:\([^\W\d]{1,6}\)(?:s\b|\(s\))?"
    r"|[·•./](?:e|ne|se|te|ve|sse|le|trice|rice|ère|ere|ière|iere|euse|ienne)(?:[·•.]s)?\b)",
    re.IGNORECASE,
)

# Feminine endings to masculine ones, the longest first; on folded words.
_FEMININE = (
    (re.compile(r"(?<=\w\w)trices?$"), "teur"),
    (re.compile(r"(?<=\w\w)euses?$"), "eur"),
    (re.compile(r"(?<=\w\w)ieres?$"), "ier"),
    (re.compile(r"(?<=\w\w)iennes?$"), "ien"),
    (re.compile(r"(?<=\w\w\w)eres?$"), "er"),
    (re.compile(r"(?<=\w\w)onnes?$"), "on"),
    (re.compile(r"(?<=\w)effes?$"), "ef"),
    (re.compile(r"(?<=\w\w)tives?$"), "tif"),
    (re.compile(r"(?<=\w\w)eures?$"), "eur"),
    (re.compile(r"(?<=\w\w\w)aires?$"), "aire"),
    (re.compile(r"(?<=\w\w\w)antes?$"), "ant"),
    (re.compile(r"(?<=\w\w\w)entes?$"), "ent"),
    (re.compile(r"(?<=\w\w\w)ees?$"), "e"),
)
WORKER = re.compile(
    r"(?:eurs?|euses?|iers?|ieres?|istes?|iens?|iennes?|trices?|ers?|ors?|ants?|antes?|aires?|cons?"
    r"|sses?|in|innen)$"
)
# What stands at the end of words of one family: soudeur, soudure, soudage.
_ENDING = re.compile(
    r"(?:ements?|ations?|iciens?|iennes?|iens?|eries?|istes?|ages?|ures?|eurs?|iers?|ites?|iques?"
    r"|ants?|ents?|ers?|ees?|es?|s)$"
)


@lru_cache(maxsize=65_536)
def stem(word: str, language: str = "fr") -> str:
    """Return what a folded word has in common with its other forms."""
    if language != "fr":
        return str(_STEMMERS[language].stemWord(word))
    found = str(_STEMMERS["fr"].stemWord(masculine(word)))
    return found.removesuffix("s") if len(found) > SHORTEST_PLURAL else found


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """Return what words of one family share, or the word where too little would be left."""
    he = masculine(word)
    bare = _ENDING.sub("", he)
    return bare if len(bare) >= SHORTEST_ROOT else he


def is_worker(words: str) -> bool:
    """Tell whether words call somebody by their job (soudeuse), not what is done (soudure)."""
    first = fold(words).partition(" ")[0]
    return WORKER.search(first) is not None


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a title that tell something, each once, short ones in full."""
    return tuple(dict.fromkeys(word for piece in text.split() for word in _telling(piece)))


@lru_cache(maxsize=65_536)
def _telling(piece: str) -> tuple[str, ...]:
    """Return the words of a piece of text without spaces: `d'arc` → `arc`."""
    said = (word for word in fold(HER_END.sub("", piece)).split() if word not in SMALL)
    words = (word for one in said for word in SHORT.get(one, one).split())
    return tuple(word for word in words if not word.isdecimal())


def words_of_title(text: str) -> tuple[str, ...]:
    """Return the words of a title such as `Soudeur / Soudeuse à l'arc`, no form twice."""
    first, slash, second = text.partition(" / ")
    words = words_of(first)
    if not slash:
        return words
    more = (word for word in words_of(second) if masculine(word) not in words)
    return tuple(dict.fromkeys((*words, *more)))


# What sounds alike, the longest first: plakiste is heard as plaquiste, sekretaire as secrétaire.
_SOUNDS = (
    (re.compile(r"(\w)\1+"), r"\1"),
    (re.compile(r"eaux?|aux?"), "o"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu|q|c(?=[aoulrnkst]|$)|ck"), "k"),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"ai|ei"), "e"),
    (re.compile(r"[ae](?=[nm][^aeiou])"), "a"),
    (re.compile(r"m(?=[bp])"), "n"),
    (re.compile(r"(?<=\w\w\w)[est]+$"), ""),
)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return a folded word as it is heard, so that spellings of one sound are equal."""
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


@lru_cache(maxsize=65_536)
def masculine(word: str) -> str:
    """Return the masculine form of a folded French word, itself where it has none."""
    for ending, ended in _FEMININE:
        changed, found = ending.subn(ended, word)
        if found:
            return changed
    return word
