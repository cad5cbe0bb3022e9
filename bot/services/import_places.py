"""Bring the towns that people name up to date; twice the same changes nothing."""

from bot.domain.towns import TownLine
from bot.services.import_programme import ImportReport
from storage import places, programme
from storage.database import Transaction


def import_places(tx: Transaction, lines: tuple[TownLine, ...]) -> ImportReport:
    """Add and change names of towns; nothing is ever removed."""
    stored = {
        (row["folded"], row["country"], row["lat"], row["lon"]): (
            row["name"],
            row["postcode"],
            row["population"],
        )
        for row in places.all_of_them(tx)
    }
    report = ImportReport()
    fresh = []
    for line in lines:
        known = stored.get((line.folded, line.country, line.lat, line.lon))
        if known == (line.name, line.postcode, line.population):
            report.unchanged += 1
            continue
        fresh.append(line)
        report.added += known is None
        report.changed += known is not None
    if fresh:
        places.keep(tx, fresh)
        programme.raise_version(tx)
    return report
