"""What is let go of, and when; what stays."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.times import to_text
from bot.services.forget import forget
from bot.services.tidy_up import tidy_up, would_tidy
from storage import people, retention, tombstones
from storage.invariants import breaches
from tests.operate.terminal import toctoc
from tests.support.story import Story

INES = 1_000_000_001
VISIT_OVER = {"days": 8, "hours": 6}  # after the story's beginning


def known(story: Story, who: int = INES) -> None:
    people.note(story.tx, who, "fr", story.now)


def booked_and_told(story: Story) -> None:
    """Let somebody book, and everything owed go out."""
    known(story)
    story.book(INES, story.slot())
    story.connection.execute("UPDATE delivery SET state = 'sent', finished = due")


def tidy(story: Story) -> dict[str, int]:
    return {name: count for name, count in tidy_up(story.tx, story.now).items() if count}


def who_is_there(story: Story) -> list[int]:
    return [row[0] for row in story.rows("SELECT chat_id FROM person")]


@pytest.mark.parametrize(
    ("after", "identified"),
    [
        pytest.param(timedelta(days=29, hours=23), True, id="a day before, it is known whose"),
        pytest.param(timedelta(days=30, seconds=1), False, id="thirty days after, it is not"),
    ],
)
def test_a_booking_is_nobodys_thirty_days_after_the_visit(
    story: Story, after: timedelta, identified: bool
) -> None:
    booked_and_told(story)
    story.advance(**VISIT_OVER)
    story.now += after
    tidy(story)
    assert story.value("SELECT chat_id IS NOT NULL FROM booking") == identified
    assert story.rows("SELECT seats, state FROM booking") == [(1, "confirmed")]
    assert breaches(story.tx) == []


def test_a_person_goes_with_the_last_thing_they_were_kept_for(story: Story) -> None:
    booked_and_told(story)
    story.advance(days=39)
    assert tidy(story)["bookings"] == 1
    assert who_is_there(story) == [INES]
    assert tidy(story) == {"people": 1}
    assert who_is_there(story) == []


@pytest.mark.parametrize("tie", ["booking", "news"])
def test_a_person_with_something_to_come_stays(story: Story, tie: str) -> None:
    known(story)
    if tie == "booking":
        story.book(INES, story.slot(starts=story.now + timedelta(days=60)))
    else:
        story.connection.execute("UPDATE person SET news = 1")
    story.advance(days=45)
    tidy(story)
    assert who_is_there(story) == [INES]


@pytest.mark.parametrize(("days", "there"), [(89, [INES]), (91, [])])
def test_who_can_not_be_reached_for_ninety_days_goes(
    story: Story, days: int, there: list[int]
) -> None:
    known(story)
    story.connection.execute("UPDATE person SET news = 1")
    people.set_reachable(story.tx, INES, reachable=False, now=story.now)
    story.advance(days=days)
    people.set_reachable(story.tx, INES, reachable=False, now=story.now)  # once more: no news
    tidy(story)
    assert who_is_there(story) == there


def test_who_writes_again_is_reachable_from_the_beginning(story: Story) -> None:
    known(story)
    people.set_reachable(story.tx, INES, reachable=False, now=story.now)
    story.advance(days=80)
    known(story)
    story.advance(days=11)
    assert story.value("SELECT unreachable_since FROM person") is None


def test_messages_go_seven_days_after_their_end_and_no_sooner(story: Story) -> None:
    booked_and_told(story)
    story.now = story.now + timedelta(days=6, hours=23)
    assert tidy(story) == {}
    story.advance(hours=2)
    assert tidy(story)["messages"] >= 2
    assert story.value("SELECT COUNT(*) FROM delivery WHERE kind = 'confirmation'") == 0
    assert breaches(story.tx) == []  # the confirmation was owed: it is only gone


def test_cancelled_messages_have_an_end_too(story: Story) -> None:
    known(story)
    story.cancel(story.book(INES, story.slot()))
    story.advance(days=8)
    tidy(story)
    assert story.value("SELECT COUNT(*) FROM delivery") == 0


def test_the_dry_run_tells_what_the_next_run_does_and_does_nothing(story: Story) -> None:
    booked_and_told(story)
    story.advance(days=60)
    before = story.everything()
    foretold = {name: count for name, count in would_tidy(story.tx, story.now).items() if count}
    assert story.everything() == before
    assert foretold == tidy(story)
    assert foretold


def test_a_long_list_is_done_bit_by_bit(story: Story) -> None:
    slot_id = story.slot(capacity=100)
    for who in range(1, 8):
        story.book(who, slot_id)
    story.advance(days=60)
    assert tidy_up(story.tx, story.now, at_once=3)["bookings"] == 3
    assert tidy_up(story.tx, story.now, at_once=3)["bookings"] == 3
    assert tidy_up(story.tx, story.now, at_once=3)["bookings"] == 1


def test_every_table_with_a_chat_id_is_erased_tied_and_tidied(story: Story) -> None:
    tables = {
        name
        for (name,) in story.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if "chat_id" in {row[1] for row in story.rows(f"PRAGMA table_info({name})")}
    }
    assert tables == set(tombstones.WITH_PEOPLE)
    assert tables == {rule.table for rule in retention.RULES} & tables
    assert {tie for tie in tables if any(f"FROM {tie} " in one for one in retention.TIES)} == (
        tables - {"person"}
    )


def traces(story: Story, file: Path) -> int:
    """Count in how many forms somebody's id can be read in the files."""
    story.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    everything = b"".join(path.read_bytes() for path in sorted(file.parent.glob("toctoc.sqlite*")))
    return sum(form in everything for form in (str(INES).encode(), INES.to_bytes(4, "big")))


def test_forgetting_leaves_no_trace_but_a_keyed_hash(story: Story, file: Path) -> None:
    booked_and_told(story)
    story.connection.execute("PRAGMA secure_delete = ON")
    story.wait(INES, story.slot("Fonderie", capacity=1))
    story.connection.execute("UPDATE delivery SET dedup_key = dedup_key || ':' || chat_id")
    assert traces(story, file) == 2  # the test would see them
    forget(story.tx, INES, story.now)
    assert traces(story, file) == 0
    assert story.rows("SELECT length(mac), at FROM tombstone") == [(64, to_text(story.now))]


async def test_doctor_tells_what_is_to_be_erased(story: Story, file: Path) -> None:
    story.now -= timedelta(days=200)
    booked_and_told(story)
    ended = await toctoc("doctor", database=file)
    assert "To be erased by the next tidying (hourly, by the bot)" in ended.out
    assert "messages 2" in ended.out
