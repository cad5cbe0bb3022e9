"""Open the database that a setting names."""

from pathlib import Path

from storage.database import Database, StorageUnavailable
from storage.sqlite import SqliteDatabase

SQLITE = "sqlite:///"


async def open_database(url: str) -> Database:
    """Open `sqlite:///path`, making the file and its folder when they are new.

    Raises `StorageUnavailable`, `StorageDamaged` or `SchemaTooNew`.
    """
    path = sqlite_path(url)
    if path is None:
        raise StorageUnavailable(f"no driver for {url.partition(':')[0]}")
    path.parent.mkdir(parents=True, exist_ok=True)
    return await SqliteDatabase.open(path)


def sqlite_path(url: str) -> Path | None:
    """Return the file that a URL names, or None when it names no file."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None
