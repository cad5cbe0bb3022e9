"""Rules for parts of the day, ranges and bounds of hours, shared by the languages.

A part of the day is said in hours that visits keep: the morning 6 to 12, the afternoon 12 to 18
(as the product shows it), the evening 18 to 22, lunch 12 to 14; its beginning, middle and end are
in `EDGES`. `midi` is the hour of noon.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.calendar import coming, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_clocks import (
    HOUR,
    MIDNIGHT,
    NOON,
    at_hour,
    clock_at,
    digits,
    first_clock,
)
from bot.understanding.rules_numbers import nothing
from bot.understanding.tokens import Hours, Token

MORNING, AFTERNOON, EVENING, WHOLE, LUNCH, AFTER_LUNCH, BEFORE_LUNCH, AFTER_WORK, FIRST_THING = (
    range(9)
)
EARLY, MIDDLE, LATE = range(3)
PARTS = {
    MORNING: (6, 12),
    AFTERNOON: (12, 18),
    EVENING: (18, 22),
    WHOLE: (0, 24),
    LUNCH: (12, 14),
    AFTER_LUNCH: (13, 17),
    BEFORE_LUNCH: (10, 12),
    AFTER_WORK: (17, 21),
    FIRST_THING: (7, 10),
}
EDGES = {
    (MORNING, EARLY): (7, 9),
    (MORNING, MIDDLE): (9, 11),
    (MORNING, LATE): (10, 12),
    (AFTERNOON, EARLY): (12, 14),
    (AFTERNOON, MIDDLE): (14, 17),
    (AFTERNOON, LATE): (17, 19),
    (EVENING, EARLY): (18, 21),
    (EVENING, MIDDLE): (19, 22),
    (EVENING, LATE): (21, 24),
    (WHOLE, EARLY): (6, 10),
    (WHOLE, MIDDLE): (11, 16),
    (WHOLE, LATE): (17, 21),
}
LONGEST_VISIT = 5 * HOUR


def after_a_day(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`demain à 8` → eight; `demain à 3` may be three people."""
    number = values(tokens, "num")[0]
    made = clock_at(number * HOUR) if 7 <= number <= 20 else None
    return made and Token("hours", days=tokens[0].days, hours=point(made))


