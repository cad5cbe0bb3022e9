"""A database with the newest schema, made once for a whole run and copied from then on."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from storage.migrations import migrate_sqlite


@cache
def newest_schema() -> bytes:
    """Return an empty database file, migrated from nothing."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate_sqlite(connection)
        return connection.serialize()


def put_schema(path: Path) -> None:
    """Write an empty database to a file that is not there yet."""
    if not path.exists():
        path.write_bytes(newest_schema())
        path.chmod(0o600)
