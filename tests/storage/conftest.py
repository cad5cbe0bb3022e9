"""A story without an event loop, and a database with one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.sqlite import SqliteDatabase
from tests.support.story import Story, open_story


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Begin a story on Monday 16 November 2026 at nine, in Paris."""
    story = open_story(tmp_path / "story.sqlite")
    yield story
    story.connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name the file of the database."""
    return tmp_path / "toctoc.sqlite"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SqliteDatabase]:
    """Open a new database with a table to write notes into."""
    database = await SqliteDatabase.open(path)
    await database.write(lambda tx: tx.execute("CREATE TABLE note (text TEXT UNIQUE)"))
    yield database
    await database.close()
