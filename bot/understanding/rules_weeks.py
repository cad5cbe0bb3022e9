"""Rules for weeks and week-ends, shared by the languages."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from bot.understanding import calendar
from bot.understanding.calendar import DAY, WEEK, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_hours import EARLY, LATE, MIDDLE
from bot.understanding.rules_numbers import nothing
from bot.understanding.tokens import Days, Token

IN_WEEK = {EARLY: (0, 2), MIDDLE: (2, 4), LATE: (3, 7)}
"""Monday and Tuesday, Wednesday and Thursday, Thursday to Sunday."""
SATURDAY = 5
SPLIT = 4
"""So many weekdays of a month before its first Monday may make a first week of their own."""
SUNDAY_IS_OVER = 12
"""From that hour on a week-end said on a Sunday is rather the next one."""


def span(first: date, after: date, kind: str = "days") -> Token:
    """Return the token of the days from one up to another."""
    return Token(kind, days=Days(first, after))


def weeks_ahead(tokens: Sequence[Token]) -> int:
    """Return how many weeks or months ahead `this`, `next` and `after next` are."""
    kinds = {token.kind for token in tokens}
    return 2 if "after_next" in kinds else 1 if kinds & {"next", "coming", "following"} else 0


def week(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`cette semaine`, `la semaine prochaine` → Monday to Sunday."""
    start = calendar.monday(scene.today) + weeks_ahead(tokens) * WEEK
    return span(start, start + WEEK, "week")


def week_after_this(scene: Scene, _: Sequence[Token]) -> Token | None:
    """`pas cette semaine, la suivante` → the next."""
    start = calendar.monday(scene.today) + WEEK
    return span(start, start + WEEK, "week")


def week_around(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`la semaine du 24` → the week of that day."""
    days = tokens[-1].days
    if days is None or days.after - days.first > DAY:
        return tokens[-1]
    around = calendar.week_of(days.first)
    return span(around.first, around.after, "week")


def week_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`première semaine d'octobre` → the first whole week in it, where it is clear which it is."""
    monday = _nth(0, scene, tokens)
    if monday is None:
        return None
    end = monday + WEEK
    if tokens[0].kind == "ord" and (monday.day - 1) % 7 >= SPLIT and monday - WEEK >= scene.today:
        return Token("days", days=one(monday, doubt=(monday - WEEK, monday)))
    if tokens[0].kind == "last" and not tokens[0].value and (end - DAY).month != monday.month:
        monday, end = monday - WEEK, end - WEEK
    return span(monday, end, "week")


def _nth(weekday: int, scene: Scene, tokens: Sequence[Token]) -> date | None:
    which = -1 - tokens[0].value if tokens[0].kind == "last" else tokens[0].value
    year = next(iter(values(tokens, "year")), 0)
    return calendar.nth(weekday, which, values(tokens, "month")[0], year, scene.today)


def edge_of_week(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`fin de semaine` → Thursday to Sunday of this week, of the next where that is over."""
    first, after = IN_WEEK[values(tokens, "edge")[0]]
    first = 4 if "late is friday" in scene.habits and first == 3 else first
    after = 3 if "late is friday" in scene.habits and first == 0 else after
    said = next((token.days for token in tokens if token.days), None)
    start = said.first if said else calendar.monday(scene.today)
    if start + after * DAY <= scene.today:
        if said:
            return None
        start += WEEK
    return span(start + first * DAY, start + after * DAY)


def weekday_of_week(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`mardi de la semaine prochaine`, `volgende week dinsdag` → that day."""
    days = next(token.days for token in tokens if token.days)
    found = days.first + values(tokens, "weekday")[0] * DAY
    return Token("days", days=one(found)) if found >= scene.today else Token("gone")


def either_of_week(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`la semaine prochaine mardi ou jeudi` → one of the two."""
    monday = next(token.days for token in tokens if token.days).first
    choice = sorted(monday + day * DAY for day in values(tokens, "weekday"))
    return Token("days", days=one(choice[0], doubt=choice)) if choice[0] >= scene.today else None


def numbered_week(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`semaine 48` → that week of the calendar, this year's or the next's."""
    for year in (scene.today.year, scene.today.year + 1):
        with suppress(ValueError):
            monday = date.fromisocalendar(year, tokens[-1].value, 1)
            if monday + WEEK > scene.today:
                return span(monday, monday + WEEK, "week")
    return None


def weekend(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`ce week-end`, `le week-end prochain` → Saturday and Sunday."""
    saturday = calendar.monday(scene.today) + SATURDAY * DAY
    ahead = 0 if tokens[0].kind == "coming" else weeks_ahead(tokens)
    if not ahead and scene.today > saturday:
        return Token("days", days=_said_on_sunday(scene))
    this_one = tokens[-1].kind != "that_one" and scene.today < saturday
    shift = 7 if ahead == 1 and this_one else 0
    start = saturday + (ahead - (1 if shift else 0)) * WEEK
    if shift and "next is next week's" in scene.habits:
        start, shift = start + WEEK, -7
    return Token("days", days=Days(start, start + 2 * DAY, shift))


def _said_on_sunday(scene: Scene) -> Days:
    """Return what is left of this week-end, or the next; the other is the other reading."""
    sunday = scene.today
    if scene.now.hour >= SUNDAY_IS_OVER:
        return Days(sunday + 6 * DAY, sunday + 8 * DAY, -7)
    return Days(sunday, sunday + DAY, 6)


def weekend_around(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`le week-end du 28` → that Saturday and Sunday."""
    days = tokens[-1].days
    if days is None or days.doubt or days.after - days.first > DAY:
        return tokens[-1]
    saturday = calendar.monday(days.first) + SATURDAY * DAY
    return span(saturday, saturday + 2 * DAY)


def weekend_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`le premier week-end de septembre` → its Saturday and Sunday."""
    saturday = _nth(SATURDAY, scene, tokens)
    return span(saturday, saturday + 2 * DAY) if saturday else None


NAMED_WEEKS = rules(
    (
        ("num following UNIT", nothing),
        ("not this weeks the? weeks? unknown? next|following|after", week_after_this),
        ("this|NEXT|following|after_next weeks\n weeks next|following|after_next", week),
        ("the? after_next !weekday|weeks|weekend|days|month", week),
        ("in weeks !OF", week),
        ("weeks num !counted|days_word", numbered_week),
        (
            "week OF|on? the? weekday or|and weekday\n weekday or|and weekday OF? the? week",
            either_of_week,
        ),
        ("weekday OF? the? week\n week OF|on? the? weekday", weekday_of_week),
    )
)
