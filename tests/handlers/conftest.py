"""One database file for all screens; what a test does there is taken back."""

from collections.abc import Iterator

import pytest

from tests.support.story import Story, open_story


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Make the file once."""
    story = open_story(tmp_path_factory.mktemp("screens") / "story.sqlite")
    yield story
    story.connection.close()


@pytest.fixture
def story(library: Story) -> Iterator[Story]:
    """Begin a story on Monday 16 November 2026 at nine, in Paris."""
    with library.undone():
        yield library
