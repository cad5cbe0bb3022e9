"""Alerts: told of what is new and fits, each item once, at the hours they were given."""

from dataclasses import replace

import pytest

from bot.domain.alerts import Alert, AlertGone, Cadence, TooManyAlerts, VisitSearch
from bot.domain.vacancies import JobQuestion, Spot
from bot.services.find_vacancies import find_vacancies
from bot.services.keep_alert import change_alert, keep_alert, stop_alert
from bot.services.match_alerts import match_alerts
from bot.services.send_alerts import send_alerts
from bot.understanding.jobs_question import understand_jobs
from tests.support.hiring import bring, known, settle, vacancies
from tests.support.story import Story
from tests.support.values import paris

INES, TOM = 1, 2


def watches(story: Story, search: JobQuestion | VisitSearch, who: int = INES) -> Alert:
    """Keep a search."""
    return keep_alert(story.tx, search, chat_id=who, now=story.now)


def passes(story: Story) -> None:
    """Let the keeper look once, whatever there is."""
    match_alerts(story.tx, story.now, limit=1_000)
    send_alerts(story.tx, story.now)


def told(story: Story, kind: str = "alert") -> list[int]:
    """Return who is owed a digest."""
    rows = story.rows(f"SELECT chat_id FROM delivery WHERE kind = '{kind}' ORDER BY id")
    return [row[0] for row in rows]


def asked(story: Story, text: str) -> JobQuestion:
    """Return what a text asks about jobs."""
    question = understand_jobs(text, language="fr", known=known(story), asked=True)
    assert question is not None
    return question


def test_only_what_came_after_is_new(story: Story) -> None:
    meuse = story.slot(territory="Meuse")
    territory = story.value(f"SELECT territory_id FROM slot WHERE id = {meuse}")
    watches(story, VisitSearch(territory_id=territory))
    story.now = paris(2026, 11, 16, 18, 1)
    passes(story)
    assert told(story) == []
    story.slot("Autre visite", territory="Meuse")
    story.slot("Ailleurs", territory="Moselle")
    passes(story)
    assert told(story) == [INES]
    assert story.value("SELECT COUNT(*) FROM alert_item") == 1


def test_a_visit_is_told_once_however_many_slots_it_has(story: Story) -> None:
    story.slot()
    watches(story, VisitSearch(territory_id=1))
    for day in (24, 25, 26):
        story.slot("Nouvelle", starts=paris(2026, 11, day, 9))
    story.now = paris(2026, 11, 16, 18, 1)
    passes(story)
    story.slot("Nouvelle", starts=paris(2026, 11, 27, 9))
    story.now = paris(2026, 11, 17, 18, 1)
    passes(story)
    assert told(story) == [INES]


@pytest.mark.parametrize("text", ["soudeur metz", "alternance", "cariste", "agent de maintenance"])
def test_an_alert_finds_what_asking_finds(story: Story, text: str) -> None:
    settle(story, vacancies()[0])
    question = asked(story, text)
    watches(story, question)
    match_alerts(story.tx, story.now, limit=1_000)
    bring(story, *vacancies()[1:])
    match_alerts(story.tx, story.now, limit=1_000)
    old = story.value("SELECT MIN(id) FROM vacancy")
    groups = find_vacancies(story.tx, question, story.now, most=1_000).groups
    exact = {hit.vacancy.id for group in groups for hit in group.hits if group.kind == "exact"}
    items = {row[0] for row in story.rows("SELECT item_id FROM alert_item")}
    assert items == exact - {old}


def test_a_daily_alert_speaks_once_a_day_at_its_hour(story: Story) -> None:
    story.slot()
    alert = watches(story, VisitSearch(territory_id=1))
    change_alert(story.tx, alert.id, chat_id=INES, now=story.now, hour=12)
    story.slot("Neuve")
    story.now = paris(2026, 11, 16, 11, 59)
    passes(story)
    assert told(story) == []
    story.now = paris(2026, 11, 16, 12)
    passes(story)
    story.slot("Encore")
    passes(story)
    assert told(story) == [INES]
    story.now = paris(2026, 11, 17, 12)
    passes(story)
    assert told(story) == [INES, INES]


