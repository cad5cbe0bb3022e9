"""Which heading of a table of vacancies means which column, in French and English."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from bot.programme.cells import written
from bot.programme.quoting import unguarded
from bot.programme.refusals import MissingColumns
from bot.programme.rows import Cell, Row, Source
from bot.programme.table import Numbered
from bot.programme.text import clean, fold

REQUIRED = ("host", "title", "contract", "count", "city", "declared", "expires")
OPTIONAL = (
    "rome", "description", "url", "territory", "sector", "experience", "accessible", "visit_ref",
    "ref", "declared_by", "lat", "lon", "beginners",
)  # fmt: skip
_NAMES = {
    "host": "host|hote|entreprise|societe|company|employeur|employer|organisme|raison sociale"
    "|nom de l entreprise",
    "title": "title|titre|intitule|poste|metier|offre|job|intitule du poste|intitule de l offre"
    "|fonction",
    "contract": "contract|contrat|type de contrat|nature du contrat|contract type",
    "count": "count|nombre|nombre de postes|nb postes|nb de postes|postes|openings|effectif",
    "city": "city|ville|commune|lieu|lieu de travail|town|localite|location",
    "declared": "declared|date|date de declaration|declare le|publie le|date de publication|posted"
    "|date de creation|mise a jour|date debut diffusion",
    "expires": "expires|expiration|date d expiration|expire le|date limite|jusqu au"
    "|valable jusqu au|date de fin|date fin diffusion|fin de validite",
    "rome": "rome|code rome|rome code|codes rome",
    "description": "description|descriptif|details|missions|detail",
    "url": "url|lien|link|site|page|fiche|lien vers l offre",
    "territory": "territory|territoire|departement|region|bassin|bassin d emploi",
    "sector": "sector|secteur|secteur d activite|filiere",
    "experience": "experience|experience exigee|experience demandee|niveau|diplome|formation",
    "accessible": "accessible|accessible th|handicap|rqth|accessibilite|ouvert aux th",
    "visit_ref": "visit ref|visite|ref visite|ref creneau|creneau|ref de la visite",
    "ref": "ref|reference|id|identifiant|numero|numero d offre|reference de l offre",
    "declared_by": "declared by|declare par|source|origine",
    "beginners": "beginners|debutants|debutant accepte|debutants acceptes",
    "lat": "lat|latitude",
    "lon": "lon|lng|long|longitude",
}
_COLUMN = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_LOOKED_AT = 15  # rows among which the headings stand


def read_vacancy_table(rows: Iterable[Numbered]) -> Source:
    """Return the rows below the headings. Raises `MissingColumns` or `TooManyLines`."""
    stream = (row for row in rows if any(cell not in (None, "") for cell in row[1]))
    top = list(islice(stream, _LOOKED_AT))
    source = Source()
    if not top:
        return source
    at = max(range(len(top)), key=lambda number: (len(_positions(top[number][1])), -number))
    positions = _positions(top[at][1])
    _require(positions, top[at][1])
    _tell(source, *top[at])
    for row in _below(chain(top[at + 1 :], stream), positions):
        source.add(row)
    return source


def _below(rows: Iterable[Numbered], positions: dict[str, tuple[int, str]]) -> Iterator[Row]:
    headings = {column: heading for column, (_, heading) in positions.items()}
    for line, cells in rows:
        named = {
            column: _bare(cells[position])
            for column, (position, _) in positions.items()
            if position < len(cells) and cells[position] not in (None, "")
        }
        yield Row(line=line, cells=named, headings=headings)


def _positions(cells: Sequence[Cell]) -> dict[str, tuple[int, str]]:
    """Return where each column stands and what it is called; the first of two equal ones."""
    found: dict[str, tuple[int, str]] = {}
    for position, cell in enumerate(cells):
        heading = clean(written(cell))[:80]
        column = _COLUMN.get(fold(heading))
        if column is not None:
            found.setdefault(column, (position, heading))
    return found


def _require(positions: dict[str, tuple[int, str]], cells: Sequence[Cell]) -> None:
    missing = [name for name in REQUIRED if name not in positions]
    if missing:
        found = ", ".join(clean(written(cell)) for cell in cells if cell) or "—"
        raise MissingColumns(count=len(missing), columns=", ".join(missing), found=found[:400])


def _tell(source: Source, line: int, cells: Sequence[Cell]) -> None:
    strange = [clean(written(cell)) for cell in cells if cell]
    strange = [heading for heading in strange if fold(heading) not in _COLUMN]
    if strange:
        listed = ", ".join(strange)[:300]
        source.warn(line, "programme.columns_ignored", count=len(strange), columns=listed)


def _bare(cell: Cell) -> Cell:
    return unguarded(cell) if isinstance(cell, str) and cell.startswith("'") else cell
