"""What a search of the catalogue finds."""

from bot.domain.catalogue import Wanted
from bot.domain.programme import Audience, Regime
from storage import catalogue
from tests.support.story import Story


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
