"""Instants and local days: the one place that turns them into text and back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def to_text(instant: datetime) -> str:
    """Return an aware instant as ISO 8601 UTC with seconds, such as `2026-11-24T13:00:00Z`."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def from_text(text: str) -> datetime:
    """Return the aware UTC instant that `to_text` wrote."""
    return datetime.fromisoformat(text)


def local_day(instant: datetime, tz: ZoneInfo) -> date:
    """Return the calendar day of an instant where the visit takes place."""
    return instant.astimezone(tz).date()


def at_local(day: date, hour: time, tz: ZoneInfo) -> datetime:
    """Return the UTC instant of a local wall time.

    An hour that the clock change skips becomes the instant one hour later on the wall; one that
    it repeats is taken the first time.
    """
    return datetime.combine(day, hour, tzinfo=tz).astimezone(UTC)


def overlaps(starts: datetime, ends: datetime, other: datetime, other_ends: datetime) -> bool:
    """Tell whether two half-open intervals share an instant."""
    return starts < other_ends and other < ends