def test_at_once_is_never_at_night(story: Story) -> None:
    story.slot()
    alert = watches(story, VisitSearch(territory_id=1))
    change_alert(story.tx, alert.id, chat_id=INES, now=story.now, cadence=Cadence.AT_ONCE)
    story.slot("Nocturne")
    story.now = paris(2026, 11, 16, 23)
    passes(story)
    assert told(story) == []
    story.now = paris(2026, 11, 17, 8)
    passes(story)
    assert told(story) == [INES]


def test_before_its_end_its_owner_is_asked_once_and_then_it_ends(story: Story) -> None:
    story.slot()
    kept, left = (
        watches(story, VisitSearch(territory_id=1)),
        watches(story, VisitSearch(territory_id=1), TOM),
    )
    story.advance(days=58)
    passes(story)
    passes(story)
    assert told(story, "alert_ends") == [INES, TOM]
    change_alert(story.tx, kept.id, chat_id=INES, now=story.now, longer=True)
    story.advance(days=3)
    passes(story)
    states = dict(story.rows("SELECT chat_id, state FROM alert"))
    assert states == {INES: "active", TOM: "expired"}
    assert left.id != kept.id


def test_the_same_search_twice_is_one_alert_and_ten_are_enough(story: Story) -> None:
    assert watches(story, VisitSearch(sector_id=1)) == watches(story, VisitSearch(sector_id=1))
    for sector in range(2, 11):
        watches(story, VisitSearch(sector_id=sector))
    with pytest.raises(TooManyAlerts):
        watches(story, VisitSearch(sector_id=11))


def test_a_search_said_in_other_words_is_the_same_alert(story: Story) -> None:
    welders = JobQuestion(words="soudeur", romes=("H2913",), spot=Spot(name="Metz", km=20))
    kept = watches(story, welders)
    town = Spot(name="Metz", km=20, in_town=True)
    assert watches(story, replace(welders, words="soudeuses", spot=town)).id == kept.id
    unknown = JobQuestion(words="licornes", unknown=("licornes",))
    assert watches(story, unknown).id != watches(story, replace(unknown, words="dragons")).id


def test_nobody_changes_or_stops_what_is_not_theirs(story: Story) -> None:
    alert = watches(story, JobQuestion(spot=Spot(territory_id=1)))
    with pytest.raises(AlertGone):
        change_alert(story.tx, alert.id, chat_id=TOM, now=story.now, hour=9)
    stop_alert(story.tx, alert.id, chat_id=TOM)
    assert story.value("SELECT state FROM alert") == "active"
    stop_alert(story.tx, alert.id, chat_id=INES)
    assert story.value("SELECT state FROM alert") == "stopped"


def test_what_comes_late_in_the_evening_waits_for_the_next_day(story: Story) -> None:
    story.slot()
    watches(story, VisitSearch(territory_id=1))
    story.slot("Tardive")
    story.now = paris(2026, 11, 16, 21)
    passes(story)
    assert told(story) == []
    story.now = paris(2026, 11, 17, 18)
    passes(story)
    assert told(story) == [INES]


@pytest.mark.parametrize("hour", [-1, 3, 22, 999])
def test_an_hour_of_the_night_that_no_key_offers_becomes_one_of_the_day(
    story: Story, hour: int
) -> None:
    story.slot()
    alert = watches(story, VisitSearch(territory_id=1))
    change_alert(story.tx, alert.id, chat_id=INES, now=story.now, hour=hour)
    story.slot("Neuve")
    story.now = paris(2026, 11, 16, 20, 59)
    passes(story)
    assert told(story) == [INES]
