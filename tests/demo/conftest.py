"""A story in a database file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.story import Story, open_story


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Begin a story on Monday 16 November 2026 at nine, in Paris."""
    story = open_story(tmp_path / "story.sqlite")
    yield story
    story.connection.close()
