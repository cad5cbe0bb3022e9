"""What a search of the catalogue finds."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.catalogue import Wanted
from bot.domain.programme import Audience, Regime
from storage import catalogue
from tests.support.programme import slot as line
from tests.support.story import Story
from tests.support.values import NOW, paris


def found(story: Story, wanted: Wanted) -> set[str]:
    """Return the titles of the slots that fit, as lists of them tell it too."""
    slots = catalogue.slots(story.tx, wanted, story.now, limit=100)
    titles = {slot.visit.title for slot in slots}
    for nouns in (catalogue.territories, catalogue.sectors):
        assert sum(one.visits for one in nouns(story.tx, wanted, story.now)) == len(titles)
    assert sum(day.slots for day in catalogue.days(story.tx, wanted, story.now)) == len(slots)
    return titles


def test_a_slot_fits_an_audience_that_it_names_or_everybody(story: Story) -> None:
    story.slot("Lycéens", audience=frozenset({Audience.PUPILS, Audience.STUDENTS}))
    story.slot("Emploi", audience=frozenset({Audience.JOBSEEKERS}))
    story.slot("Tous", audience=frozenset({Audience.PUBLIC}))
    story.slot("Presse", audience=frozenset({Audience.PRESS}))
    assert found(story, Wanted()) == {"Lycéens", "Emploi", "Tous"}
    assert found(story, Wanted(audience=Audience.PUPILS)) == {"Lycéens", "Tous"}
    assert found(story, Wanted(audience=Audience.JOBSEEKERS)) == {"Emploi", "Tous"}
    assert found(story, Wanted(audience=Audience.PRESS)) == {"Presse", "Tous"}


def test_so_many_seats_are_left_or_there_is_nothing_to_book(story: Story) -> None:
    small = story.slot("Petite", capacity=5)
    story.slot("Grande", capacity=30)
    story.slot("Porte ouverte", regime=Regime.NONE, capacity=0)
    assert found(story, Wanted(seats=5)) == {"Petite", "Grande", "Porte ouverte"}
    story.book(7, small)
    assert found(story, Wanted(seats=4)) == {"Petite", "Grande", "Porte ouverte"}
    assert found(story, Wanted(seats=5)) == {"Grande", "Porte ouverte"}


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(Wanted(), id="anything"),
        pytest.param(Wanted(territory_id=1, sector_id=1), id="a place"),
        pytest.param(
            Wanted(territory_id=1, since=NOW, until=NOW + timedelta(days=30)), id="a time"
        ),
        pytest.param(Wanted(visit_id=1), id="a visit"),
    ],
)
def test_pages_by_key_show_every_slot_once_and_in_order(story: Story, wanted: Wanted) -> None:
    for hour in (9, 9, 9, 10, 11, 11, 15):  # several begin together
        story.slot(starts=paris(2026, 11, 24, hour), ref=story.ids.key())
    seen, after = [], None
    while page := catalogue.slots(story.tx, wanted, story.now, limit=2, after=after):
        seen += page
        after = (page[-1].starts, page[-1].id)
    assert seen == catalogue.slots(story.tx, wanted, story.now, limit=100)
    assert len({slot.id for slot in seen}) == 7


def test_a_page_after_what_comes_before_the_search_begins_with_the_search(story: Story) -> None:
    story.slot(starts=paris(2026, 11, 24, 9))
    late = story.slot("Tard", starts=paris(2026, 11, 26, 9))
    wanted = Wanted(since=paris(2026, 11, 25))
    page = catalogue.slots(story.tx, wanted, story.now, limit=8, after=(NOW, 1))
    assert [slot.id for slot in page] == [late]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Paris"])
@pytest.mark.parametrize("hour", [0, 12, 23])
def test_a_day_is_the_day_where_the_visit_is(story: Story, zone: str, hour: int) -> None:
    starts = datetime(2026, 11, 24, hour, 30, tzinfo=ZoneInfo(zone))
    story.bring(line("Biscuiterie", starts))
    days = [starts.date() + timedelta(days=by) for by in (-1, 0, 1)]
    counts = [len(catalogue.slots(story.tx, Wanted(day=day), story.now, limit=8)) for day in days]
    assert counts == [0, 1, 0]


def test_a_zone_is_that_of_what_fits_or_else_of_anything(story: Story) -> None:
    assert catalogue.zone_of(story.tx, Wanted()).key == "UTC"
    story.slot()
    assert catalogue.zone_of(story.tx, Wanted(territory_id=7)).key == "Europe/Paris"
