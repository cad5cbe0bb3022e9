"""Rules for hours on the clock, shared by the languages: `9 heures et quart`, `halb vier`."""

from collections.abc import Sequence

from bot.understanding.grammar import Scene, rules, values
from bot.understanding.tokens import Token

HOUR = 60
NOON = 12 * HOUR
MIDNIGHT = 24 * HOUR
LASTING = {"hour", "hours", "stunde", "stunden", "std", "uren", "uurtje"}


def clock_at(minutes: int, *, sure: bool = False) -> Token | None:
    """Return a clock; `sure` where it has but one half of the day, None beyond midnight."""
    if not 0 <= minutes <= MIDNIGHT:
        return None
    return Token("clock", minutes, "sure" if sure or not HOUR <= minutes < 13 * HOUR else "")


def first_clock(tokens: Sequence[Token]) -> tuple[int, bool] | None:
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
    return clock_at(values(tokens, "num")[0] * HOUR)


def with_minutes(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`9 heures et quart`, `14 h 30`, `midi trente` → the hour and those minutes."""
    base = first_clock(tokens[:1])
    more = values(tokens[1:], "num", "quarter")[0]
    if base is None or base[0] % HOUR or more > 59:
        return None
    likely = tokens[0].kind == "noon" or tokens[-1].kind in ("quarter", "minutes") or not more % 5
    return clock_at(base[0] % MIDNIGHT + more, sure=base[1]) if likely else None


def minutes_before(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`midi moins le quart` → 11:45."""
    base = first_clock(tokens[:1])
    return base and clock_at(base[0] - values(tokens[1:], "num", "quarter")[0], sure=base[1])


def past(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`a quarter past 3`, `zwanzig nach 3` → 3:15, 3:20."""
    base = first_clock(tokens[1:])
    more = values(tokens[:1], "num", "quarter")[0]
    return base and (clock_at(base[0] + more, sure=base[1]) if more < HOUR else None)


def short_of(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`a quarter to noon`, `10 voor half 4` → 11:45, 3:20."""
    base = first_clock(tokens[1:])
    return base and clock_at(base[0] - values(tokens[:1], "num", "quarter")[0], sure=base[1])


def just_before_noon(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`20 to noon` → 11:40; `9 to noon` is a stretch."""
    return short_of(scene, tokens) if tokens[0].value > 12 else None


def near_the_hour(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`10 voor 9`, `zehn nach drei` → 8:50, 3:10, in the languages that say it so."""
    if tokens[0].value not in (5, 10, 20, 25) or "half before" not in scene.habits:
        return None
    before = tokens[1].kind == "before"
    return clock_at(tokens[2].value * HOUR + (-1 if before else 1) * tokens[0].value)


def half(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`half past three` → 3:30; `halb vier`, `half vier` → 3:30."""
    base = first_clock(tokens[1:])
    if base is None or base[0] % HOUR:
        return None
    before = "half before" in scene.habits
    return clock_at(base[0] + (-30 if before else 30), sure=base[1])


def meridian(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`3 pm`, `330 pm`, `ten thirty am` → that half of the day."""
    hours = values(tokens[:-1], "num", "clock", "big")
    minutes = hours[0] if tokens[0].kind == "clock" else hours[0] * HOUR
    if tokens[0].kind == "big":
        minutes = digits(hours[0])
    elif len(hours) == 2:
        minutes += hours[1]
    if not HOUR <= minutes < 13 * HOUR or (len(hours) == 2 and hours[1] > 59):
        return clock_at(minutes, sure=True) if minutes >= 13 * HOUR else None
    return clock_at(minutes % NOON + tokens[-1].value * NOON, sure=True)


def digits(number: int) -> int:
    """Return the minutes of `1030` or `10.30`; beyond midnight where there are none."""
    return number // 100 * HOUR + number % 100 if number % 100 < HOUR else MIDNIGHT + 1


def bare_digits(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`at 1030`, `um 10.10`, `at 3 15` → the hour and its minutes."""
    numbers = values(tokens[1:], "num", "big", "dots")
    number = numbers[0] if len(numbers) == 1 else numbers[0] * 100 + numbers[1]
    return clock_at(digits(number)) if len(numbers) == 1 or numbers[1] < HOUR else None


def at_hour(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`um 3`, `vers 14` → that hour."""
    number = tokens[-1].value
    return clock_at(number * HOUR) if 1 <= number <= 24 else None


def before_a_part(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`8 this evening`, `9 tomorrow` at the start of a message → that hour."""
    return at_hour(scene, tokens[:1]) if "an hour before its day" in scene.habits else None


def dotted_clock(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`14.30 Uhr` → 14:30."""
    return clock_at(digits(tokens[0].value))


def surely_dotted(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`between 9.30 and 11` → 9:30: no month is the thirtieth."""
    return clock_at(digits(tokens[0].value)) if tokens[0].value % 100 > 12 else None


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
        ("num before|after|over num !counted", near_the_hour),
        ("half past? num hours?\n half past? clock|noon", half),
        ("num hours !next|following|later", full_hour),
        ("dots hours", dotted_clock),
        ("<FROM|TO|AND dots\n ^ dots &this|part|day|weekday|hours", surely_dotted),
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
            "\n num before clock",
            short_of,
        ),
        ("num to noon", just_before_noon),
        (
            "num num? meridian\n clock in? the? meridian\n num in the? meridian\n big meridian",
            meridian,
        ),
        ("AT num num !counted\n AT big\n AT dots", bare_digits),
    )
)
