"""A company's queue at a job dating, for somebody who sees many companies."""

from datetime import timedelta

from bot.conversation import Step
from bot.domain.programme import Format
from bot.i18n import translator
from handlers.places import PLACES
from tests.support.situations import at, here
from tests.support.story import Story


def test_somebody_with_many_companies_walks_through_all_of_them(story: Story) -> None:
    for number in range(120):
        starts = story.now + timedelta(hours=5)
        story.slot(f"N° {number}", host=f"H{number:03}", format=Format.JOB_DATING, starts=starts)
    place, seen = at(Step.QUEUE), set[str]()
    while True:
        facts = PLACES[place.step].fetch(story.tx, here(story, place, "fr"), place.draft)
        screen = PLACES[place.step].draw(facts, place.draft, translator("fr"))
        assert len(screen.rows) < 20
        if facts.host.name in seen:
            break
        seen.add(facts.host.name)
        place = at(Step.QUEUE, queue={"host": facts.others[0].id})
    assert len(seen) == 120
