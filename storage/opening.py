"""Open the database that a setting names."""

from contextlib import suppress
from pathlib import Path

from storage.database import Database, StorageUnavailable
from storage.sqlite import SqliteDatabase

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


async def open_database(url: str) -> Database:
    """Open `sqlite:///path`, making the file and its folder when they are new, or a server's.

    Raises `StorageUnavailable`, `StorageDamaged` or `SchemaTooNew`.
    """
    path = sqlite_path(url)
    if path is None:
        return await _open_postgres(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # SQLite says what is wrong with it; the log takes the file's rights
        path.touch(mode=0o600)
    return await SqliteDatabase.open(path)


async def _open_postgres(url: str) -> Database:
    if not url.startswith(POSTGRES):
        raise StorageUnavailable(f"no driver for {url.partition(':')[0]}")
    try:
        from storage.postgres import PostgresDatabase  # psycopg is an extra
    except ImportError as error:
        raise StorageUnavailable("psycopg is missing: pip install 'toctoc[postgres]'") from error
    return await PostgresDatabase.open(url)


def sqlite_path(url: str) -> Path | None:
    """Return the file that a URL names, or None when it names no file."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None
