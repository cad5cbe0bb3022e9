"""Clock changes, downtime across due times, and a wall clock that jumps."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.times import from_text
from tests.faults.counters import KIND_OF_WORDS, assert_sound, copies, count, until, value, view
from tests.faults.guests import Town, all_book, all_settled, guests, town
from tests.support.programme import at, slot
from tests.support.scene import PARIS, Scene

LINE = slot("Biscuiterie", at(24, 14), capacity=700)
REMINDERS = ("reminder_day", "reminder_hours")


def nights(year: int, month: int, day: int) -> list[datetime]:
    """Return visits around the night of a clock change, and the Monday after it."""
    night = [datetime(year, month, day, hour, 30, tzinfo=PARIS) for hour in range(5)]
    return [*night, datetime(year, month, day, 9, tzinfo=PARIS) + timedelta(days=1)]


CHANGES = [
    pytest.param(nights(2026, 10, 25), id="25 October 2026: an hour comes twice"),
    pytest.param(nights(2027, 3, 28), id="28 March 2027: an hour is left out"),
]


async def from_due_to_due(stage: Scene, place: Town) -> float:
    """Let time pass from one due time to the next; return the longest lateness in seconds."""
    late = 0.0
    while dues := view(place.path, "SELECT MIN(due) FROM pub_delivery WHERE state = 'queued'"):
        if dues[0][0] is None:
            break
        due = from_text(dues[0][0])
        stage.advance(seconds=max(0.0, (due - stage.clock.now()).total_seconds()))
        await all_settled(stage)
        late = max(late, (stage.clock.now() - due).total_seconds())
    return late


@pytest.mark.parametrize("starts", CHANGES)
async def test_reminders_around_a_clock_change_say_the_right_local_hour(
    tmp_path: Path, starts: list[datetime]
) -> None:
    two_hours = timedelta(hours=2)  # on the wall; one of them may be left out
    lines = [slot(f"Nuit {n}", at, ends=at + two_hours) for n, at in enumerate(starts)]
    before = (starts[0] - timedelta(days=2)).replace(hour=12)
    async with town(tmp_path, lines, at=before) as place, place.bot() as stage:
        people = await guests(stage, len(lines))
        for number, person in enumerate(people):
            await all_book(stage, [person], slot_id=number + 1)
        assert await from_due_to_due(stage, place) <= 60
        counts = count(stage.telegram, place.path, now=stage.clock.now())
        counts.assert_kept()
        assert counts.Dm == 0
        got = copies(stage.telegram)
        for person, when in zip(people, starts, strict=True):
            assert [got[person.id, kind] for kind in REMINDERS] == [1, 1]
            local = when.astimezone(UTC).astimezone(PARIS)
            message = await person.sees("C'est bientôt", ever=True)
            assert f"{local:%H:%M}" in message.text
    assert_sound(place.path)


DOWNTIMES = [
    pytest.param(at(23, 17, 50), timedelta(minutes=20), ("sent", "sent"), id="20 minutes"),
    pytest.param(at(23, 15), timedelta(hours=5), ("sent", "sent"), id="5 hours"),
    pytest.param(at(24, 10), timedelta(hours=5), ("sent", "missed"), id="5 hours, too late"),
    pytest.param(at(23, 10), timedelta(days=3), ("missed", "missed"), id="3 days"),
]


@pytest.mark.parametrize(("stops", "lasts", "ends"), DOWNTIMES)
async def test_after_a_downtime_what_is_useful_is_sent_once_and_the_rest_missed(
    tmp_path: Path, stops: datetime, lasts: timedelta, ends: tuple[str, str]
) -> None:
    async with town(tmp_path, [LINE]) as place:
        async with place.bot() as stage:
            people = await guests(stage, 10)
            await all_book(stage, people)
            await all_settled(stage)
            stage.advance(seconds=(stops - stage.clock.now()).total_seconds())
            await all_settled(stage)
        place.clock.advance(lasts)
        async with place.bot() as stage:
            await all_settled(stage)
            await from_due_to_due(stage, place)
            counts = count(stage.telegram, place.path, now=stage.clock.now())
        counts.assert_kept()
        sql = "SELECT DISTINCT state FROM pub_delivery WHERE kind = '{}'"
        assert [view(place.path, sql.format(k))[0][0] for k in REMINDERS] == list(ends)
        got = copies(place.telegram)
        assert counts.Dm == 0
        sent = [int(end == "sent") for end in ends]
        assert all([got[p.id, k] for k in REMINDERS] == sent for p in people)


@pytest.mark.parametrize("hours", [2, -2])
async def test_a_wall_clock_that_jumps_and_jumps_back_repeats_nothing(
    tmp_path: Path, hours: int
) -> None:
    async with town(tmp_path, [LINE], at=at(23, 17)) as place, place.bot() as stage:
        people = await guests(stage, 50)
        await all_book(stage, people)
        for by in (hours, -hours, 1):
            stage.advance(hours=by)
            await all_settled(stage)
        await from_due_to_due(stage, place)
        counts = count(stage.telegram, place.path, now=stage.clock.now())
        counts.assert_kept()
        assert (counts.Dm, counts.most_copies) == (0, 1)
        assert copies(stage.telegram).total() == 50 * 4


async def test_a_jump_is_no_burst(tmp_path: Path) -> None:
    async with town(tmp_path, [LINE], at=at(23, 17), send_rate=28) as place:
        async with place.bot() as stage:
            await all_book(stage, people := await guests(stage, 20))
            await all_settled(stage)
            before = len(stage.telegram.accepted)
            stage.advance(hours=2)
            await all_settled(stage)
        sent = [call.at for call in place.telegram.accepted[before:]]
        assert len(sent) == len(people)
        seconds = sent[-1] - sent[0]
        assert len(sent) <= 28 * seconds + 3 + 1, "28 a second, and three at once"


@pytest.mark.parametrize("running", [True, False], ids=["while it runs", "while it is down"])
async def test_a_clock_set_back_keeps_no_ticket_waiting(tmp_path: Path, running: bool) -> None:
    async with town(tmp_path, [LINE]) as place:
        async with place.bot() as stage:
            people = await guests(stage, 5)
            stage.advance(hours=2)
            if not running:
                place.telegram.faults.close_gate(1.0)
            await all_book(stage, people)
            if running:
                stage.advance(hours=-2)
                await until(lambda: copies(place.telegram).total() == 10)
        place.clock.advance(timedelta(hours=0 if running else -2))
        async with place.bot():
            await until(lambda: copies(place.telegram).total() == 10)
        assert value(place.path, "SELECT COUNT(*) FROM pub_delivery WHERE state = 'sent'") == 10
    assert "est demain !" in KIND_OF_WORDS
