"""Which hours of a day are meant: pure arithmetic over minutes."""

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.rules_clocks import HOUR, MIDNIGHT, NOON
from bot.understanding.tokens import Hours

LATE = 17 * HOUR
"""From then on a part of the day is the evening."""


def one_time(said: Sequence[Hours]) -> Hours | None:
    """Return one time from an hour beside a part of the day, or from several hours."""
    clocks = [hours for hours in said if hours.clock]
    part = next((hours for hours in said if not hours.clock), None)
    if not clocks:
        return part
    if part is None:
        return _around(clocks)
    if clocks[0].start == NOON and part.start >= NOON:
        return _midnight(clocks[0]) if part.start >= LATE else part
    return _within(_around(clocks), part)


def _midnight(noon: Hours) -> Hours:
    """`ce soir à 12 h` → the midnight after it."""
    return replace(noon, start=noon.start + NOON, end=noon.end + NOON, loose=False)


def _around(clocks: Sequence[Hours]) -> Hours:
    start, end = min(hours.start for hours in clocks), max(hours.end for hours in clocks)
    return Hours(start, end, True, clocks[0].loose)


def _within(hours: Hours, part: Hours) -> Hours:
    """Return hours in the part of the day that was said; the part ends what is left open."""
    hours = _in_half_of(part, hours)
    if hours.end == MIDNIGHT and _lasts(hours) and part.end > hours.start:
        hours = replace(hours, end=part.end)
    if hours.start == 0 and _lasts(hours) and part.start < hours.end:
        hours = replace(hours, start=part.start)
    return replace(hours, loose=False)


def _in_half_of(part: Hours, hours: Hours) -> Hours:
    """Return an hour in the half of the day that the part says: `8 h du soir` → 20:00."""
    late = part.start >= NOON
    if hours.loose and late and hours.end <= NOON + HOUR and hours.start < NOON:
        return replace(hours, start=hours.start + NOON, end=hours.end + NOON)
    return hours


def _lasts(hours: Hours) -> bool:
    """Tell a stretch from a point, which stands for an hour."""
    return hours.end - hours.start > HOUR


def likely_first(hours: Hours, habits: frozenset[str]) -> tuple[Hours, Hours | None]:
    """Return hours in their likelier half of the day, and in the other half where there is one."""
    until = hours.start == 0 and hours.end <= NOON
    said = hours.end if until else hours.start
    if not hours.loose or not HOUR <= said <= NOON:
        return hours, None
    later = NOON if said < NOON else 0
    start, end = hours.start + (0 if until else later), min(hours.end + later, MIDNIGHT)
    other = replace(hours, start=start, end=end)
    afternoon = said < _morning_from(habits) and not _exact(hours, habits)
    return (other, hours) if afternoon else (hours, other)


def _morning_from(habits: frozenset[str]) -> int:
    return (5 if "afternoon from 1 to 4" in habits else 7) * HOUR


def _exact(hours: Hours, habits: frozenset[str]) -> bool:
    return hours.figures and "colons are exact" in habits


def likely(hours: Hours) -> bool:
    """Tell whether visits are likely at that time."""
    return hours.end > 7 * HOUR and hours.start < 19 * HOUR
