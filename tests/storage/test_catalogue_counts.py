"""What triggers keep is what one would count, whatever happened; and it stays so over time."""

from random import Random

import pytest

from tests.support.counts import check_counts
from tests.support.season import Season
from tests.support.story import Story

STEPS = 120


def check_season(story: Story, season: Season) -> None:
    """Let a season go by, and count by hand now and then."""
    for number in range(STEPS):
        season.step(story.tx)
        if number % 10 == 0:
            season.pass_time()
        if number % 3 == 0:
            check_counts(story.tx, season.now)


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_one_would_count_by_hand(story: Story, seed: int) -> None:
    check_season(story, Season(Random(seed)))  # noqa: S311 - a season is drawn, not a secret
    assert story.value("SELECT COUNT(*) FROM booking") > 3


@pytest.mark.parametrize("trigger", ["slot_fills", "slot_changes", "visit_changes"])
def test_without_a_trigger_they_are_not(story: Story, trigger: str) -> None:
    story.connection.execute(f"DROP TRIGGER {trigger}")
    with pytest.raises(AssertionError):
        check_season(story, Season(Random(1)))  # noqa: S311
