"""The official titles of jobs."""

from collections.abc import Sequence

from storage import facts
from storage.database import Parameters, Row, Transaction

VERSION = "jobs_version"
COLUMNS = ("ogr", "title", "rome", "parent", "principal", "rare", "words", "stems")


def version(tx: Transaction) -> str:
    """Return what changes whenever a title may have changed."""
    return facts.get(tx, VERSION) or ""


def all_of_them(tx: Transaction) -> list[Row]:
    """Return every title."""
    return tx.fetch_all(f"SELECT {', '.join(COLUMNS)} FROM job ORDER BY ogr")  # noqa: S608


def keep(tx: Transaction, rows: Sequence[Parameters]) -> None:
    """Add titles, or bring them up to date; each has the columns of the table."""
    changed = ", ".join(f"{name} = :{name}" for name in COLUMNS[1:])
    tx.execute_many(
        f"""INSERT INTO job ({", ".join(COLUMNS)})
            VALUES ({", ".join(f":{name}" for name in COLUMNS)})
            ON CONFLICT (ogr) DO UPDATE SET {changed}""",  # noqa: S608
        list(rows),
    )
    facts.put(tx, VERSION, str(int(version(tx) or 0) + 1))
