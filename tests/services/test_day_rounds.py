"""What the keeper owes by itself on the days around a visit: rosters, questions; and what goes."""

from functools import partial

from bot.domain.needs import Need
from bot.domain.refusals import BookingGone
from bot.domain.staff import Grant, Reach, Role
from bot.services.answer_survey import add_word, rate
from bot.services.ask_hosts import AT_ONCE as AT_ONCE_ASKED
from bot.services.ask_hosts import ask_hosts
from bot.services.forget import forget
from bot.services.owe_rosters import AT_ONCE, owe_rosters
from bot.services.owe_surveys import owe_surveys
from bot.services.tidy_up import tidy_up
from storage import attendance, people, staff, surveys
from tests.support.day import attended, say
from tests.support.hiring import a_vacancy, bring
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, LEA, HUGO = 71_000_001, 72_000_002, 73_000_003, 74_000_004
EVERYWHERE = Reach(everywhere=True)


def answers_for(story: Story, who: int, slot_id: int) -> None:
    """Give somebody the role of a slot's host."""
    (row,) = story.rows(
        f"SELECT host_id FROM visit JOIN slot ON slot.visit_id = visit.id WHERE slot.id = {slot_id}"
    )
    grant = Grant(role=Role.HOST, host_id=row[0])
    staff.add(story.tx, who, grant, granted_by=None, now=story.now)


def test_rosters_are_owed_from_17_on_once_for_each_person_of_each_host(story: Story) -> None:
    visit, other = story.slot(), story.slot("Fonderie")
    for who in (HUGO, LEA):
        answers_for(story, who, visit)
    answers_for(story, HUGO, other)
    story.now = paris(2026, 11, 23, 16, 59)
    assert owe_rosters(story.tx, story.now) == 0
    story.now = paris(2026, 11, 23, 17)
    assert owe_rosters(story.tx, story.now) == 3
    assert owe_rosters(story.tx, story.now) == 0
    story.now = paris(2026, 11, 24, 8)
    assert owe_rosters(story.tx, story.now) == 0


def test_a_roster_missed_in_the_evening_goes_out_in_the_morning_and_not_at_night(
    story: Story,
) -> None:
    answers_for(story, HUGO, story.slot())
    for hour, owed in ((3, 0), (7, 1)):
        story.now = paris(2026, 11, 24, hour)
        assert owe_rosters(story.tx, story.now) == owed


def test_hosts_are_asked_a_bit_at_a_time_though_all_vacancies_end_at_one_midnight(
    story: Story,
) -> None:
    many = AT_ONCE_ASKED + 5
    bring(story, *(a_vacancy(line=number, ref=f"v{number}") for number in range(many)))
    (host_id,) = story.rows("SELECT host_id FROM vacancy LIMIT 1")[0]
    staff.add(
        story.tx, HUGO, Grant(role=Role.HOST, host_id=host_id), granted_by=None, now=story.now
    )
    assert ask_hosts(story.tx, story.now) == 0
    story.now = paris(2026, 12, 16, 8)
    asked = [ask_hosts(story.tx, story.now) for _ in range(3)]
    assert asked == [AT_ONCE_ASKED, 5, 0]
    assert story.value("SELECT COUNT(*) FROM delivery") == many


def test_no_roster_of_a_day_without_slots_or_of_a_host_no_more(story: Story) -> None:
    visit = story.slot()
    answers_for(story, HUGO, visit)
    story.now = paris(2026, 11, 22, 18)
    assert owe_rosters(story.tx, story.now) == 0
    story.now = paris(2026, 11, 23, 18)
    story.tx.execute("UPDATE slot SET state = 'cancelled'")
    assert owe_rosters(story.tx, story.now) == 0
    story.tx.execute("UPDATE slot SET state = 'open'")
    story.tx.execute("UPDATE staff_grant SET revoked = '2026-11-23T08:00:00Z'")
    assert owe_rosters(story.tx, story.now) == 0


def asked(story: Story) -> list[tuple[int, str]]:
    """Return who is owed the question, and when."""
    return story.rows("SELECT chat_id, due FROM delivery WHERE kind = 'survey' ORDER BY id")


def booked(story: Story, who: int, slot_id: int) -> None:
    people.note(story.tx, who, "fr", story.now)
    story.book(who, slot_id)


