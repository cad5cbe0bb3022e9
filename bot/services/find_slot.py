"""Find the slot that staff speak of, among those their right reaches."""

from collections import Counter
from datetime import date, datetime, timedelta

from bot.domain.catalogue import Slot
from bot.domain.changes import NoTimeNamed
from bot.domain.refusals import NothingNamed
from bot.domain.staff import Reach
from bot.domain.text import fold
from bot.domain.times import at_local
from bot.understanding.common import COMMON, SMALL
from bot.understanding.dates import Interval, Question, understand_when
from bot.understanding.spelling import Spellings
from bot.understanding.staff_change import Said, moment_in
from bot.understanding.staff_change_words import Part
from bot.understanding.weekdays import WEEK, is_weekday_alone
from storage import reach
from storage.database import Row, Transaction

SAID_MOST = 60  # characters of a text that a refusal repeats


def find_visits(tx: Transaction, words: str, within: Reach, now: datetime) -> tuple[int, ...]:
    """Return the visits whose title or host the words name best; none where they name none."""
    named = {row["id"]: _words_of(row) for row in reach.visits(tx, within, None, now)}
    sharing = Counter(word for words in named.values() for word in words)
    spellings = Spellings(sharing)
    said = {word for word in fold(words).split() if word not in SMALL}
    meant = {near for word in said if (near := _meant(word, spellings))}
    scores = {
        visit: sum(_weight(word, sharing) for word in meant & words)
        for visit, words in named.items()
    }
    best = max(scores.values(), default=0)
    return tuple(visit for visit, score in scores.items() if best and score == best)


def find_slots(
    tx: Transaction, words: str, within: Reach, *, language: str, now: datetime
) -> list[Slot]:
    """Return the coming slots that words may mean, soonest first. Raises `NothingNamed`."""
    visits = find_visits(tx, words, within, now)
    slots = reach.slots_of(tx, visits, now)
    if not slots:
        raise NothingNamed(text=words[:SAID_MOST])
    local = now.astimezone(slots[0].tz)
    when = understand_when(words, language=language, now=local)
    found = [slot for slot in slots if _fits(slot, when)]
    found = found or [slot for slot in slots if _same_weekday(slot, when)]
    if not found:
        raise NothingNamed(text=words[:SAID_MOST])
    return found


def edit_said(
    said: Said, slot: Slot, *, language: str, now: datetime
) -> dict[str, datetime | int | None]:
    """Return what a slot shall be after words of a new time, of seats or of lateness.

    Raises `NoTimeNamed` where no time to come is named.
    """
    if said.part is Part.SEATS:
        return {"capacity": said.number}
    if said.part is Part.LATE:
        return {"late": said.number}
    if said.part in (Part.EARLIER, Part.LATER):
        by = timedelta(minutes=said.number if said.part is Part.LATER else -said.number)
        return {"starts": slot.starts + by}
    return time_said(said.to, slot, language=language, now=now)


def time_said(
    text: str, slot: Slot, *, language: str, now: datetime
) -> dict[str, datetime | int | None]:
    """Return a slot's new start, and its end where one was named. Raises `NoTimeNamed`.

    Only an hour: on its own day. Only a day: at its own hour. A weekday alone: the nearest to it.
    """
    moment = moment_in(text, language=language, now=now.astimezone(slot.tz))
    if moment is None or moment.starts is None:
        raise NoTimeNamed(text=text[:SAID_MOST])
    today = now.astimezone(slot.tz).date()
    day = _day_said(text, moment.starts.date(), slot.day, today) if moment.day_said else slot.day
    own = slot.starts.astimezone(slot.tz).time()
    hour = moment.starts.time() if moment.hour_said else own
    ends = at_local(day, moment.ends.time(), slot.tz) if moment.ends else None
    return {"starts": at_local(day, hour, slot.tz), "ends": ends}


def _day_said(text: str, first: date, own: date, today: date) -> date:
    """Return the day that staff mean: « jeudi » is the Thursday nearest to the slot's own day."""
    if not is_weekday_alone(text, first, today):
        return first
    nearest = own + timedelta(days=(first - own).days % 7)
    nearest -= WEEK * (nearest - own > WEEK / 2)
    return nearest if nearest >= today else first


def _words_of(row: Row) -> frozenset[str]:
    return frozenset(fold(f"{row['title']} {row['host']}").split()) - SMALL


def _meant(word: str, spellings: Spellings) -> str | None:
    if word in spellings:
        return word
    return None if word in COMMON else spellings.nearest(word)


def _weight(word: str, sharing: Counter[str]) -> float:
    """Return how much a word tells: less the more names have it, little when everybody says it."""
    return (0.01 if word in COMMON else 1) / sharing[word]


def _fits(slot: Slot, when: Interval | Question | None) -> bool:
    if when is None:
        return True
    if isinstance(when, Question):
        return slot.day in when.days
    if not when.day_said:
        return slot.starts.astimezone(slot.tz).time() == when.start.time() or not when.by_clock
    readings = [one for one in (when, when.alternative, when.half) if one is not None]
    return any(_within(slot, one) for one in readings)


def _within(slot: Slot, when: Interval) -> bool:
    local = slot.starts.astimezone(slot.tz)
    return when.start <= local < when.end


def _same_weekday(slot: Slot, when: Interval | Question | None) -> bool:
    """Tell whether « mardi » may mean a later Tuesday: the coming one has no such slot."""
    if not isinstance(when, Interval):
        return False
    day: date = when.start.date()
    same_hour = not when.by_clock or when.start.time() == slot.starts.astimezone(slot.tz).time()
    return when.touches(day) and slot.day.weekday() == day.weekday() and same_hour
