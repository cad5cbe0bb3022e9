"""Postcodes, departments, streets: where a line says it takes place."""

import csv
import re
from functools import cache
from importlib.resources import files

from bot.programme.text import fold

_STREET = (
    r"rue|avenue|av|ave|boulevard|bd|bld|chemin|chem|che|route|rte|allee|allees|impasse|imp|quai"
    r"|cours|square|faubourg|fbg|lotissement|lieu dit"
    r"|zone (?:industrielle|artisanale)|zi|za|zac|rn ?\d+"
)
_IS_STREET = re.compile(
    rf"(?:\d+ ?(?:[a-d]|bis|ter|quater)? )?(?:{_STREET}|place)\b(?! des? metiers)"
)
_NUMBERED = re.compile(rf"\d+ ?(?:[a-d]|bis|ter|quater)? (?:{_STREET}|place)\b")
_TOWN = re.compile(r"\b(?:[A-Z]{1,2}-)?(\d{5}|\d{4})\s+([^\W\d_][^\d,;()\n|]{1,60})")
_COMPANY = re.compile(
    r"(?i:visite de (?:l['’]entreprise|la soci[ée]t[ée]|l['’]usine|(?:ce )?site industriel))\s+"
    r"([A-ZÀ-Ý0-9][^:,;()–|]{1,60})"
)


def is_street(name: str) -> bool:
    """Whether the name of a place is rather an address."""
    folded = fold(name)
    return bool(_NUMBERED.match(folded) or (_IS_STREET.match(folded) and len(folded.split()) > 1))


def without_town(address: str, city: str) -> str:
    """The street of an address that ends with the postcode and the town, which stand elsewhere."""
    # « 12 rue de Metz » in Metz keeps its name: only a postcode or a comma sets the town apart
    apart = r"(?:^|[\s,;–-]+)\d{4,5}[\s,]+|\s*[,;–]\s*"
    tail = re.compile(rf"(?:{apart}){re.escape(city)}\s*$", re.IGNORECASE)
    return (tail.sub("", address) if city else address).strip(" ,;")


def company_in(title: str) -> str:
    """The company that "Visite de l'entreprise X" names, or nothing."""
    found = _COMPANY.fullmatch(title.strip())
    return found[1].strip(" !.") if found else ""


def town_in(address: str) -> tuple[str, str]:
    """Postcode and town out of an address; empty where it does not say."""
    found = list(_TOWN.finditer(address))
    return (found[-1][1], " ".join(found[-1][2].split()).strip(" -")) if found else ("", "")


def department_of(postcode: str) -> str:
    """The French department of a five-digit postcode, or nothing."""
    if not re.fullmatch(r"[0-9]{5}", postcode):
        return ""
    code = postcode[:3] if postcode.startswith("97") else postcode[:2]
    if code == "20":
        code = "2A" if postcode < "20200" else "2B"
    return _departments().get(code, "")


@cache
def _departments() -> dict[str, str]:
    text = files("bot.programme").joinpath("departments.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}
