"""Every vacancy as a table in the columns of the vacancies file, so that it imports back."""

from decimal import Decimal

from bot.domain.text import fold
from bot.programme.vacancies_columns import OPTIONAL, REQUIRED
from bot.tables import Cell, Table
from storage import listings
from storage.database import Row, Transaction

AS_STORED = (
    "host", "title", "city", "rome", "description", "url", "territory", "sector", "visit_ref",
    "experience", "declared_by",
)  # fmt: skip


def export_vacancies(tx: Transaction) -> Table:
    """Return the vacancies file of everything stored, closed and past ones too."""
    columns = (*REQUIRED, *OPTIONAL)
    rows = ([_line(row)[name] for name in columns] for row in listings.vacancies(tx))
    return Table(headings=columns, rows=list(rows))


def _line(row: Row) -> dict[str, Cell]:
    words: dict[str, Cell] = {name: row[name] for name in AS_STORED}
    own = "|".join((fold(row["host"]), fold(row["title"]), fold(row["city"]), row["contract"]))
    return words | {
        "contract": row["contract"],
        "count": row["openings"],
        "declared": row["declared"],
        "expires": row["expires"],
        "beginners": _yes_or_no(row["beginners"]),
        "accessible": _yes_or_no(row["accessible"]),
        "ref": "" if row["ref"] == own else row["ref"],
        "lat": _number(row["lat"]),
        "lon": _number(row["lon"]),
    }


def _yes_or_no(value: int | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _number(value: float | None) -> str:
    """Return a coordinate without exponent, and with all its digits."""
    return "" if value is None else format(Decimal(repr(value)), "f")
