"""Shouting titles, calmed."""

import re

from bot.programme.text import plain

_KEPT = re.compile(
    r"AFPA|BTP|BTS|CAP|CCI|CDD|CDI|CEA|CFA|CIO|CMA|CNC|CNRS|CV|DRH|DUT|EDF|EPIDE|ESAT|F|FIMO|GRETA|H"
    r"|HQE|IA|IFAPME|IRT|ISO|IUT|JNI|JPO|LED|LPO|MFR|MRS|ONF|PME|PMI|PMSMP|RATP|RH|RN|SARL|SAS|SCOP"
    r"|SEEPH|SIAE|SNCF|TGV|TP|TPE|UFA|UIMM|VAE|ZA|ZAC|ZI"
    r"|(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})"  # Roman numerals
    r"|.*\d.*"  # 3D, 100%
)
_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"(?<=[^\W\dA-Z_][ '’])[^\W\d_]+|(?<=, )[^\W\d_]+")  # not a sentence's first


def shouts(title: str) -> bool:
    """Whether a title is written in capitals throughout."""
    letters = [sign for sign in title if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return len(letters) >= 8 and len(title.split()) >= 2 and capitals >= 0.8 * len(letters)


def calmed(title: str, *names: str, text: str = "") -> str:
    """The title in sentence case; acronyms keep their capitals.

    Words of `names` and words inside the sentences of `text` are spelled as they are there, with
    accents and capitals; a name that shouts itself ("THALES") gives its words one capital each.
    """
    known = _spellings(text[:4000]) | {
        plain(word): _named(word) for name in names for word in _WORD.findall(name)
    }

    def spell(found: re.Match[str]) -> str:
        word = found[0]
        if _KEPT.fullmatch(word):
            return word
        return known.get(plain(word), word.lower()) if len(word) > 2 else word.lower()

    quiet = _WORD.sub(spell, title)
    return quiet[:1].upper() + quiet[1:]


def _spellings(text: str) -> dict[str, str]:
    spelled: dict[str, str] = {}
    for word in _INSIDE.findall(text):
        if word.islower() or not word.isupper():
            key = plain(word)
            spelled[key] = word if word.islower() else spelled.get(key, word)
    return spelled


def _named(word: str) -> str:
    return word.capitalize() if word.isupper() and not _KEPT.fullmatch(word) else word
