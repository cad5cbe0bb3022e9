"""Which heading of a table means which column: French or English, any case, any accents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.programme.cells import written
from bot.programme.refusals import MissingColumns
from bot.programme.rows import Cell
from bot.programme.text import clean, fold

REQUIRED = ("host", "title", "sector", "territory", "city", "starts", "ends", "capacity")

# Folded spellings; `day` is ours: a date in one column, hours in `starts` and `ends`.
_NAMES = {
    "host": "host|hote|entreprise|societe|company|organisme|structure|etablissement|organisateur"
    "|nom de l entreprise|raison sociale",
    "title": "title|titre|intitule|visite|nom de la visite|evenement|nom de l evenement|event"
    "|visit",
    "sector": "sector|secteur|secteur d activite|filiere|branche|industry",
    "territory": "territory|territoire|departement|department|region|bassin|bassin d emploi"
    "|cite des metiers",
    "city": "city|ville|commune|town|localite",
    "starts": "starts|start|debut|date debut|date de debut|date et heure de debut|debut le"
    "|heure de debut|heure debut|begin|begins|commence|horaire de debut|date et heure"
    "|debut date et heure|start time",
    "ends": "ends|end|fin|date fin|date de fin|date et heure de fin|fin le|heure de fin|heure fin"
    "|finit|horaire de fin|fin date et heure|end time",
    "day": "date|jour|day|date de la visite",
    "capacity": "capacity|capacite|places|nombre de places|nb places|nb de places|seats|jauge"
    "|effectif max|effectif maximum|places disponibles",
    "edition": "edition|campagne|operation",
    "host_id": "host id|siret|siren|id hote|id entreprise|identifiant entreprise|numero siret",
    "format": "format|type|type de visite|type d evenement|nature",
    "description": "description|descriptif|presentation|resume|details|programme",
    "address": "address|adresse|lieu|adresse du site|rue|location|place",
    "postcode": "postcode|code postal|cp|zip|zip code|postal code",
    "lat": "lat|latitude",
    "lon": "lon|lng|long|longitude",
    "audience": "audience|public|publics|public vise|public cible|publics vises|pour qui",
    "regime": "regime|inscription|reservation|booking|inscription obligatoire"
    "|reservation obligatoire|mode d inscription",
    "opens": "opens|ouverture|ouverture des inscriptions|ouverture inscriptions"
    "|ouverture des reservations",
    "closes": "closes|cloture|cloture des inscriptions|fin des inscriptions"
    "|date limite d inscription|date limite|cloture inscriptions",
    "age_min": "age min|age minimum|age minimal|minimum age|min age",
    "group_max": "group max|groupe max|taille max du groupe|max par reservation|groupe maximum",
    "pupils_per_adult": "pupils per adult|eleves par adulte|eleves par accompagnateur|encadrement",
    "conditions": "conditions|consignes|condition d acces|conditions d acces|equipement"
    "|requirements",
    "accessibility": "accessibility|accessibilite|pmr|acces pmr",
    "language": "language|langue|langues|languages",
    "contact": "contact|courriel|email|mail|e mail|telephone|tel|phone",
    "ref": "ref|reference|id|identifiant|numero|n|uid|id creneau",
    "country": "country|pays|code pays",
    "hour_confirmed": "hour confirmed|heure confirmee|horaire confirme",
    "timezone": "timezone|time zone|tz|fuseau|fuseau horaire",
}
_COLUMN = {name: column for column, names in _NAMES.items() for name in names.split("|")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """Where each column of a table stands, and the headings nobody knows."""

    positions: dict[str, int]
    headings: dict[str, str]  # column → heading as written
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]  # headings whose column stood there before

    def require(self) -> None:
        """Refuse a table without the columns that every programme has."""
        missing = [name for name in REQUIRED if name not in self.positions]
        if missing:
            found = ", ".join([*self.headings.values(), *self.unknown]) or "—"
            raise MissingColumns(
                count=len(missing),
                columns=", ".join(missing),
                found=found if len(found) <= 400 else found[:399] + "…",
            )


def read_header(cells: Sequence[Cell]) -> Header:
    """The columns that a row of headings names; the first of two equal ones counts."""
    positions: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown: list[str] = []
    repeated: list[str] = []
    for position, cell in enumerate(cells):
        heading = clean(written(cell))[:80]
        column = _column(heading)
        if not heading:
            continue
        if column is None:
            unknown.append(heading)
        elif column in positions:
            repeated.append(heading)
        else:
            positions[column], headings[column] = position, heading
    if "starts" not in positions and "day" in positions:
        positions["starts"], headings["starts"] = positions.pop("day"), headings.pop("day")
    return Header(
        positions=positions,
        headings=headings,
        unknown=tuple(unknown),
        repeated=tuple(repeated),
    )


def _column(heading: str) -> str | None:
    without_brackets = re.sub(r"\([^()]*\)", "", heading)
    return _COLUMN.get(fold(heading)) or _COLUMN.get(fold(without_brackets))
