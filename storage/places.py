"""Towns that people name in sentences."""

from collections.abc import Sequence

from bot.domain.towns import TownLine
from storage.database import Parameters, Row, Transaction

COLUMNS = "name, folded, country, postcode, lat, lon, population"


def all_of_them(tx: Transaction) -> list[Row]:
    """Return every name of every town, larger towns first."""
    return tx.fetch_all(f"SELECT {COLUMNS} FROM place ORDER BY population DESC, id")  # noqa: S608


def keep(tx: Transaction, lines: Sequence[TownLine]) -> None:
    """Add names of towns, or bring what is known of them up to date."""
    rows: list[Parameters] = [
        {
            "name": line.name,
            "folded": line.folded,
            "country": line.country,
            "postcode": line.postcode,
            "lat": line.lat,
            "lon": line.lon,
            "population": line.population,
        }
        for line in lines
    ]
    tx.execute_many(
        f"""INSERT INTO place ({COLUMNS})
            VALUES (:name, :folded, :country, :postcode, :lat, :lon, :population)
            ON CONFLICT (folded, country, lat, lon) DO UPDATE SET
                name = :name, postcode = :postcode, population = :population""",  # noqa: S608
        rows,
    )
