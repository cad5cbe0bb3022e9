"""Figures: each counts one thing, parts are no sums, and nobody sees beyond their reach."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.programme import Regime
from bot.domain.refusals import NothingFound
from bot.domain.staff import Reach
from bot.domain.stats import By, Stats
from bot.services.count_figures import count_figures
from bot.services.intend import intend
from tests.support.programme import slot
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, EVA = 1, 2, 3


def counted_in(story: Story, **more: Any) -> Stats:
    """Count what a story has."""
    return count_figures(story.tx, **{"today": story.now.date(), **more})


def test_what_is_offered_booked_and_waited_for_is_counted(story: Story) -> None:
    biscuits = story.slot(capacity=6)
    story.slot(capacity=6, starts=paris(2026, 11, 26, 10))
    story.book(INES, biscuits, 4)
    cancelled = story.book(TOM, biscuits, 2)
    story.cancel(cancelled)
    story.book(TOM, biscuits, 2)
    story.wait(EVA, biscuits, 1)
    whole = counted_in(story, by=By.TERRITORY).whole
    assert (whole.hosts, whole.visits, whole.slots, whole.seats) == (1, 1, 2, 12)
    assert (whole.bookings, whole.booked, whole.waiting, whole.filled) == (2, 6, 1, 50)


def test_a_host_in_two_territories_counts_once_in_the_whole(story: Story) -> None:
    for territory in ("Meuse", "Moselle"):
        story.slot(f"Usine {territory}", host="Acier", territory=territory)
    counted = counted_in(story, by=By.TERRITORY)
    assert [(part.name, part.counts.hosts) for part in counted.parts] == [
        ("Meuse", 1),
        ("Moselle", 1),
    ]
    assert counted.whole.hosts == 1


def test_a_visit_on_two_days_counts_on_each_and_once_in_the_whole(story: Story) -> None:
    story.slot(starts=paris(2026, 11, 24, 14))
    story.slot(starts=paris(2026, 11, 25, 14))
    counted = counted_in(story, by=By.DAY)
    assert [(part.day.day, part.counts.visits) for part in counted.parts] == [(24, 1), (25, 1)]
    assert counted.whole.visits == 1


def test_walk_ins_are_intentions_and_never_seats(story: Story) -> None:
    zone = story.slot("Zone", regime=Regime.NONE, capacity=None)
    intend(story.tx, zone, chat_id=INES, coming=True, now=story.now)
    whole = counted_in(story, by=By.HOST).whole
    assert (whole.walk_ins, whole.seats, whole.booked, whole.filled) == (1, 0, 0, None)


def test_a_cancelled_slot_is_not_offered(story: Story) -> None:
    story.slot()
    story.connection.execute("UPDATE slot SET state = 'cancelled'")
    assert counted_in(story, by=By.SECTOR).whole.slots == 0
    assert counted_in(story, by=By.SECTOR).parts == ()


def test_hosts_are_compared_with_the_edition_before(story: Story) -> None:
    for host in ("Acier", "Bois"):
        story.slot(f"Visite {host}", host=host, edition="2025", starts=paris(2026, 11, 18, 9))
    for host in ("Acier", "Cuir", "Draps"):
        story.slot(f"Visite {host}", host=host, edition="2026", starts=paris(2026, 11, 24, 9))
    assert counted_in(story, today=date(2026, 11, 18), by=By.HOST).edition == "2025"
    counted = counted_in(story, today=date(2026, 11, 19), by=By.HOST)
    assert (counted.edition, counted.others) == ("2026", ("2025",))
    assert counted.whole.hosts == 3
    assert counted.comparison is not None
    assert (counted.comparison.before, counted.comparison.hosts_before) == ("2025", 2)
    assert counted.comparison.new == 2
    assert counted_in(story, by=By.HOST, edition="2025").comparison is None


def test_next_years_campaign_of_the_same_name_is_another_edition(story: Story) -> None:
    line = slot("Biscuiterie", paris(2026, 11, 24, 14), edition="Semaine de l'industrie")
    in_a_year = [
        replace(line, starts=paris(2027, 11, 23, 14), ends=None),
        replace(line, host="Neuve", starts=paris(2027, 11, 24, 14), ends=None),
    ]
    for lines in ([line], in_a_year, [line], in_a_year):  # the second time changes nothing
        story.bring(*lines)
    assert story.value("SELECT COUNT(*) FROM slot") == 3
    found = count_figures(story.tx, by=By.TERRITORY, today=date(2027, 11, 1))
    assert (found.edition, found.whole.hosts) == ("Semaine de l'industrie 2027", 2)
    assert found.others == ("Semaine de l'industrie",)
    compared = found.comparison
    assert compared is not None
    assert (compared.before, compared.hosts_before, compared.new) == (
        "Semaine de l'industrie",
        1,
        1,
    )


def test_a_slot_put_off_by_a_year_stays_in_its_edition(story: Story) -> None:
    line = slot("Biscuiterie", paris(2026, 11, 24, 14), ref="b1")
    story.bring(line)
    later = story.bring(replace(line, starts=paris(2027, 11, 23, 14), ends=None))
    assert (later.added, later.changed) == (0, 1)
    assert story.value("SELECT COUNT(*) FROM edition") == 1


def test_nobody_sees_beyond_their_reach(story: Story) -> None:
    story.slot("Usine A", host="Acier", territory="Meuse")
    story.slot("Usine B", host="Bois", territory="Moselle")
    bois = story.value("SELECT id FROM host WHERE name = 'Bois'")
    counted = counted_in(story, by=By.HOST, reach=Reach(hosts=frozenset({bois})))
    assert [part.name for part in counted.parts] == ["Bois"]
    assert counted.whole.hosts == 1
    assert counted_in(story, by=By.HOST, reach=Reach()).whole.hosts == 0


def test_an_edition_that_there_is_not_is_refused(story: Story) -> None:
    with pytest.raises(NothingFound):
        counted_in(story, by=By.DAY)
    story.slot()
    with pytest.raises(NothingFound):
        counted_in(story, by=By.DAY, edition="1999")
