"""Know what sentences can name: read once, and again when the catalogue has changed."""

from bot.understanding.names import Names
from bot.understanding.world import Named, Site, Town, World
from storage import naming, places
from storage.database import Transaction


def read_world(tx: Transaction) -> World:
    """Return everything that has a name in the database."""
    return World(
        territories=_named(tx, "territory"),
        sectors=_named(tx, "sector"),
        hosts=_named(tx, "host"),
        sites=tuple(
            Site(
                id=row["id"],
                title=row["title"],
                host=row["host_id"],
                territory=row["territory_id"],
                city=row["city"],
                lat=row["lat"],
                lon=row["lon"],
            )
            for row in naming.sites(tx)
        ),
        towns=tuple(
            Town(
                name=row["name"],
                typed=row["folded"],
                lat=row["lat"],
                lon=row["lon"],
                population=row["population"],
            )
            for row in places.all_of_them(tx)
        ),
    )


def _named(tx: Transaction, noun: str) -> tuple[Named, ...]:
    return tuple(Named(row["id"], row["name"]) for row in naming.named(tx, noun))


class NamesKept:
    """The names of the present catalogue; one keeper serves all readers."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._kept: tuple[str, Names] | None = None

    def names(self, tx: Transaction) -> Names:
        """Return the names, read anew where the catalogue's version is another one."""
        version = naming.version(tx)
        kept = self._kept
        if kept is None or kept[0] != version:
            kept = self._kept = (version, Names(read_world(tx)))
        return kept[1]
