"""Settle which of two times was meant, by the slots that there are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Draft, Moments
from storage import catalogue
from storage.database import Transaction

WEEK = timedelta(days=7)


def settle_half(tx: Transaction, draft: Draft, now: datetime) -> Draft:
    """Return a draft that keeps the other half of the day open only where both have slots."""
    if draft.half is None:
        return draft
    other = at(draft, draft.half)
    if not has_slots(tx, other, now):
        return draft.having(half=None)
    return draft if has_slots(tx, draft, now) else other


def at(draft: Draft, moments: Moments) -> Draft:
    """Return a draft at another time; the week after it, too, is in that half of the day."""
    week = draft.week and (draft.week.half or draft.week)
    return draft.having(
        day=moments.day, since=moments.since, until=moments.until, half=None, week=week
    )


def a_week_later(draft: Draft) -> Draft:
    """Return a draft a week later: as the words may mean, else the same days and hours then."""
    week = draft.week or a_week_after(draft)
    return draft.having(
        day=week.day, since=week.since, until=week.until, half=week.half, week=None, slot=None
    )


def a_week_after(draft: Draft) -> Moments:
    """Return the same days and hours, a week later."""
    return Moments(
        day=draft.day and draft.day + WEEK,
        since=draft.since and _next_week(draft.since, draft),
        until=draft.until and _next_week(draft.until, draft),
    )


def _next_week(instant: datetime, draft: Draft) -> datetime:
    """Return the same hour of a day a week later, whatever the clocks did between."""
    zone = ZoneInfo(draft.told.tz if draft.told else "UTC")
    return (instant.astimezone(zone) + WEEK).astimezone(UTC)


def has_slots(tx: Transaction, draft: Draft, now: datetime) -> bool:
    """Tell whether any slot fits, full or not."""
    return bool(catalogue.slots(tx, draft.wanted(), now, limit=1))
