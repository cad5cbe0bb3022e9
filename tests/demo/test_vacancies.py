"""What the demo's hosts declare fits its programme, and is found."""

from datetime import date, timedelta

from bot.demo.programme import demo_lines
from bot.demo.setting_up import set_up_programme
from bot.demo.vacancies import demo_vacancies
from bot.services.find_vacancies import find_vacancies
from bot.understanding.jobs_question import understand_jobs
from tests.support.hiring import known
from tests.support.story import Story
from tests.support.values import PARIS

TODAY = date(2026, 11, 16)


def test_forty_vacancies_of_the_demos_own_hosts_are_live_and_say_who_declared_them() -> None:
    declared = demo_vacancies(TODAY)
    assert len(declared) >= 40
    assert len({one.ref for one in declared}) == len(declared)
    assert {one.host for one in declared} <= {line.host for line in demo_lines(TODAY)}
    for one in declared:
        assert one.declared < TODAY < one.expires
        assert one.expires - one.declared < timedelta(days=60)


def test_karim_finds_welding_and_the_slot_at_which_he_meets_them(story: Story) -> None:
    set_up_programme(story.tx, now=story.now, tz=PARIS, ids=story.ids)
    question = understand_jobs(
        "qui recrute des soudeurs à 40 km de Metz ?", language="fr", known=known(story)
    )
    assert question is not None
    exact = find_vacancies(story.tx, question, story.now).groups[0]
    assert {hit.vacancy.host for hit in exact.hits} == {
        "Fonderie Brasdefer",
        "Laminoirs du Val Rouge",
    }
    meeting = next(hit.slot for hit in exact.hits if hit.vacancy.host == "Fonderie Brasdefer")
    assert meeting is not None
    assert meeting.visit.host == "Fonderie Brasdefer"
