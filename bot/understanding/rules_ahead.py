"""Rules for so many days, weeks or hours from now, shared by the languages."""

from collections.abc import Sequence
from datetime import timedelta

from bot.understanding import calendar
from bot.understanding.calendar import DAY, WEEK, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_numbers import nothing
from bot.understanding.rules_weekdays import weekday_later
from bot.understanding.tokens import Days, Hours, Token

MOST_AHEAD = {
    "minutes": 1440,
    "hours": 72,
    "days_word": 366,
    "weeks": 60,
    "months": 24,
    "fortnight": 12,
}


def later(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`dans 3 jours`, `in two hours`, `deux jours plus tard` → that day, or that hour."""
    unit = next(token.kind for token in tokens if token.kind in MOST_AHEAD)
    number = next(iter(values(tokens, "num", "one")), 1)
    if not 1 <= number <= MOST_AHEAD[unit]:
        return None
    if unit in ("hours", "minutes"):
        more = next(iter(values(tokens, "quarter")), 0)
        then = scene.now + timedelta(minutes=number * (60 if unit == "hours" else 1) + more)
        start = then.hour * 60 + then.minute
        return Token("hours", days=one(then.date()), hours=Hours(start, start + 60, True))
    if unit == "months":
        return Token("days", days=one(calendar.months_later(scene.today, number)))
    length = {"weeks": WEEK, "fortnight": 2 * WEEK}.get(unit, DAY)
    return Token("days", days=one(scene.today + number * length))


def in_hours(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`dans 1h30` → that hour."""
    ahead = tokens[-1]
    if ahead.text == "sure" or ahead.value > 12 * 60:
        return None
    then = scene.now + timedelta(minutes=ahead.value)
    start = then.hour * 60 + then.minute
    return Token("hours", days=one(then.date()), hours=Hours(start, start + 60, True))


def next_few(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`3 prochains jours`, `next two weeks` → from tomorrow, from Monday, from now."""
    unit = next(token.kind for token in tokens if token.kind in MOST_AHEAD)
    number = values(tokens, "num")[0]
    if not 1 <= number <= 31 or unit in ("months", "fortnight"):
        return None
    if unit in ("hours", "minutes"):
        length = 60 if unit == "hours" else 1
        minute = scene.now.hour * 60 + scene.now.minute
        start = minute // length * length + length
        end = start + number * length
        return Token("hours", days=one(scene.today), hours=Hours(start, end, True))
    if unit == "weeks":
        monday = calendar.monday(scene.today) + WEEK
        return Token("days", days=Days(monday, monday + number * WEEK))
    return Token("days", days=Days(scene.today + DAY, scene.today + (number + 1) * DAY))


def closest_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`the second closest Monday to 5 October` → that Monday, before or after."""
    said = values(tokens, "weekday", "short")[0]
    around = next(token.days for token in tokens if token.kind == "days")
    if around is None or around.doubt:
        return Token("days", days=around)
    after = calendar.nearest(said, around.first)
    near = sorted(
        (after + weeks * WEEK for weeks in range(-3, 3)), key=lambda day: abs(day - around.first)
    )
    which = next(iter(values(tokens, "ord")), 1)
    found = near[which - 1] if 1 <= which <= len(near) else None
    return Token("days", days=one(found)) if found and found >= scene.today else Token("gone")


def either_number(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`am 24. oder 26.` → one of the two."""
    found = [calendar.of_some_month(day, scene.today) for day in values(tokens, "num", "ord")]
    days = [one.first for one in found if one is not None]
    return Token("days", days=one(min(days), doubt=days)) if len(days) == len(found) else None


def either_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`8. oder 9. Juni` → one of the two."""
    month = values(tokens, "month")[0]
    found = [
        calendar.in_month(day, month, 0, scene.today, None) for day in values(tokens, "num", "ord")
    ]
    days = [one.first for one in found if one is not None]
    return Token("days", days=one(min(days), doubt=days)) if days else None


def either_ordinal(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`29th or 30th` → one of the two; `3e ou 4e` are classes."""
    return either_number(scene, tokens) if "ordinals are days" in scene.habits else None


def from_a_day(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`heute in einer woche`, `morgen in 14 tagen` → so long after that day."""
    ahead = later(scene, tokens[1:])
    if ahead is None or ahead.days is None or ahead.hours is not None:
        return None
    return Token("days", days=one(ahead.days.first + tokens[0].value * DAY))


EITHER = rules(
    (
        ("THE|on num|ord or THE? num|ord !COUNTED|UNIT|month|hours", either_number),
        (
            "THE|on? N or THE|on? N OF? month\n month N or N !COUNTED|UNIT|hours|meridian",
            either_of_month,
        ),
        ("ord or THE? ord !COUNTED|UNIT|month", either_ordinal),
    )
)
CLOSEST = rules(
    (
        (
            "the? ord? closest WD TO|OF the? days\n the? weekday closest OF the? days",
            closest_weekday,
        ),
    )
)
AHEAD = rules(
    (
        ("gone num|one? UNIT\n num|one UNIT gone\n gone the? days", nothing),
        ("~weekday NEXT num UNIT\n num NEXT UNIT\n num UNIT following", next_few),
        ("weekday in|over num|one weeks", weekday_later),
        ("day in|over num|one days_word|weeks|fortnight", from_a_day),
        ("in|over|within num|one UNIT and quarter\n in|over|within num|one UNIT", later),
        ("num|one UNIT later\n num|one UNIT after !unknown\n after num days_word", later),
        ("in|over clock", in_hours),
    )
)
