"""Rules for hours and parts of the day, shared by the languages.

A part of the day is said in hours that visits keep: the morning 6 to 12, the afternoon 12 to 18
(as the product shows it), the evening 18 to 22, midday 11:30 to 14, "lunch" 12 to 14.
"""

from collections.abc import Sequence

from bot.understanding.calendar import coming, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.tokens import Hours, Token

MORNING, AFTERNOON, EVENING, WHOLE, LUNCH, AFTER_LUNCH, BEFORE_LUNCH, AFTER_WORK = range(8)
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
HOUR = 60
NOON = 12 * HOUR
MIDNIGHT = 24 * HOUR
LASTING = {"hour", "hours", "stunde", "stunden", "std", "uren", "uurtje"}
LONGEST_VISIT = 5 * HOUR


def _clock(minutes: int, *, sure: bool = False) -> Token | None:
    if not 0 <= minutes <= MIDNIGHT:
        return None
    return Token("clock", minutes, "sure" if sure or not HOUR <= minutes < 13 * HOUR else "")


def _first_clock(tokens: Sequence[Token]) -> tuple[int, bool] | None:
    """Return the minutes of the first clock, midday or bare hour, and whether its half is sure."""
    for token in tokens:
        if token.kind == "clock":
            return token.value, token.text == "sure"
        if token.kind == "noon":
            return token.value, True
        if token.kind == "num" and token.value <= 24:
            return token.value * HOUR, not 1 <= token.value <= 12
    return None


