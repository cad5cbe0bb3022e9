"""Where a vacancy is: as declared, else where its host receives visits, else where its town is."""

from bot.domain.places import metres_between
from bot.domain.text import fold, fold_town
from bot.domain.vacancies import VacancyLine
from storage import programme, vacancy_rows
from storage.database import Row, Transaction

Point = tuple[float | None, float | None]


def placed(tx: Transaction, line: VacancyLine, host_id: int) -> dict[str, object]:
    """Return the columns of its place, territory and sector; what isn't known stays empty."""
    homes = vacancy_rows.homes_of(tx, host_id)
    home = _home(homes, line.city)
    city = line.city or (home["city"] if home else "")
    lat, lon = _point(tx, line, city, homes)
    return {
        "city": city,
        "folded_city": fold_town(city),
        "lat": lat,
        "lon": lon,
        "territory_id": _territory(tx, line.territory, home, city),
        "sector_id": _sector(tx, line.sector, homes),
    }


def _home(homes: list[Row], city: str) -> Row | None:
    """Return the visit in the vacancy's town; the first one where no town was said."""
    if not city:
        return homes[0] if homes else None
    return next((row for row in homes if fold_town(row["city"]) == fold_town(city)), None)


def _point(tx: Transaction, line: VacancyLine, city: str, homes: list[Row]) -> Point:
    if line.lat is not None and line.lon is not None:
        return line.lat, line.lon
    home = _home(homes, city)
    if home is not None and home["lat"] is not None:
        return home["lat"], home["lon"]
    towns = _towns(tx, city)
    if not towns:
        return None, None
    near = _nearest(towns, homes) if len(towns) > 1 else towns[0]
    return near["lat"], near["lon"]


def _towns(tx: Transaction, city: str) -> list[Row]:
    """Return the towns of a name, as it is written or with `St` in full."""
    if not city:
        return []
    return vacancy_rows.towns_called(tx, fold(city)) or vacancy_rows.towns_called(
        tx, fold_town(city)
    )


def _nearest(towns: list[Row], homes: list[Row]) -> Row:
    """Return the town of a name that is nearest to the host's visits, else the largest."""
    home = next((row for row in homes if row["lat"] is not None), None)
    if home is None:
        return towns[0]
    return min(
        towns,
        key=lambda row: metres_between(home["lat"], home["lon"], row["lat"], row["lon"]),
    )


def _territory(tx: Transaction, name: str, home: Row | None, city: str) -> int | None:
    """Return the territory that is told, else that of the host's visit or of any in the town."""
    if name:
        return programme.named(tx, "territory", fold(name), name)
    found = home["territory_id"] if home is not None else None
    return found or vacancy_rows.territory_of_town(tx, city)


def _sector(tx: Transaction, name: str, homes: list[Row]) -> int | None:
    if name:
        return programme.named(tx, "sector", fold(name), name)
    return homes[0]["sector_id"] if homes else None
