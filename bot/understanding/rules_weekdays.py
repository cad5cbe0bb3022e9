"""Rules for weekdays and words like `demain`, shared by the languages."""

from collections.abc import Sequence

from bot.understanding import calendar
from bot.understanding.calendar import DAY, WEEK, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_numbers import nothing
from bot.understanding.tokens import Days, Token

LAST = -1
SEVERAL = 3  # weeks offered for `un samedi`


def said(days: Days | None) -> Token | None:
    """Return the token of some days, None where there are none."""
    return Token("days", days=days) if days is not None else None


def in_days(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`demain`, `après-demain` → that day."""
    return said(one(scene.today + values(tokens, "day")[0] * DAY))


def plain_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`mardi` → the next one; said on a Tuesday it may be today."""
    found = calendar.coming(values(tokens, "weekday")[0], scene.today)
    return said(one(found, shift=-7 if found - scene.today == WEEK else 0))


def some_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`un samedi`, `on a Saturday` → any: it is asked which."""
    first = calendar.coming(values(tokens, "weekday")[0], scene.today)
    return said(one(first, doubt=[first + weeks * WEEK for weeks in range(SEVERAL)]))


def this_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`ce mardi` → the nearest, today included; `kommenden Dienstag` → not today."""
    weekday = values(tokens, "weekday")[0]
    near = calendar.nearest if tokens[0].kind == "this" else calendar.coming
    return said(one(near(weekday, scene.today)))


def next_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`mardi prochain` → the nearest to come; `next Tuesday` → next week's.

    Where the two differ, the other one is kept as another reading.
    """
    near = calendar.coming(values(tokens, "weekday")[0], scene.today)
    this_week = near < calendar.monday(scene.today) + WEEK
    if not this_week:
        return said(one(near))
    if "next is next week's" in scene.habits:
        return said(one(near + WEEK, shift=-7))
    return said(one(near, shift=7))


def following_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`mardi suivant`, `friday after next` → the one of next week."""
    if tokens[-1].text == "after":
        return weekday_after_next(scene, tokens)
    first = calendar.monday(scene.today) + WEEK
    return said(one(first + values(tokens, "weekday")[0] * DAY))


def weekday_after_next(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`friday after next`, `übernächsten Montag` → a week after the nearest to come."""
    return said(one(calendar.coming(values(tokens, "weekday")[0], scene.today) + WEEK))


def weekday_later(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`mardi en huit`, `mittwoch in 2 wochen` → so many weeks after the nearest."""
    number = next(iter(values(tokens, "num")), 1)
    weeks = number if any(token.kind == "weeks" for token in tokens) else {8: 1, 15: 2}.get(number)
    if tokens[-1].kind == "later":
        weeks, first = number - 1, calendar.coming(values(tokens, "weekday")[0], scene.today)
        return said(one(first + weeks * WEEK))
    if not weeks or weeks > 52:
        return None
    found = calendar.nearest(values(tokens, "weekday")[0], scene.today)
    return said(one(found + weeks * WEEK))


def day_en_huit(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`demain en huit` → a week after tomorrow."""
    weeks = {8: 1, 15: 2}.get(tokens[-1].value)
    return said(one(scene.today + tokens[0].value * DAY + weeks * WEEK)) if weeks else None


def nth_weekday(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`first Tuesday of October`, `le premier mercredi du mois prochain`, `last Friday of…`."""
    which = LAST - tokens[0].value if tokens[0].kind == "last" else tokens[0].value
    year = next(iter(values(tokens, "year")), 0)
    months = values(tokens, "month")
    today, weekday_said = scene.today, values(tokens, "weekday")[0]
    if months:
        found = calendar.nth(weekday_said, which, months[0], year, today)
        return said(one(found)) if found else None
    for ahead in (1,) if any(token.kind == "next" for token in tokens) else (0, 1):
        month = calendar.month_start(today.year, today.month + ahead)
        found = calendar.nth(weekday_said, which, month.month, month.year, today)
        if found:
            return said(one(found))
    return None


def day_after(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`le lendemain du 13 février` → the 14th; `le lendemain` → tomorrow."""
    days = tokens[-1].days
    return said(one(days.after if days else scene.today + DAY))


NTH_WEEKDAYS = rules(
    (
        ("ord|last weekday OF? the? month year?\n ord weekday OF? the? next months", nth_weekday),
        ("ord|last weekday OF? the? months next?", nth_weekday),
    )
)
WEEKDAYS = rules(
    (
        ("any the? weekday|part|days|hours|days_word", nothing),
        (
            "gone the? weekday|days|weeks|months|hours\n weekday|weeks|months|weekend last hours?",
            nothing,
        ),
        ("last weekday|weeks|months|weekend", nothing),
        (
            "weekday en num\n num weekday later\n num|one weeks on|since weekday\n weekday weeks $",
            weekday_later,
        ),
        ("ord weekday", nothing),
        ("one weekday", some_weekday),
        (
            "weekday next not that_one\n not this weekday the? next|following"
            "\n not this weekday unknown the? next|following",
            weekday_after_next,
        ),
        ("weekday following !weeks", following_weekday),
        ("weekday after_next !weeks\n after_next weekday", weekday_after_next),
        ("weekday next !weeks\n next weekday", next_weekday),
        ("this? coming weekday\n this next? weekday", this_weekday),
        ("day en num", day_en_huit),
        ("morrow OF unknown", nothing),
        ("morrow OF? the? days\n morrow", day_after),
        ("day", in_days),
    )
)
LONE_WEEKDAYS = rules((("the? weekday", plain_weekday),))
