"""Erasing somebody."""

from bot.domain.programme import Regime
from bot.domain.staff import Grant, Role
from bot.services.answer_invite import answer_invite
from bot.services.forget import forget
from bot.services.intend import intend
from bot.services.invite import invite
from bot.services.open_invite import open_invite
from storage import conversations, people, staff, tombstones
from storage.conversations import Conversation
from tests.support.day import admin
from tests.support.story import Story
from tests.support.values import STARTS, paris

INES, TOM, LEA = 71_000_001, 72_000_002, 73_000_003


def wherever(story: Story, chat_id: int) -> set[str]:
    """Return the tables in which a number stands anywhere."""
    tables = [name for (name,) in story.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table
        for table in tables
        for row in story.rows(f"SELECT * FROM {table}")
        if any(str(chat_id) in str(value) for value in row)
    }


def live(story: Story) -> None:
    """Leave a trace of Inès in every table."""
    people.note(story.tx, INES, "fr", story.now)
    people.set_origin(story.tx, INES, "lycee")
    here = Conversation(
        chat_id=INES, user_id=INES, step="home", draft="{}", revision=1, message_id=5
    )
    conversations.save(story.tx, here, expires=paris(2026, 12, 1))
    walk_in = story.slot("Libre", regime=Regime.NONE, capacity=None)
    intend(story.tx, walk_in, chat_id=INES, coming=True, now=story.now)


def test_nothing_is_left_of_a_person_but_counts(story: Story) -> None:
    live(story)
    visit = story.slot(capacity=2)
    story.book(INES, visit, 2)
    other = story.slot("Fonderie", capacity=1)
    story.book(TOM, other)
    story.wait(INES, other)
    assert wherever(story, INES) >= {"person", "booking", "delivery", "waitlist", "conversation"}
    assert forget(story.tx, INES, story.now) == 1
    assert wherever(story, INES) == set()
    assert story.rows("SELECT state, seats FROM booking WHERE chat_id IS NULL") == [
        ("cancelled", 2)
    ]


def test_the_seats_of_the_forgotten_go_to_who_waits(story: Story) -> None:
    visit = story.slot(capacity=2)
    story.book(INES, visit, 1)
    story.book(TOM, visit, 1)
    story.wait(LEA, visit)
    forget(story.tx, INES, story.now)
    assert story.queue() == {LEA: "offered"}


def test_seats_held_for_the_forgotten_go_to_the_next(story: Story) -> None:
    visit = story.slot(capacity=1)
    crowd = story.book(TOM, visit)
    story.wait(INES, visit)
    story.wait(LEA, visit)
    story.cancel(crowd)
    forget(story.tx, INES, story.now)
    assert story.queue() == {LEA: "offered"}
    assert story.taken(visit) == 1


def test_a_visit_that_has_begun_keeps_its_seats_without_a_name(story: Story) -> None:
    visit = story.slot()
    story.book(INES, visit, 3)
    story.now = STARTS
    assert forget(story.tx, INES, story.now) == 0
    assert story.rows("SELECT chat_id, state, seats FROM booking") == [(None, "confirmed", 3)]
    assert story.taken(visit) == 3


def test_forgetting_somebody_unknown_or_twice_changes_nothing(story: Story) -> None:
    story.book(TOM, story.slot())
    before = story.everything()
    assert forget(story.tx, INES, story.now) == 0
    assert story.everything() == before


def test_nothing_is_left_of_staff_but_what_they_did(story: Story) -> None:
    grant, boss = Grant(role=Role.ADMIN), admin(INES)
    staff.add(story.tx, INES, grant, granted_by=None, now=story.now, name="Nadia, siège")
    secret = invite(story.tx, boss, grant, "Tom", now=story.now, ids=story.ids)
    opened = open_invite(story.tx, secret, user_id=TOM, now=story.now, ids=story.ids)
    answer_invite(story.tx, boss, opened.id, confirmed=True, now=story.now)
    forget(story.tx, INES, story.now)
    assert wherever(story, INES) == set()
    staff.name_admins(story.tx, (), story.now)
    assert [member.user_id for member in staff.members(story.tx)] == [TOM]
    assert "Tom" in story.value("SELECT after FROM audit")
    forget(story.tx, TOM, story.now)
    assert all("Tom" not in after for (after,) in story.rows("SELECT after FROM audit"))
    assert story.value("SELECT COUNT(*) FROM audit") == 2


def test_whoever_a_backup_brings_back_in_any_column_is_found(story: Story) -> None:
    forget(story.tx, INES, story.now)
    boss = admin(INES)
    invite(story.tx, boss, Grant(role=Role.DESK), "Tom", now=story.now, ids=story.ids)
    assert tombstones.returned(story.tx) == [INES]
    story.tx.execute("DELETE FROM invite")
    assert tombstones.returned(story.tx) == [INES]


def test_somebody_who_never_wrote_is_not_taken_for_erased(story: Story) -> None:
    staff.name_admins(story.tx, (TOM,), story.now)
    forget(story.tx, INES, story.now)
    assert tombstones.returned(story.tx) == []
