"""Which day, week or month is meant, seen from today: pure arithmetic over dates."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.understanding.tokens import Days

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
JUST_GONE = timedelta(days=31)
OPEN_END = timedelta(days=31)
"""How long "from Thursday" lasts."""


def one(day: date, *, shift: int = 0, doubt: Sequence[date] = ()) -> Days:
    """Return a single day."""
    return Days(day, day + DAY, shift, tuple(sorted(set(doubt))))


def nearest(weekday: int, today: date) -> date:
    """Return the first such weekday from today on, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def coming(weekday: int, today: date) -> date:
    """Return the first such weekday after today."""
    return nearest(weekday, today + DAY)


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def safe(year: int, month: int, day: int) -> date | None:
    """Return a date, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_start(year: int, month: int) -> date:
    """Return the first of a month; the month may run over the year's end."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def in_month(day: int, month: int, year: int, today: date, weekday: int | None) -> Days | None:
    """Return a day of a month, in the first year to come where none is said.

    What has just gone by, and a weekday that is not the date's, is a doubt; a day of a past year
    is nothing.
    """
    found = safe(year, month, day) if year else _in_some_year(day, month, today)
    if found is None or found < today:
        return None
    if weekday is not None and found.weekday() != weekday:
        return contradiction(found, weekday, today)
    if not year and _year_before(found) > today - JUST_GONE and found - today > OPEN_END:
        return one(found, doubt=(found,))
    return one(found)


def no_such_day(day: int, month: int, year: int, today: date) -> Days | None:
    """Return the doubt about a day that its month never has: the last it has, or the first after.

    The 31st of November may be meant as the 30th or as the 1st of December.
    """
    if not 29 <= day <= 31 or not 1 <= month <= 12:
        return None
    after = month_start(month_to_come(month, year, today).year, month + 1)
    if safe((after - DAY).year, month, day) or after <= today:
        return None
    return one(after, doubt=[found for found in (after - DAY, after) if found >= today])


def _in_some_year(day: int, month: int, today: date) -> date | None:
    years = (safe(today.year + ahead, month, day) for ahead in range(9))  # 29 February skips some
    return next((found for found in years if found is not None and found >= today), None)


def _year_before(day: date) -> date:
    return safe(day.year - 1, day.month, day.day) or day - timedelta(days=365)


def contradiction(found: date, weekday: int, today: date) -> Days:
    """Return the doubt between a date and the day nearest to it that has the weekday said."""
    after = nearest(weekday, found)
    before = after - WEEK
    other = before if found - before < after - found and before >= today else after
    return one(found, doubt=(found, other))


def of_some_month(day: int, today: date, weekday: int | None = None) -> Days | None:
    """Return the next such day of a month: this month's, or the first month's that has it."""
    for ahead in range(4):
        first = month_start(today.year, today.month + ahead)
        found = safe(first.year, first.month, day)
        if found is not None and found >= today:
            if weekday is not None and found.weekday() != weekday:
                return contradiction(found, weekday, today)
            return one(found)
    return None


def nth(weekday: int, which: int, month: int, year: int, today: date) -> date | None:
    """Return the nth such weekday of a month, -1 the last, in the first year to come."""
    for candidate in (year,) if year else (today.year, today.year + 1):
        first = month_start(candidate, month)
        after = month_start(candidate, month + 1)
        found = (
            nearest(weekday, after) + which * WEEK
            if which < 0
            else nearest(weekday, first) + (which - 1) * WEEK
        )
        if first <= found < after and found >= today:
            return found
    return None


def week_of(day: date) -> Days:
    """Return the Monday to Sunday around a day; a Sunday announces the week after it."""
    start = monday(day + DAY) if day.weekday() == 6 else monday(day)
    return Days(start, start + WEEK)


def month_to_come(month: int, year: int, today: date) -> date:
    """Return the first of a month that is not over yet."""
    if year:
        return month_start(year, month)
    return month_start(today.year + (month < today.month), month)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    first = month_start(day.year, day.month + months)
    last = month_start(day.year, day.month + months + 1) - DAY
    return min(first + timedelta(days=day.day - 1), last)