def test_everybody_is_asked_once_at_ten_the_next_morning(story: Story) -> None:
    late = story.slot(starts=paris(2026, 11, 24, 22), ends=paris(2026, 11, 25, 1))
    for who in (INES, TOM):
        booked(story, who, late)
    owe_surveys(story.tx, story.now)
    story.now = paris(2026, 11, 25, 1, 5)
    assert owe_surveys(story.tx, story.now) == 2
    assert owe_surveys(story.tx, story.now) == 0
    ten = "2026-11-26T09:00:00Z"  # the morning after the day on which it ended
    assert asked(story) == [(INES, ten), (TOM, ten)]


def test_a_class_in_two_groups_of_a_visit_is_asked_once(story: Story) -> None:
    first, second = story.slot(), story.slot("Biscuiterie", starts=paris(2026, 11, 24, 16))
    for slot_id in (first, second):
        booked(story, INES, slot_id)
    story.now = paris(2026, 11, 24, 20)
    owe_surveys(story.tx, story.now)
    assert [chat for chat, _ in asked(story)] == [INES]


def test_a_program_that_was_down_for_a_week_asks_about_yesterday_alone(story: Story) -> None:
    owe_surveys(story.tx, story.now)
    booked(story, INES, story.slot(starts=paris(2026, 11, 20, 9)))
    booked(story, TOM, story.slot("Fonderie", starts=paris(2026, 11, 27, 9)))
    story.now = paris(2026, 11, 27, 18)
    owe_surveys(story.tx, story.now)
    assert [chat for chat, _ in asked(story)] == [TOM]


def test_answers_are_summed_up_and_words_wait_for_three(story: Story) -> None:
    visit = story.slot()
    for number, who in enumerate((INES, TOM, LEA)):
        say(story, attended(story, who, visit), 5 - number, f"mot {number}", work=number == 0)
        (opinion,) = surveys.opinions(story.tx, EVERYWHERE, story.now.date(), limit=9)
        assert len(opinion.words) == (3 if number == 2 else 0)
    assert (opinion.answers, opinion.mean) == (3, 4.0)
    assert (opinion.would_work, opinion.would_not) == (1, 2)
    assert surveys.opinions(story.tx, Reach(), story.now.date(), limit=9) == []


def test_only_ones_own_visit_can_be_rated_and_a_word_needs_stars(story: Story) -> None:
    booking = attended(story, INES, story.slot())
    for who, stars in ((TOM, 5), (INES, 0), (INES, 6)):
        job = partial(rate, story.tx, booking.code, stars, chat_id=who, now=story.now)
        story.refused(BookingGone, job)
    word = partial(add_word, story.tx, booking.code, "mot", chat_id=INES, now=story.now)
    story.refused(BookingGone, word)


def test_what_somebody_wrote_goes_with_them_and_the_stars_stay(story: Story) -> None:
    booking = attended(story, INES, story.slot())
    attendance.toggle_need(story.tx, booking.id, Need.SIGHT)
    say(story, booking, 4, "Inès de la 3e B")
    forget(story.tx, INES, story.now)
    assert story.rows("SELECT stars, word FROM answer") == [(4, None)]
    assert story.rows("SELECT * FROM need") == []


def test_needs_and_words_go_thirty_days_after_the_visit(story: Story) -> None:
    booking = attended(story, INES, story.slot())
    attendance.toggle_need(story.tx, booking.id, Need.SIGHT)
    say(story, booking, 4, "mot")
    story.now = paris(2026, 12, 24, 16)
    done = tidy_up(story.tx, story.now)
    assert (done["needs"], done["words"]) == (1, 1)
    assert tidy_up(story.tx, story.now)["words"] == 0
    assert story.rows("SELECT stars, word FROM answer") == [(4, None)]


def test_a_need_said_twice_is_taken_back(story: Story) -> None:
    booking = story.book(INES, story.slot())
    for expected in ([Need.WHEELCHAIR], []):
        attendance.toggle_need(story.tx, booking.id, Need.WHEELCHAIR)
        assert attendance.needs(story.tx, booking.id) == expected


def test_many_rosters_go_out_a_hundred_at_a_time(story: Story) -> None:
    visit = story.slot()
    for who in range(AT_ONCE + 1):
        answers_for(story, 1000 + who, visit)
    story.now = paris(2026, 11, 23, 17)
    assert [owe_rosters(story.tx, story.now) for _ in range(3)] == [AT_ONCE, 1, 0]


def test_who_wants_news_again_may_be_asked_again(story: Story) -> None:
    people.note(story.tx, INES, "fr", story.now)
    asked_then = []
    people.stop_news(story.tx, INES)
    asked_then.append(surveys.may_ask(story.tx, INES))
    for wanted in (False, True, False):
        people.choose_news(story.tx, INES, wanted=wanted)
        asked_then.append(surveys.may_ask(story.tx, INES))
    assert asked_then == [False, False, True, True]
