"""The new time that staff write of a slot: read beside the slot's own day."""

from datetime import date, datetime
from functools import partial

import pytest

from bot.domain.changes import NoTimeNamed
from bot.services.find_slot import time_said
from storage import catalogue
from tests.support.story import Story
from tests.support.values import NOW, PARIS, paris


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        pytest.param("mardi 10h30", NOW, 24, id="its own weekday is its own day"),
        pytest.param("jeudi 10h30", NOW, 26, id="the next weekday after its day"),
        pytest.param("lundi 10h30", NOW, 23, id="the weekday before its day"),
        pytest.param("jeudi 26/11 10h30", NOW, 26, id="a date is a date"),
        pytest.param("demain 10h30", NOW, 17, id="tomorrow is tomorrow"),
        pytest.param("mardi prochain 10h30", NOW, 17, id="the next one is the next one"),
        pytest.param("mardi 10h30", paris(2026, 11, 24, 8), 24, id="on the day itself"),
        pytest.param("lundi 10h30", paris(2026, 11, 24, 8), 30, id="never a day that is over"),
    ],
)
def test_a_weekday_alone_is_the_one_nearest_to_the_slot(
    story: Story, text: str, now: datetime, day: int
) -> None:
    slot = catalogue.slot(story.tx, story.slot())
    assert slot is not None
    starts = time_said(text, slot, language="fr", now=now)["starts"]
    assert isinstance(starts, datetime)
    assert starts.astimezone(PARIS).date() == date(2026, 11, day)


@pytest.mark.parametrize("text", ["lundi 16/11 à 8h", "25h", "la porte 2"])
def test_what_names_no_time_to_come_is_refused_as_that(story: Story, text: str) -> None:
    slot = catalogue.slot(story.tx, story.slot())
    assert slot is not None
    job = partial(time_said, text, slot, language="fr", now=NOW)
    assert story.refused(NoTimeNamed, job) == {"text": text}
