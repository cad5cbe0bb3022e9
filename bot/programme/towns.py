"""A file of towns, as GeoNames has them: `name`, `latitude`, `longitude`, and other names."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.domain.programme import Remark
from bot.domain.text import fold
from bot.domain.towns import TownLine, TownReading
from bot.programme.cells import written
from bot.programme.csv_text import csv_rows
from bot.programme.decoding import decode
from bot.programme.kinds import load
from bot.programme.refusals import MissingColumns, NoLines
from bot.programme.rows import Cell
from bot.programme.table import read_dicts

HEADINGS = {  # ours → what files call it
    "name": ("name", "nom", "city", "town", "ville", "commune"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "country": ("country", "countrycode", "country_code", "pays"),
    "postcode": ("postcode", "code_postal", "zip"),
    "population": ("population",),
    "others": ("alt", "alternatenames", "alternate_names"),
}
NEEDED = ("name", "lat", "lon")
BETWEEN_NAMES = "|"
SHORTEST_OTHER = 4  # letters: shorter ones are codes of airports and stations


def read_towns(path: Path) -> TownReading:
    """Return the towns of a CSV file. Raises `ProgrammeRefused` for one that holds none."""
    rows = list(read_dicts(csv_rows(decode(load(path), path.name), path.name)))
    if not rows:
        raise NoLines(name=path.name)
    lines: dict[tuple[object, ...], TownLine] = {}
    refused: list[Remark] = []
    _require(rows[0][1])
    for number, cells in rows:
        row = {ours: _cell(cells, theirs) for ours, theirs in HEADINGS.items()}
        point = _point(row)
        if not row["name"] or point is None:
            refused.append(Remark(line=number, message_id="places.no_point"))
            continue
        for line in _names(row, *point):
            lines.setdefault((line.folded, line.country, line.lat, line.lon), line)
    return TownReading(lines=tuple(lines.values()), refused=tuple(refused))


def _require(cells: Mapping[str, Cell]) -> None:
    said = {heading.casefold() for heading in cells}
    missing = [name for name in NEEDED if said.isdisjoint(HEADINGS[name])]
    if missing:
        raise MissingColumns(
            count=len(missing), columns=", ".join(missing), found=", ".join(cells)[:400]
        )


def _cell(cells: Mapping[str, Cell], headings: tuple[str, ...]) -> str:
    found = (written(value) for name, value in cells.items() if name.casefold() in headings)
    return next(found, "").strip()


def _point(row: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _names(row: Mapping[str, str], lat: float, lon: float) -> Iterator[TownLine]:
    others = [other for other in row["others"].split(BETWEEN_NAMES) if _is_typed(other)]
    for called in dict.fromkeys(fold(name) for name in (row["name"], *others)):
        if called:
            yield TownLine(
                name=row["name"],
                folded=called,
                country=row["country"].upper(),
                postcode=row["postcode"],
                lat=lat,
                lon=lon,
                population=int(row["population"]) if row["population"].isdecimal() else 0,
            )


def _is_typed(name: str) -> bool:
    """Tell a name that somebody here may type from transcriptions and other scripts."""
    return len(name) >= SHORTEST_OTHER and name[0].isupper() and fold(name).isascii()
