"""France Travail's "Offres d'emploi" as rows; field names are those of its public interface."""

from collections.abc import Iterator, Mapping

import orjson

from bot.programme.refusals import MissingColumns, NestedTooDeep, Unreadable
from bot.programme.rows import Cell, Row, Source
from bot.programme.text import clean, quoted

SOURCE = "France Travail"
HEADINGS = {  # what France Travail calls what has to be there
    "host": "entreprise.nom",
    "title": "intitule",
    "contract": "typeContrat",
    "count": "nombrePostes",
    "declared": "dateCreation",
}
_LISTS = ("resultats", "offres", "results", "records", "data")
_DEPARTMENT = " - "  # `57 - METZ`
_LIKE_OFFER = ("intitule", "typeContrat", "lieuTravail", "dateCreation", "romeCode")

Record = Mapping[str, object]


def read_offers(text: str, name: str) -> Source:
    """Return the offers of a JSON document (numbered) or of JSON lines (by line).

    Raises `Unreadable`, `NestedTooDeep`, and `MissingColumns` when no record is an offer.
    """
    source = Source()
    records = list(_records(text, name))
    if records and not any(_looks_like_offer(record) for _, record in records):
        found = ", ".join(quoted(key) for key in list(records[0][1])[:30]) or "—"
        missing = ("intitule", "typeContrat", "lieuTravail")
        raise MissingColumns(count=len(missing), columns=", ".join(missing), found=found)
    for number, record in records:
        if _looks_like_offer(record):
            source.add(Row(line=number, cells=_cells(record), headings=HEADINGS))
        else:
            source.refuse(number, "programme.record_unreadable")
    return source


def _records(text: str, name: str) -> Iterator[tuple[int, Record]]:
    document = _document(text, name)
    if isinstance(document, dict):
        inner = next((document[key] for key in _LISTS if isinstance(document.get(key), list)), None)
        document = [document] if inner is None else inner
    for number, record in enumerate(document if isinstance(document, list) else [document], 1):
        yield number, record if isinstance(record, dict) else {}


def _document(text: str, name: str) -> object:
    try:
        whole: object = orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        if "depth limit" in str(wrong):
            raise NestedTooDeep(name=name) from wrong
    else:
        return whole
    try:
        return [orjson.loads(line) for line in text.split("\n") if line.strip()]
    except orjson.JSONDecodeError as wrong:
        raise Unreadable(name=name, kind="JSON") from wrong


def _looks_like_offer(record: Record) -> bool:
    return sum(key in record for key in _LIKE_OFFER) >= 2


def _cells(record: Record) -> dict[str, Cell]:
    place = _inside(record, "lieuTravail")
    host = _inside(record, "entreprise")
    origin = _inside(record, "origineOffre")
    declared = _text(record, "dateActualisation") or _text(record, "dateCreation")
    cells: dict[str, Cell] = {
        "ref": _text(record, "id"),
        "host": _text(host, "nom"),
        "title": _text(record, "intitule") or _text(record, "appellationlibelle"),
        "contract": _contract(record),
        "count": _text(record, "nombrePostes") or 1,
        "city": _city(_text(place, "libelle")),
        "lat": _text(place, "latitude"),
        "lon": _text(place, "longitude"),
        "declared": declared[:10],
        "rome": _text(record, "romeCode"),
        "description": _text(record, "description"),
        "url": _text(origin, "urlOrigine"),
        "experience": _text(record, "experienceLibelle") or _text(record, "experienceExige"),
        "beginners": _text(record, "experienceExige"),
        "accessible": _text(record, "accessibleTH"),
        "declared_by": SOURCE,
    }
    return {name: cell for name, cell in cells.items() if cell != ""}


def _contract(record: Record) -> str:
    """Return the nature where it is an apprenticeship, else the type, else what it is called."""
    nature = _text(record, "natureContrat")
    if _text(record, "alternance").lower() == "true" or nature in ("E2", "FS"):
        return "E2"
    return _text(record, "typeContrat") or _text(record, "typeContratLibelle") or nature


def _city(label: str) -> str:
    name = label.partition(_DEPARTMENT)[2] if _DEPARTMENT in label else label
    name = name.partition("(")[0].strip()
    return name.title() if name.isupper() else name


def _inside(record: Record, key: str) -> Record:
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value)) if isinstance(value, str | int | float) else ""