def full_hour(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`9 heures`, `3 o'clock` → that hour; `3 hours` last three."""
    if tokens[-1].text in LASTING:
        return None
    return _clock(values(tokens, "num")[0] * HOUR)


def with_minutes(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`9 heures et quart`, `14 h 30`, `midi trente` → the hour and those minutes."""
    base = _first_clock(tokens[:1])
    more = values(tokens[1:], "num", "quarter")[0]
    if base is None or base[0] % HOUR or more > 59:
        return None
    likely = tokens[0].kind == "noon" or tokens[-1].kind in ("quarter", "minutes") or not more % 5
    return _clock(base[0] % MIDNIGHT + more, sure=base[1]) if likely else None


def minutes_before(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`midi moins le quart` → 11:45."""
    base = _first_clock(tokens[:1])
    return base and _clock(base[0] - values(tokens[1:], "num", "quarter")[0], sure=base[1])


def past(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`a quarter past 3`, `zwanzig nach 3` → 3:15, 3:20."""
    base = _first_clock(tokens[1:])
    more = values(tokens[:1], "num", "quarter")[0]
    return base and (_clock(base[0] + more, sure=base[1]) if more < HOUR else None)


def short_of(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`a quarter to noon`, `10 voor half 4` → 11:45, 3:20."""
    base = _first_clock(tokens[1:])
    return base and _clock(base[0] - values(tokens[:1], "num", "quarter")[0], sure=base[1])


def half(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`half past three` → 3:30; `halb vier`, `half vier` → 3:30."""
    base = _first_clock(tokens[1:])
    if base is None or base[0] % HOUR:
        return None
    before = "half before" in scene.habits
    return _clock(base[0] + (-30 if before else 30), sure=base[1])


def meridian(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`3 pm`, `330 pm`, `ten thirty am` → that half of the day."""
    hours = values(tokens[:-1], "num", "clock", "big")
    minutes = hours[0] if tokens[0].kind == "clock" else hours[0] * HOUR
    if tokens[0].kind == "big":
        minutes = _digits(hours[0])
    elif len(hours) == 2:
        minutes += hours[1]
    if not HOUR <= minutes < 13 * HOUR or (len(hours) == 2 and hours[1] > 59):
        return _clock(minutes, sure=True) if minutes >= 13 * HOUR else None
    return _clock(minutes % NOON + tokens[-1].value * NOON, sure=True)


def _digits(number: int) -> int:
    return number // 100 * HOUR + number % 100 if number % 100 < HOUR else MIDNIGHT + 1


def bare_digits(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`at 1030`, `um 10.10`, `at 3 15` → the hour and its minutes."""
    numbers = values(tokens[1:], "num", "big", "dots")
    number = numbers[0] if len(numbers) == 1 else numbers[0] * 100 + numbers[1]
    return _clock(_digits(number)) if len(numbers) == 1 or numbers[1] < HOUR else None


def at_hour(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`um 3`, `vers 14` → that hour."""
    number = tokens[-1].value
    return _clock(number * HOUR) if 1 <= number <= 24 else None


def after_a_day(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`demain à 8` → eight; `demain à 3` may be three people."""
    number = values(tokens, "num")[0]
    made = _clock(number * HOUR) if 7 <= number <= 20 else None
    return made and Token("hours", days=tokens[0].days, hours=point(made))


def before_a_part(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`8 this evening`, `9 tomorrow` at the start of a message → that hour."""
    return at_hour(scene, tokens[:1]) if "an hour before its day" in scene.habits else None


def dotted_clock(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`14.30 Uhr` → 14:30."""
    return _clock(_digits(tokens[0].value))


def dotted_beside_day(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`jeudi 14.30` → 14:30, as no month is the thirtieth."""
    number = tokens[-1].value
    clock = _clock(_digits(number)) if number % 100 > 12 and number >= 700 else None
    return clock and Token("hours", days=tokens[0].days, hours=point(clock))


def duration(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`une visite de 2h`, `2h de route` → no hour of the day."""
    clock = next(token for token in tokens if token.kind == "clock")
    return Token("unknown") if clock.text != "sure" and clock.value <= LONGEST_VISIT else None


def point(clock: Token) -> Hours:
    """Return the hour that begins at a clock."""
    minutes = clock.value % MIDNIGHT
    return Hours(minutes, minutes + HOUR, True, clock.text != "sure", clock.text == "exact")


def range_of(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`de 9h à 11h`, `3-4pm`, `entre midi et 2` → from an hour to another."""
    ends = [_first_clock([token]) for token in tokens if token.kind in ("clock", "noon", "num")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    (start, sure), (end, end_sure) = ends[0], ends[1]
    if not sure and end_sure and start + NOON < end and end >= 13 * HOUR and start < 7 * HOUR:
        start += NOON
    if end <= start and not end_sure:
        end += NOON
    if start == end or start >= MIDNIGHT:
        return None
    whole = Hours(start, end if end > start else MIDNIGHT, True, not (sure or end_sure))
    bare = all(token.kind != "clock" for token in tokens) and not (sure and end_sure)
    return Token("maybe_hours" if bare else "hours", hours=whole)


def _is_loose(clock: Token) -> bool:
    return clock.kind == "clock" and clock.text != "sure"


def _open(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`après 17h`, `ab 14 Uhr` → until midnight."""
    clock = next(token for token in tokens if token.kind in ("clock", "noon"))
    return Token("hours", hours=Hours(clock.value, MIDNIGHT, True, _is_loose(clock)))


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


def whole_point(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """An hour by itself lasts an hour."""
    clock = Token("clock", tokens[-1].value, "sure") if tokens[-1].kind == "noon" else tokens[-1]
    return Token("hours", hours=point(clock))


def sure_hours(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """Bare numbers in a range are hours beside a day, or when nothing else is said."""
    hours = next(token.hours for token in tokens if token.kind == "maybe_hours")
    days = next((token.days for token in tokens if token.kind == "days"), None)
    return Token("hours", days=days, hours=hours)


QUARTERS = rules(
    (
        (
            "quarter PAST clock|noon|num hours?\n num minutes past|over clock|noon|num hours?",
            past,
        ),
    )
)
CLOCKS = rules(
    (
        ("^ num &this|day\n ^ num in the? &part", before_a_part),
        ("half past? num hours?\n half past? clock|noon", half),
        ("num hours !next|following|later", full_hour),
        ("dots hours", dotted_clock),
        ("clock|noon minus the? quarter|num", minutes_before),
        (
            "noon and? num|quarter minutes?\n clock and? quarter\n clock and num minutes"
            "\n clock past de? num|quarter minutes?\n clock num minutes? !counted",
            with_minutes,
        ),
        (
            "quarter PAST clock|noon|num hours?\n num minutes PAST clock|noon|num hours?"
            "\n num past|after|over clock|noon|num",
            past,
        ),
        (
            "quarter SHORT clock|noon|num hours?\n num minutes SHORT clock|noon|num"
            "\n num before clock\n num to noon",
            short_of,
        ),
        (
            "num num? meridian\n clock in? the? meridian\n num in the? meridian\n big meridian",
            meridian,
        ),
        ("AT num num !counted\n AT big\n AT dots", bare_digits),
        ("edge? this? edge? OF? the? part edge?", part_of_day),
        ("weekday day\n day day", morning_word),
    )
)
RANGES = rules(
    (
        ("de|for clock !TO|AND\n lasting at? clock !TO|AND\n a|at? clock de? away", duration),
        ("FROM? clock|noon TO|AND a? clock|noon", range_of),
        ("FROM? num TO|AND a? clock|noon\n FROM? clock|noon TO|AND a? num !N", range_of),
        ("de|from|since|between num TO|AND num", range_of),
        ("days maybe_hours\n maybe_hours days\n ^ maybe_hours $\n hours maybe_hours", sure_hours),
        ("at num\n rdv a? num", at_hour),
        ("days a num", after_a_day),
        ("days dots", dotted_beside_day),
        (
            "after|since de? a? at? the? clock|noon but? before|until a? clock|noon",
            range_of,
        ),
        ("after|since de|a|at? the? clock|noon\n clock earliest\n earliest at? clock|noon", _open),
        ("before|until de|a|at? the? clock|noon\n clock latest\n latest at? clock|noon", _until),
        ("clock\n noon", whole_point),
    )
)
