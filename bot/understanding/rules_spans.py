"""Rules for weeks, week-ends, months and bounds, shared by the languages."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.understanding import calendar
from bot.understanding.calendar import DAY, WEEK, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_hours import EARLY, LATE, MIDDLE
from bot.understanding.rules_numbers import nothing
from bot.understanding.tokens import Days, Token

IN_WEEK = {EARLY: (0, 2), MIDDLE: (2, 4), LATE: (3, 7)}
"""Monday and Tuesday, Wednesday and Thursday, Thursday to Sunday."""
IN_MONTH = {EARLY: (1, 10), MIDDLE: (10, 20), LATE: (21, 31)}
SATURDAY = 5
SPLIT = 4
"""So many weekdays of a month before its first Monday may make a first week of their own."""
SUNDAY_IS_OVER = 12
"""From that hour on a week-end said on a Sunday is rather the next one."""


def _span(first: date, after: date, kind: str = "days") -> Token:
    return Token(kind, days=Days(first, after))


def _ahead(tokens: Sequence[Token]) -> int:
    """Return how many weeks or months ahead `this`, `next` and `after next` are."""
    kinds = {token.kind for token in tokens}
    return 2 if "after_next" in kinds else 1 if kinds & {"next", "coming", "following"} else 0


def week(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`cette semaine`, `la semaine prochaine` → Monday to Sunday."""
    start = calendar.monday(scene.today) + _ahead(tokens) * WEEK
    return _span(start, start + WEEK, "week")


def week_after_this(scene: Scene, _: Sequence[Token]) -> Token | None:
    """`pas cette semaine, la suivante` → the next."""
    start = calendar.monday(scene.today) + WEEK
    return _span(start, start + WEEK, "week")


def week_around(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`la semaine du 24` → the week of that day."""
    days = tokens[-1].days
    if days is None or days.after - days.first > DAY:
        return tokens[-1]
    around = calendar.week_of(days.first)
    return _span(around.first, around.after, "week")


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
    return _span(monday, end, "week")


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
    return _span(start + first * DAY, start + after * DAY)


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
                return _span(monday, monday + WEEK, "week")
    return None


def weekend(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`ce week-end`, `le week-end prochain` → Saturday and Sunday."""
    saturday = calendar.monday(scene.today) + SATURDAY * DAY
    ahead = 0 if tokens[0].kind == "coming" else _ahead(tokens)
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
    return _span(saturday, saturday + 2 * DAY)


def weekend_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`le premier week-end de septembre` → its Saturday and Sunday."""
    saturday = _nth(SATURDAY, scene, tokens)
    return _span(saturday, saturday + 2 * DAY) if saturday else None


def edge_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`début décembre`, `mi-mars`, `fin du mois` → ten days of it."""
    first, last = IN_MONTH[values(tokens, "edge")[0]]
    first += first == 10 and "middle from the 11th" in scene.habits
    months, years = values(tokens, "month"), values(tokens, "year")
    now = scene.today
    if months:
        start = calendar.month_to_come(months[0], years[0] if years else 0, now)
    else:
        start = calendar.month_start(now.year, now.month + _ahead(tokens))
    made = _part_of_month(start, first, last)
    if made[1] <= now and not years:
        start = calendar.month_start(start.year + bool(months), start.month + (not months))
        made = _part_of_month(start, first, last)
    return _span(*made)


def half_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`half december` → the middle of it."""
    return edge_of_month(scene, [Token("edge", MIDDLE), *tokens[1:]])


def _part_of_month(start: date, first: int, last: int) -> tuple[date, date]:
    end = calendar.month_start(start.year, start.month + 1)
    return start + (first - 1) * DAY, end if last == 31 else start + last * DAY


def fortnight(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`la première quinzaine d'avril` → the 1st to the 14th."""
    start = calendar.month_to_come(values(tokens, "month")[0], 0, scene.today)
    end = calendar.month_start(start.year, start.month + 1)
    middle = start + 14 * DAY
    return _span(start, middle) if tokens[0].value == 1 else _span(middle, end)


def day_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`3eme jour d'octobre` → that day."""
    year = next(iter(values(tokens, "year")), 0)
    month = values(tokens, "month")[0]
    days = calendar.in_month(tokens[0].value, month, year, scene.today, None)
    return Token("days", days=days) if days else None


def whole_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`en décembre`, `le mois prochain` → all of it."""
    months, years = values(tokens, "month"), values(tokens, "year")
    now = scene.today
    start = (
        calendar.month_to_come(months[0], years[0] if years else 0, now)
        if months
        else calendar.month_start(now.year, now.month + _ahead(tokens))
    )
    return _span(start, calendar.month_start(start.year, start.month + 1))


def from_then(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`à partir de jeudi`, `pas avant jeudi` → from then on, for a month."""
    last = next((token for token in tokens if token.days), tokens[-1])
    if last.days is None or last.days.doubt:
        return last
    if tokens[0].text == "since":
        return Token("gone")
    beyond = tokens[0].kind == "after" and last.kind == "days"
    first = last.days.after if beyond else last.days.first
    return _span(first, first + calendar.OPEN_END)


def up_to(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`avant jeudi`, `jusqu'à vendredi` → from today, with or without that day."""
    last = next((token for token in tokens if token.days), tokens[-1])
    if last.days is None or last.days.doubt:
        return last
    if tokens[0].kind == "before" and "before may be for" in scene.habits:
        return last
    kinds = {token.kind for token in tokens}
    end = last.days.after if kinds & {"until", "within", "latest"} else last.days.first
    return _span(scene.today, end) if end > scene.today else None


def until_an_hour(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`avant vendredi midi` → that Friday until noon."""
    days, hours = tokens[-2].days, tokens[-1].hours
    if days is None or hours is None or not hours.clock:
        return None
    return Token("hours", days=days, hours=replace(hours, start=0, end=hours.start))


def settled(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """A week said by itself is its days."""
    return Token("days", days=tokens[-1].days)


OF_MONTHS = rules(
    (
        ("ord|last weeks OF? the? month year?", week_of_month),
        ("ord|last weekend OF? the? month year?", weekend_of_month),
        ("ord fortnight OF? the? month", fortnight),
        ("ord days_word OF? the? month year?", day_of_month),
    )
)
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
PERIODS = rules(
    (
        ("weeks OF? THE? days", week_around),
        ("edge OF? at? THE? week\n edge OF? THE? weeks", edge_of_week),
        ("weekend next not that_one", weekend),
        ("this|NEXT|following|after_next weekend\n weekend next|following", weekend),
        ("half month year?", half_month),
        ("edge OF? THE? months? next|this? OF? month year?", edge_of_month),
        ("edge OF? THE? next|this? months next?", edge_of_month),
        ("NEXT months\n months next\n IN month year?\n months OF month year?", whole_month),
        ("this months\n this month", whole_month),
        ("weekend OF? THE? days", weekend_around),
        ("weekend", weekend),
        ("week", settled),
    )
)
BOUNDS = rules(
    (
        ("earliest THE|on? days\n days earliest", from_then),
        ("not before THE|on? days\n since OF? THE|on|a? days\n after THE|on? days", from_then),
        ("until|before|within THE|on|a? days hours", until_an_hour),
        ("until|before|within latest|THE|on|a? days\n latest THE|on|a? days\n days latest", up_to),
        ("days not $\n days|hours hours? cannot\n cannot THE|on|a? days|hours", nothing),
        ("not THE|on|a? days|part|hours", nothing),
    )
)
