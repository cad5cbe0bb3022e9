"""Rules for months and bounds, shared by the languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.understanding import calendar
from bot.understanding.calendar import DAY
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_hours import EARLY, LATE, MIDDLE
from bot.understanding.rules_numbers import nothing
from bot.understanding.rules_weeks import (
    edge_of_week,
    span,
    week_around,
    week_of_month,
    weekend,
    weekend_around,
    weekend_of_month,
    weeks_ahead,
)
from bot.understanding.tokens import Token

IN_MONTH = {EARLY: (1, 10), MIDDLE: (10, 20), LATE: (21, 31)}


def edge_of_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`début décembre`, `mi-mars`, `fin du mois` → ten days of it."""
    first, last = IN_MONTH[values(tokens, "edge")[0]]
    first += first == 10 and "middle from the 11th" in scene.habits
    months, years = values(tokens, "month"), values(tokens, "year")
    now = scene.today
    if months:
        start = calendar.month_to_come(months[0], years[0] if years else 0, now)
    else:
        start = calendar.month_start(now.year, now.month + weeks_ahead(tokens))
    made = _part_of_month(start, first, last)
    if made[1] <= now and not years:
        start = calendar.month_start(start.year + bool(months), start.month + (not months))
        made = _part_of_month(start, first, last)
    return span(*made)


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
    return span(start, middle) if tokens[0].value == 1 else span(middle, end)


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
        else calendar.month_start(now.year, now.month + weeks_ahead(tokens))
    )
    return span(start, calendar.month_start(start.year, start.month + 1))


def from_then(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`à partir de jeudi`, `pas avant jeudi` → from then on, for a month."""
    last = next((token for token in tokens if token.days), tokens[-1])
    if last.days is None or last.days.doubt:
        return last
    if tokens[0].text == "since":
        return Token("gone")
    beyond = tokens[0].kind == "after" and last.kind == "days"
    first = last.days.after if beyond else last.days.first
    return span(first, first + calendar.OPEN_END)


def up_to(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`avant jeudi`, `jusqu'à vendredi` → from today, with or without that day."""
    last = next((token for token in tokens if token.days), tokens[-1])
    if last.days is None or last.days.doubt:
        return last
    if tokens[0].kind == "before" and "before may be for" in scene.habits:
        return last
    kinds = {token.kind for token in tokens}
    end = last.days.after if kinds & {"until", "within", "latest"} else last.days.first
    return span(scene.today, end) if end > scene.today else None


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
