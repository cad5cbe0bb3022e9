"""Bringing the catalogue up to date with a programme file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.programme import Regime, SlotLine
from bot.services.watch_opening import watch_opening
from storage import catalogue
from tests.support.programme import at, slot
from tests.support.story import Story
from tests.support.values import PARIS

INES, TOM = 1, 2
BISCUITS = slot("Biscuiterie", at(24, 14), ref="b1")
FOUNDRY = slot("Fonderie", at(24, 14, 30), line=2)
BOTH = (BISCUITS, FOUNDRY)


def version(story: Story) -> object:
    return story.value("SELECT MAX(value) FROM fact WHERE name = 'catalogue_version'")


def counts(story: Story, *lines: SlotLine) -> tuple[int, int, int, int]:
    report = story.bring(*lines)
    return report.added, report.changed, report.unchanged, len(report.refused)


def test_the_same_file_twice_changes_nothing_the_second_time(story: Story) -> None:
    assert counts(story, *BOTH) == (2, 0, 0, 0)
    assert version(story) == "1"
    before = story.everything()
    assert counts(story, *BOTH) == (0, 0, 2, 0)
    assert story.everything() == before


def test_lines_in_another_order_or_a_part_of_them_change_nothing(story: Story) -> None:
    story.bring(*BOTH)
    before = story.everything()
    assert counts(story, FOUNDRY, BISCUITS) == (0, 0, 2, 0)
    assert counts(story, FOUNDRY) == (0, 0, 1, 0)
    assert story.everything() == before


def test_a_slot_that_moves_is_a_new_version_and_its_reminders_move_with_it(story: Story) -> None:
    story.bring(*BOTH)
    mine = story.book(INES, 1)
    later = replace(BISCUITS, starts=at(26, 10), ends=at(26, 11))
    assert counts(story, later) == (0, 1, 0, 0)
    assert story.value("SELECT version FROM slot WHERE id = 1") == 2
    due = story.rows(
        f"""SELECT kind, due FROM delivery WHERE booking_id = {mine.id}
            AND state = 'queued' AND kind LIKE 'reminder%' ORDER BY due"""
    )
    assert due == [
        ("reminder_day", "2026-11-25T17:00:00Z"),
        ("reminder_hours", "2026-11-26T07:00:00Z"),
    ]
    assert version(story) == "2"


def test_a_change_of_words_or_seats_is_no_new_version(story: Story) -> None:
    story.bring(*BOTH)
    assert counts(story, replace(BISCUITS, capacity=9)) == (0, 1, 0, 0)
    assert story.rows("SELECT version, capacity FROM slot WHERE id = 1") == [(1, 9)]
    story.bring(replace(BISCUITS, capacity=9, description="Mieux."))
    assert story.value("SELECT description FROM visit WHERE id = 1") == "Mieux."
    assert version(story) == "3"


def test_seats_that_a_file_adds_are_offered_to_who_waits(story: Story) -> None:
    story.bring(replace(BISCUITS, capacity=1))
    story.book(INES, 1)
    story.wait(TOM, 1)
    story.bring(replace(BISCUITS, capacity=2))
    assert story.queue() == {TOM: "offered"}
    assert story.taken(1) == 2


@pytest.mark.parametrize(
    ("opens", "due"),
    [
        pytest.param(at(21, 9), "2026-11-21T08:00:00Z", id="later"),
        pytest.param(None, "2026-11-16T08:00:00Z", id="open to all: at once"),
    ],
)
def test_who_watches_is_told_when_booking_really_opens(
    story: Story, opens: datetime | None, due: str
) -> None:
    story.bring(replace(BISCUITS, opens=at(20, 9)))
    watch_opening(story.tx, 1, chat_id=INES, now=story.now)
    story.bring(replace(BISCUITS, opens=opens))
    assert story.rows("SELECT kind, due FROM delivery") == [("opening", due)]


def test_a_line_below_the_seats_taken_is_refused_and_the_others_go_on(story: Story) -> None:
    story.bring(*BOTH)
    story.book(INES, 1, 4)
    report = story.bring(replace(BISCUITS, capacity=3), replace(FOUNDRY, capacity=3))
    (remark,) = report.refused
    assert (remark.line, remark.message_id) == (1, "cli.below_bookings")
    assert remark.fields == {"taken": 4, "capacity": 3}
    assert (report.changed, report.unchanged) == (1, 0)
    assert story.rows("SELECT capacity, taken FROM slot") == [(6, 4), (3, 0)]


def test_a_dry_run_reports_and_keeps_nothing(story: Story) -> None:
    class Dry(Exception):
        pass

    def look(_tx: object) -> None:
        assert counts(story, *BOTH) == (2, 0, 0, 0)
        raise Dry

    before = story.everything()
    with pytest.raises(Dry):
        story.tx.attempt(look)
    assert story.everything() == before
    assert story.rows("SELECT COUNT(*) FROM host") == [(0,)]


def test_what_a_line_leaves_open_takes_the_defaults(story: Story) -> None:
    story.bring(replace(BISCUITS, ends=None, capacity=None))
    (found,) = [catalogue.slot(story.tx, 1)]
    assert found is not None
    assert (found.ends - found.starts, found.capacity) == (timedelta(hours=1), 20)
    assert (found.closes, found.opens, found.version) == (found.starts, None, 1)


def test_a_walk_in_has_no_seats_and_can_be_joined_until_it_ends(story: Story) -> None:
    story.bring(replace(BISCUITS, regime=Regime.NONE, capacity=None, ends=at(24, 18)))
    found = catalogue.slot(story.tx, 1)
    assert found is not None
    assert (found.capacity, found.closes) == (0, at(24, 18).astimezone(UTC))


def test_lines_of_one_host_and_title_are_one_visit(story: Story) -> None:
    shouted = slot("BISCUITERIE", at(25, 9), host="maison  biscuiterie")
    story.bring(BISCUITS, shouted)
    assert story.rows("SELECT COUNT(*) FROM visit") == [(1,)]
    assert story.rows("SELECT COUNT(*) FROM slot") == [(2,)]


def test_a_day_without_an_hour_is_a_whole_day(story: Story) -> None:
    story.bring(replace(BISCUITS, starts=at(24, 0), ends=None, time_tba=True))
    found = catalogue.slot(story.tx, 1)
    assert found is not None
    assert (found.time_tba, found.ends - found.starts) == (True, timedelta(days=1))


def test_a_slot_keeps_the_zone_and_day_of_its_place(story: Story) -> None:
    martinique = ZoneInfo("America/Martinique")
    there = replace(BISCUITS, starts=at(25, 2).astimezone(martinique), ends=None)
    story.bring(there, replace(FOUNDRY, starts=at(25, 0, 30).astimezone(UTC), ends=None))
    assert story.rows("SELECT tz, day FROM slot") == [
        ("America/Martinique", "2026-11-24"),
        (PARIS.key, "2026-11-25"),
    ]


def test_an_edition_lasts_from_its_first_slot_to_its_last(story: Story) -> None:
    story.bring(BISCUITS)
    story.bring(FOUNDRY, slot("Laiterie", at(28, 9)), slot("Verrerie", at(20, 9)))
    assert story.rows("SELECT first_day, last_day FROM edition") == [("2026-11-20", "2026-11-28")]
