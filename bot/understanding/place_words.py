"""The words before a place's name, and the names that places have abroad."""

import csv
import re
from functools import cache
from importlib.resources import files

from bot.domain.text import fold
from bot.understanding.words import patterns

NEAR = (
    r"(?:tout )?(?:pres|proche|a proximite|pas loin|pas tres loin|a cote|autour|aux alentours"
    r"|aux environs|alentours|environs|du cote|cote|dans le coin|pas trop loin) (?:de la|de l|de|du"
    r"|des|d)|vers|region (?:de|d)|dans la region (?:de|d)|agglo(?:meration)? (?:de|d)|bassin de"
    r"|near(?: to)?|nearby|close to|around|not far from|next to|in the (?:area|region) of"
    r"|in der nahe (?:von|der)|in der naehe von|nahe(?: bei)?|nahe von|bei|rund um|um|im raum|raum"
    r"|umgebung(?: von)?|in de buurt van|dicht ?bij|dichtbij|nabij|bij|rond(?:om)?"
    r"|in de omgeving van|omgeving|niet ver van|unweit von|nicht weit von"
)
AT = (
    r"(?:a|au|aux|en|dans (?:la|le|les|l)|sur|in|at|nach|te|naar|im|in de|in der|in den|in het"
    r"|of|depuis|from|aus|uit|von|ville de|zone de|secteur de|cote)"
)
OF = r"(?:de|d|du|des|de la|de l|of|von|van)"
DISTANCE = (
    r"(?:(?:a|dans un rayon de|rayon de|within|im umkreis von|umkreis von|binnen|in een straal van"
    r"|a moins de|moins de|jusqu a|max|maximum|within a|bis zu|op|hochstens)"
    r" )?(?:environ |max |about |etwa )?(?P<km>\d{1,3}) ?(?:km|kms|kilometres?|kilometers?|"
    r"kilometern?|bornes?)"
    r"(?: (?:maximum|max|max de))?(?: (?:de la|de l|de|du|des|d|autour de|autour d|a la ronde de"
    r"|of|from|around|von|um|rund um|van|rond|rondom|vanaf))?"
)
MINUTES = r"(?:a )?(?P<min>\d{1,2}) (?:§|mn) (?:de|d|en voiture de|of|from|von|van)"
LANDMARK = r"(?:gare|centre(?: ville)?|mairie|station|bahnhof|town|city) (?:de|d|of|von|van)"
BEFORE = (
    ("distance", re.compile(rf"(?<!\S)(?:{DISTANCE}) $")),
    (
        "near",
        re.compile(rf"(?<!\S)(?:{NEAR}) (?:la |le |les |l |the |der |het )?(?:{LANDMARK} )?$"),
    ),
    ("minutes", re.compile(rf"(?<!\S)(?:{MINUTES}) $")),
    ("at", re.compile(rf"(?<!\S)(?:{AT}) (?:la |le |les |l )?$")),
    ("of", re.compile(rf"(?<!\S)(?:{OF}) $")),
)
HERE = patterns(
    (
        r"(?:pres|proche|autour|pas loin|a cote) (?:de|d) (?:chez )?(?:moi|nous|ici)|chez moi",
        r"(?:dans le coin|a cote|a proximite|les plus proches?|la plus proche|le plus proche)$",
        r"near (?:me|us|here)|nearby|close to (?:me|us|here|home)|around (?:me|here)|closest",
        r"in meiner nahe|in der nahe(?! von)|bei mir|hier in der gegend|in unserer nahe",
        r"in mijn buurt|in de buurt(?! van)|dicht bij mij|bij mij|hier in de buurt",
    )
)
DEPARTMENT = re.compile(
    r"(?<!\S)(?:(?:(?:dans|sur) (?:le|du)|dept|dpt|dep|departement(?: du| de la)?) \d{2,3}"
    r"|le (?:3[2-9]|[4-9]\d))(?!\S)(?! [§h])"
)
GENERIC = re.compile(
    r"^(?:(?:cite|cites|maison|pole) des metiers|bassin(?: d emploi)?|departement|province|region"
    r"|provincie|provinz|pays|territoire|agglomeration|metropole|communaute|land|district|ville"
    r"|arrondissement|canton|zone) (?:de la |de l |de |du |des |d |van |von |of )?"
)
ABROAD = {  # names in other languages of what a French programme holds
    "mosel": "moselle",
    "maas": "meuse",
    "vogesen": "vosges",
    "vogezen": "vosges",
    "lothringen": "lorraine",
    "lotharingen": "lorraine",
    "elsass": "alsace",
    "elzas": "alsace",
    "namen": "namur",
    "luik": "liege",
    "luttich": "liege",
    "hennegau": "hainaut",
    "henegouwen": "hainaut",
    "bergen": "mons",
    "doornik": "tournai",
    "rijsel": "lille",
    "ryssel": "lille",
    "duinkerke": "dunkerque",
    "dunkirk": "dunkerque",
    "dunkirchen": "dunkerque",
    "diedenhofen": "thionville",
    "nanzig": "nancy",
    "strassburg": "strasbourg",
    "straatsburg": "strasbourg",
    "saargemund": "sarreguemines",
    "luxemburg": "luxembourg",
    "brussel": "bruxelles",
    "brussels": "bruxelles",
    "brussel stadt": "bruxelles",
    "hdf": "hauts de france",
    "mdm": "meurthe et moselle",
}


@cache
def departments() -> dict[str, str]:
    """Return the folded name of each French department by its number."""
    text = files("bot.programme").joinpath("departments.csv").read_text(encoding="utf-8")
    return {row["code"]: fold(row["name"]) for row in csv.DictReader(text.splitlines())}
