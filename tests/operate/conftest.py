"""A story in a database file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.story import Story, open_story


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "toctoc.sqlite"


@pytest.fixture
def story(file: Path) -> Iterator[Story]:
    """Begin a story on Monday 16 November 2026 at nine, in Paris."""
    story = open_story(file)
    story.connection.execute("PRAGMA journal_mode = WAL")
    yield story
    story.connection.close()
