"""Broadcasts: whom they reach, in which order, when, and how they are stopped."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.broadcast import (
    BroadcastOver,
    BroadcastState,
    Circle,
    Content,
    NobodyThere,
    NothingToSay,
    People,
    TextTooLong,
    TimePassed,
)
from bot.domain.programme import Audience
from bot.domain.refusals import NotYours
from bot.services import feed_broadcast
from bot.services.count_audience import count_audience
from bot.services.pause_broadcast import cancel_broadcast, pause_broadcast, resume_broadcast
from bot.services.restore import restore
from bot.services.tidy_up import tidy_up
from storage import broadcast_mail, broadcasts, deliveries, people
from tests.support.broadcasting import (
    ADMIN,
    BOOKED,
    HELLO,
    NEWS,
    feed,
    opt_in,
    organiser,
    owed,
    send,
)
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, LEA, ALI, ZOE = 1, 2, 3, 4, 5


def state_of(story: Story, broadcast_id: int) -> BroadcastState:
    found = broadcasts.find(story.tx, broadcast_id)
    assert found is not None
    return found.state


def settle(story: Story, state: str = "sent", error: str | None = None, limit: int = 1000) -> None:
    """Let the sender have sent what is queued."""
    story.tx.execute(
        f"""UPDATE delivery SET state = '{state}', finished = '2026', error = :error WHERE id IN (
               SELECT id FROM delivery WHERE broadcast_id IS NOT NULL AND state = 'queued'
               ORDER BY id LIMIT {limit})""",
        {"error": error},
    )


def test_the_nearest_visit_is_written_to_first_and_everybody_once(story: Story) -> None:
    late, soon = story.slot("Tard", starts=paris(2026, 11, 27, 9)), story.slot("Tôt")
    story.book(TOM, late)
    story.book(INES, late)
    story.book(LEA, soon)
    story.book(INES, soon)
    send(story)
    assert feed(story) == 3
    assert owed(story) == [INES, LEA, TOM]


def test_a_large_circle_is_written_a_bit_at_a_time_within_a_window(story: Story) -> None:
    slot = story.slot(capacity=2000, audience=frozenset({Audience.PUPILS}))
    for chat_id in range(1, 1301):
        story.book(chat_id, slot)
    send(story)
    assert feed(story, rounds=2) == feed_broadcast.AT_ONCE
    assert feed(story, rounds=20) == feed_broadcast.WINDOW - feed_broadcast.AT_ONCE
    settle(story, limit=500)
    assert feed(story, rounds=20) == 300
    assert sorted(owed(story)) == list(range(501, 1301))


def test_only_those_who_are_concerned_get_a_service_message(story: Story) -> None:
    slot, other = story.slot(capacity=1), story.slot("Autre", starts=paris(2026, 11, 25, 9))
    story.book(INES, slot)
    story.wait(TOM, slot)
    story.cancel(story.book(LEA, other))
    opt_in(story, ZOE)
    for circle, reached in (
        (BOOKED, [INES]),
        (Circle(people=People.WAITING), [TOM]),
        (NEWS, [ZOE]),
    ):
        with story.undone():
            send(story, circle)
            feed(story)
            assert owed(story) == reached


CIRCLES = {
    "a slot": ({"slot": 1}, [INES]),
    "a day": ({"day": paris(2026, 11, 25, 9).date()}, [TOM]),
    "a sector": ({"sector": 2}, [TOM]),
    "a territory": ({"territory": 2}, [TOM]),
    "a host": ({"host": 1}, [INES]),
    "an audience": ({"audience": Audience.STUDENTS}, [TOM]),
    "the edition": ({"edition": 1}, [INES, TOM]),
    "what doesn't meet": ({"territory": 2, "host": 1}, []),
}


@pytest.mark.parametrize("case", CIRCLES)
def test_a_circle_is_narrowed_by(story: Story, case: str) -> None:
    story.book(INES, story.slot())
    students = frozenset({Audience.STUDENTS, Audience.JOBSEEKERS})
    story.book(
        TOM,
        story.slot(
            "Fonderie",
            starts=paris(2026, 11, 25, 9),
            sector="Métal",
            territory="Lot",
            audience=students,
        ),
    )
    narrowed, reached = CIRCLES[case]
    circle = replace(BOOKED, **narrowed)
    assert count_audience(story.tx, circle, story.now).people == len(reached)
    if not reached:
        story.refused(NobodyThere, lambda: send(story, circle))
        return
    send(story, circle)
    feed(story)
    assert owed(story) == reached


def test_news_go_first_to_those_with_a_visit_then_to_all_who_asked(story: Story) -> None:
    story.book(ZOE, story.slot())
    story.book(ALI, story.slot("Autre", starts=paris(2026, 11, 25, 9)))
    opt_in(story, INES, ZOE)
    send(story, NEWS)
    feed(story)
    assert owed(story) == [ZOE, INES]


def test_news_about_a_part_of_the_programme_go_to_those_who_book_or_came_there(
    story: Story,
) -> None:
    past = story.slot("Hier", starts=story.now + timedelta(hours=1))
    story.book(TOM, past)
    story.book(LEA, story.slot("Demain", sector="Métal"))
    opt_in(story, INES, TOM, LEA)
    story.advance(hours=3)
    send(story, replace(NEWS, territory=1))
    feed(story)
    assert sorted(owed(story)) == [TOM, LEA]


def test_the_same_tap_sends_once(story: Story) -> None:
    story.book(INES, story.slot())
    first = send(story, intent="Kw3_-xY81abc")
    assert send(story, intent="Kw3_-xY81abc") == first
    feed(story)
    assert owed(story) == [INES]
    assert story.value("SELECT COUNT(*) FROM audit") == 1


def test_an_organiser_reaches_only_their_own_territories(story: Story) -> None:
    story.book(INES, story.slot())
    story.book(TOM, story.slot("Fonderie", territory="Lot"))
    opt_in(story, INES, TOM, LEA)
    for circle in (BOOKED, NEWS):
        with story.undone():
            send(story, circle, staff=organiser(2))
            feed(story)
            assert owed(story) == [TOM]
    story.refused(
        NobodyThere, lambda: send(story, replace(BOOKED, territory=1), staff=organiser(2))
    )


def test_who_may_not_send_broadcasts_sends_none(story: Story) -> None:
    story.book(INES, story.slot())
    nobody = replace(ADMIN, grants=())
    story.refused(NotYours, lambda: send(story, staff=nobody))


def test_somebody_else_s_broadcast_is_not_an_organiser_s_to_stop(story: Story) -> None:
    story.book(INES, story.slot())
    sent = send(story, staff=organiser(1))
    feed(story)
    other = organiser(1, user_id=902)
    for verb in (pause_broadcast, resume_broadcast, cancel_broadcast):
        story.refused(NotYours, lambda verb=verb: verb(story.tx, other, sent, story.now))  # type: ignore[misc]
        story.refused(NotYours, lambda verb=verb: verb(story.tx, ADMIN, 99, story.now))  # type: ignore[misc]
    pause_broadcast(story.tx, ADMIN, sent, story.now)
    assert state_of(story, sent) is BroadcastState.PAUSED


def test_what_telegram_would_not_take_is_refused_before_anything_is_sent(story: Story) -> None:
    story.book(INES, story.slot())
    photo = Content(texts={"fr": "é" * 1025}, photo="f")
    assert story.refused(TextTooLong, lambda: send(story, content=photo)) == {
        "length": 1025,
        "most": 1024,
    }
    long = Content(texts={"fr": "ok", "en": "😀" * 2049})
    assert story.refused(TextTooLong, lambda: send(story, content=long))["length"] == 4098
    story.refused(NothingToSay, lambda: send(story, content=Content(texts={"en": "Hello"})))
    send(story, content=Content(texts={"fr": "é" * 4096}))


def test_a_planned_broadcast_begins_at_its_time(story: Story) -> None:
    story.book(INES, story.slot())
    for never in (story.now, story.now - timedelta(hours=1), story.now + timedelta(days=400)):
        story.refused(TimePassed, lambda at=never: send(story, at=at))  # type: ignore[misc]
    sent = send(story, at=story.now + timedelta(hours=1))
    assert feed(story) == 0
    assert state_of(story, sent) is BroadcastState.SCHEDULED
    story.advance(hours=1)
    assert feed(story) == 1


def test_at_night_news_wait_and_service_messages_do_unless_the_visit_comes_sooner(
    story: Story,
) -> None:
    story.book(INES, story.slot("Aube", starts=paris(2026, 11, 17, 9, 30)))
    story.book(TOM, story.slot("Midi", starts=paris(2026, 11, 17, 12)))
    opt_in(story, INES, LEA)
    story.now = paris(2026, 11, 16, 22)
    send(story)
    send(story, NEWS)
    feed(story)
    due = story.rows("SELECT kind, chat_id, due FROM delivery WHERE broadcast_id IS NOT NULL")
    night, morning = "2026-11-16T21:00:00Z", "2026-11-17T07:00:00Z"
    assert sorted(due) == [
        ("news", INES, morning),
        ("news", LEA, morning),
        ("service", INES, night),
        ("service", TOM, morning),
    ]


def test_a_pause_holds_back_all_that_is_queued_and_going_on_lets_it_go(story: Story) -> None:
    slot = story.slot()
    for chat_id in (INES, TOM, LEA):
        story.book(chat_id, slot)
    story.tx.execute("DELETE FROM delivery")
    sent = send(story)
    feed(story)
    deliveries.put_in_lanes(story.tx, story.now, limit=9)
    (taken,) = deliveries.claim(story.tx, limit=1)
    pause_broadcast(story.tx, ADMIN, sent, story.now)
    assert deliveries.claim(story.tx, limit=9) == []
    deliveries.put_back(story.tx, taken.id, story.now, doubts=0, attempts=0)
    feed(story)
    assert deliveries.put_in_lanes(story.tx, story.now, limit=9) == 0
    story.refused(BroadcastOver, lambda: pause_broadcast(story.tx, ADMIN, sent, story.now))
    resume_broadcast(story.tx, ADMIN, sent, story.now)
    deliveries.put_in_lanes(story.tx, story.now, limit=9)
    assert len(deliveries.claim(story.tx, limit=9)) == 3


def test_a_cancelled_broadcast_tells_who_was_not_written_to(story: Story) -> None:
    slot = story.slot()
    for chat_id in (INES, TOM, LEA):
        story.book(chat_id, slot)
    sent = send(story)
    feed(story)
    settle(story, limit=1)
    cancel_broadcast(story.tx, ADMIN, sent, story.now)
    feed(story)
    found = broadcasts.find(story.tx, sent)
    assert found is not None
    assert found.state is BroadcastState.CANCELLED
    assert found.tally is not None
    assert (found.tally.people, found.tally.sent, found.tally.left) == (3, 1, 2)
    for verb in (pause_broadcast, resume_broadcast, cancel_broadcast):
        story.refused(BroadcastOver, lambda verb=verb: verb(story.tx, ADMIN, sent, story.now))  # type: ignore[misc]


def test_a_planned_broadcast_that_is_cancelled_is_over_at_once(story: Story) -> None:
    story.book(INES, story.slot())
    sent = send(story, at=story.now + timedelta(days=1))
    cancel_broadcast(story.tx, ADMIN, sent, story.now)
    feed(story)
    assert owed(story) == []
    assert story.value("SELECT finished FROM broadcast") is not None


def test_the_final_numbers_add_up_and_are_owed_to_who_sent_it_once(story: Story) -> None:
    slot = story.slot(capacity=20)
    for chat_id in range(1, 13):
        story.book(chat_id, slot, 1)
    sent = send(story)
    feed(story)
    settle(story, "failed", "Forbidden: bot was blocked by the user", limit=1)
    settle(story, "failed", "Bad Request: chat not found", limit=1)
    settle(story, "failed", "unreachable", limit=1)
    settle(story, "failed", "Bad Request: wrong file identifier", limit=1)
    settle(story, "unknown", "reset", limit=1)
    settle(story, "cancelled", limit=1)
    settle(story)
    feed(story)
    found = broadcasts.find(story.tx, sent)
    assert found is not None
    tally = found.tally
    assert tally is not None
    assert found.state is BroadcastState.DONE
    assert (tally.people, tally.sent, tally.blocked) == (12, 6, 3)
    assert (tally.failed, tally.unknown, tally.dropped, tally.left) == (1, 1, 1, 0)
    feed(story)
    reports = story.rows("SELECT chat_id FROM delivery WHERE kind = 'broadcast_report'")
    assert reports == [(ADMIN.user_id,)]


def test_a_chat_that_moved_meanwhile_is_not_written_to_again(story: Story) -> None:
    slot = story.slot(capacity=900, audience=frozenset({Audience.PUPILS}))
    for chat_id in range(1, 202):
        story.book(chat_id, slot)
    send(story)
    feed(story, rounds=2)
    story.tx.execute("UPDATE booking SET chat_id = 5000 WHERE chat_id = 7")
    story.tx.execute("UPDATE delivery SET chat_id = 5000 WHERE chat_id = 7")
    feed(story)
    assert owed(story).count(5000) == 1
    assert len(owed(story)) == 201


def test_the_log_tells_who_did_what_to_how_many_and_nobody_s_chat(story: Story) -> None:
    story.book(INES, story.slot())
    sent = send(story, replace(BOOKED, territory=1))
    feed(story)
    pause_broadcast(story.tx, ADMIN, sent, story.now)
    resume_broadcast(story.tx, ADMIN, sent, story.now)
    cancel_broadcast(story.tx, ADMIN, sent, story.now)
    acts = story.rows("SELECT action, user_id, territory_id, after FROM audit ORDER BY id")
    assert [act[0] for act in acts] == [
        "broadcast_send",
        "broadcast_pause",
        "broadcast_resume",
        "broadcast_cancel",
    ]
    assert {act[1:3] for act in acts} == {(ADMIN.user_id, 1)}
    assert [json.loads(act[3]) for act in acts][:2] == [{"people": 1}, {"sent": 0, "people": 1}]


def test_counting_tells_the_language_each_would_read(story: Story) -> None:
    slot = story.slot()
    for chat_id, language in ((INES, "fr-BE"), (TOM, "en"), (LEA, "pt"), (ALI, None)):
        people.note(story.tx, chat_id, language, story.now)
        story.book(chat_id, slot)
    story.book(ZOE, slot)
    headcount = count_audience(story.tx, BOOKED, story.now)
    assert (headcount.people, headcount.languages) == (5, {"fr": 4, "en": 1})


def test_an_erased_sender_is_forgotten_and_gets_no_report(story: Story) -> None:
    story.book(INES, story.slot())
    send(story)
    people.erase(story.tx, ADMIN.user_id)
    feed(story)
    settle(story)
    feed(story)
    assert story.value("SELECT user_id FROM broadcast") is None
    assert story.value("SELECT COUNT(*) FROM delivery WHERE kind = 'broadcast_report'") == 0


def test_a_restored_backup_sends_nothing_on_that_may_have_gone_out(story: Story) -> None:
    slot = story.slot()
    for chat_id in (INES, TOM):
        story.book(chat_id, slot)
    begun = send(story)
    feed(story)
    planned = send(story, at=story.now + timedelta(days=1))
    story.advance(hours=1)
    restore(story.tx, (), now=story.now, written=story.now)
    feed(story)
    assert state_of(story, begun) is BroadcastState.CANCELLED
    assert state_of(story, planned) is BroadcastState.SCHEDULED
    assert owed(story) == []


def test_broadcasts_go_a_month_after_they_ended(story: Story) -> None:
    story.book(INES, story.slot())
    send(story)
    feed(story)
    settle(story)
    feed(story)
    for days, left in ((29, 1), (2, 0)):
        story.advance(days=days)
        tidy_up(story.tx, story.now)
        tidy_up(story.tx, story.now)
        assert story.value("SELECT COUNT(*) FROM broadcast") == left


def test_hello_is_taken_as_it_was_typed(story: Story) -> None:
    story.book(INES, story.slot())
    found = broadcasts.find(story.tx, send(story))
    assert found is not None
    assert found.content == HELLO
    assert found.circle == BOOKED
    assert broadcast_mail.tally(story.tx, found).left == 1