def open_after_a_day(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`saturday any time after 11`, `montag nicht vor 10` → that day from that hour on."""
    made = after_a_day(scene, tokens)
    hours = made.hours if made else None
    return replace(made, hours=replace(hours, end=MIDNIGHT)) if made and hours else None


def dotted_beside_day(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`jeudi 14.30` → 14:30, as no month is the thirtieth; `25 nov 1430` → the same."""
    number = tokens[-1].value
    likely = 700 <= number <= 2000 if tokens[-1].kind == "big" else number % 100 > 12
    clock = clock_at(digits(number)) if likely else None
    return clock and Token("hours", days=tokens[0].days, hours=point(clock))


def bare_range(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`monday 10-12`, `2 to 4 on friday` → those hours of that day, where visits are."""
    start, end = (number * HOUR for number in values(tokens, "num"))
    days = next(token.days for token in tokens if token.kind == "days")
    if end <= 6 * HOUR:
        start, end = start + NOON, end + NOON
    if not 7 * HOUR <= start < end <= 20 * HOUR:
        return None
    return Token("hours", days=days, hours=Hours(start, end, True))


def duration(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`une visite de 2h`, `2h de route` → no hour of the day."""
    clock = next(token for token in tokens if token.kind == "clock")
    return Token("unknown") if clock.text != "sure" and clock.value <= LONGEST_VISIT else None


def point(clock: Token) -> Hours:
    """Return the hour that begins at a clock."""
    return Hours(clock.value, clock.value + HOUR, True, clock.text != "sure", clock.text == "exact")


def range_of(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`de 9h à 11h`, `3-4pm`, `entre midi et 2` → from an hour to another."""
    match [first_clock([token]) for token in tokens if token.kind in ("clock", "noon", "num")]:
        case [(_, sure) as begun, (_, end_sure) as ended]:
            start, end = _in_order(begun, ended)
        case _:
            return None
    if start == end or start >= MIDNIGHT:
        return None
    whole = Hours(start, end, True, not (sure or end_sure))
    certain = (sure and end_sure) or _names_clock(tokens)
    return Token("hours" if certain else "maybe_hours", hours=whole)


def _in_order(begun: tuple[int, bool], ended: tuple[int, bool]) -> tuple[int, int]:
    """Put two hours in the halves of the day where one follows the other, if they leave it open.

    `2-16h` begins at 14:00, but `8-16h` in the morning; `10-2` ends at 14:00. What still ends
    before it begins lasts until midnight.
    """
    (start, sure), (end, end_sure) = begun, ended
    in_afternoon = end_sure and end >= 13 * HOUR and start + NOON < end
    if in_afternoon and not sure and start < 7 * HOUR:
        start += NOON
    if end <= start and not end_sure:
        end += NOON
    return start, MIDNIGHT if end < start else end


def _names_clock(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "clock" for token in tokens)


def _is_loose(clock: Token) -> bool:
    return clock.kind == "clock" and clock.text != "sure"


def _open(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`après 17h`, `ab 14 Uhr` → until midnight."""
    clock = next(token for token in tokens if token.kind in ("clock", "noon"))
    return Token("hours", hours=Hours(clock.value, MIDNIGHT, True, _is_loose(clock)))


def from_bare(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`from 3` → until midnight, where a day was said."""
    number = tokens[-1].value
    hours = Hours(number * HOUR, MIDNIGHT, True, True)
    return Token("maybe_hours", hours=hours) if 1 <= number <= 20 else None


def _until(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`avant midi`, `bis 11 Uhr` → from the day's start."""
    clock = next(token for token in tokens if token.kind in ("clock", "noon"))
    return Token("hours", hours=Hours(0, clock.value, True, _is_loose(clock)))


def part_of_day(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`matin`, `début d'après-midi` → the hours of the part; `ce soir` is today's."""
    (part,), edges = values(tokens, "part"), values(tokens, "edge")
    start, end = EDGES.get((part, edges[0]), PARTS[part]) if edges else PARTS[part]
    days = one(scene.today) if any(token.kind == "this" for token in tokens) else None
    return Token("hours", days=days, hours=Hours(start * HOUR, end * HOUR))


def morning_word(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`heute morgen`, `montag morgen`: after a day, "morgen" is the morning."""
    if tokens[1].text != "morgen" or (tokens[0].kind == "day" and tokens[0].value > 0):
        return None
    weekday = tokens[0].kind == "weekday"
    days = one(coming(tokens[0].value, scene.today) if weekday else scene.today)
    return Token("hours", days=days, hours=Hours(6 * HOUR, NOON))


def forenoon(scene: Scene, _: Sequence[Token]) -> Token | None:
    """`cet avant-midi` → this morning."""
    return Token("hours", days=one(scene.today), hours=Hours(6 * HOUR, NOON))


def whole_point(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """An hour by itself lasts an hour."""
    clock = Token("clock", tokens[-1].value, "sure") if tokens[-1].kind == "noon" else tokens[-1]
    return Token("hours", hours=point(clock))


def sure_hours(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """Bare numbers in a range are hours beside a day, or when nothing else is said."""
    hours = next(token.hours for token in tokens if token.kind == "maybe_hours")
    days = next((token.days for token in tokens if token.kind == "days"), None)
    return Token("hours", days=days, hours=hours)


def until_its_end(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`jusqu'à la fin de la journée` → today until midnight."""
    if values(tokens, "part") != [WHOLE] or values(tokens, "edge") != [LATE]:
        return None
    return Token("hours", days=one(scene.today), hours=Hours(0, MIDNIGHT))


PARTS_OF_DAY = rules(
    (
        ("until a? the? edge OF? the? part", until_its_end),
        ("edge? this? edge? OF? the? part edge?", part_of_day),
        ("weekday day\n day day", morning_word),
        ("this before noon", forenoon),
    )
)
RANGES = rules(
    (
        (
            "de|for clock !TO|AND\n lasting the? at? clock !TO|AND"
            "\n a|at? clock de? away\n clock de counted\n ~days|at|a clock de unknown",
            duration,
        ),
        ("FROM? clock|noon TO|AND a? clock|noon", range_of),
        ("FROM? num TO|AND a? clock|noon\n FROM? clock|noon TO|AND a? num !N", range_of),
        ("de|from|since|between num TO|AND num", range_of),
        ("since num $", from_bare),
        (
            "days maybe_hours\n days unknown unknown|counted? unknown? maybe_hours"
            "\n maybe_hours on|the? days\n ^ maybe_hours $\n hours maybe_hours",
            sure_hours,
        ),
        ("at? num minutes", nothing),
        ("at num\n rdv a? num", at_hour),
        ("days num TO num !month|N|COUNTED\n num TO num on? the? days", bare_range),
        ("days a num", after_a_day),
        (
            "days not before at? num !COUNTED|UNIT|month"
            "\n days any? unknown? after at? num !COUNTED|UNIT|month",
            open_after_a_day,
        ),
        ("days a? dots|big\n <hours dots", dotted_beside_day),
        (
            "after|since de? a? at? the? clock|noon but? before|until a? clock|noon",
            range_of,
        ),
        (
            "after|since de|a|at? the? clock|noon"
            "\n not before at? clock|noon\n clock earliest\n earliest at? clock|noon",
            _open,
        ),
        ("before|until de|a|at? the? clock|noon\n clock latest\n latest at? clock|noon", _until),
        ("clock\n noon", whole_point),
    )
)
