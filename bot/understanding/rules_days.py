"""Rules for days of the calendar, shared by the languages: `24/11`, `le 24`, `du 24 au 26`."""

from collections.abc import Sequence
from datetime import timedelta

from bot.understanding import calendar
from bot.understanding.calendar import DAY, WEEK, one
from bot.understanding.grammar import Scene, rules, values
from bot.understanding.rules_numbers import nothing, weekday
from bot.understanding.rules_weekdays import said
from bot.understanding.tokens import Days, Token

LARGEST_CLASS = 13


def _agrees(days: Days | None, tokens: Sequence[Token]) -> Token | None:
    """Return the days, unless an abbreviation like `mar` contradicts them: then it is none."""
    guessed = any(token.kind == "short" for token in tokens)
    return None if days is None or (guessed and days.doubt) else said(days)


def calendar_day(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`vendredi 1er mars 2013`, `the 15th of February`, `Jul 18, Fri` → that day.

    `un stage de 3e en décembre` is no third of December.
    """
    if any(token.kind == "en" for token in tokens) and tokens[0].kind in ("num", "ord"):
        return None
    weekdays = values(tokens, "weekday", "short")
    day, month = values(tokens, "num", "ord")[0], values(tokens, "month")[0]
    year = next(iter(values(tokens, "year")), 0)
    wanted = weekdays[0] if weekdays else None
    found = calendar.in_month(day, month, year, scene.today, wanted)
    doubt = None if found else calendar.no_such_day(day, month, year, scene.today)
    return said(found or doubt) or Token("gone")


def of_history(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`11 novembre 1918` is no hour of a day to come."""
    return Token("gone") if 1700 <= tokens[-1].value < 2000 else None


def written_date(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`24/11`, `mardi 24/11/2026` → that day."""
    weekdays = values(tokens, "weekday", "short")
    stamp = values(tokens, "date", "dots", "either")[0]
    if tokens[-1].kind != "date":
        stamp = stamp % 100 * 100 + stamp // 100
    year, month, day = stamp // 10000, stamp // 100 % 100, stamp % 100
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None if tokens[-1].kind == "dots" else Token("unknown")
    found = calendar.in_month(day, month, year, scene.today, weekdays[0] if weekdays else None)
    doubt = None if found else calendar.no_such_day(day, month, year, scene.today)
    return said(found or doubt) or Token("gone")


def in_figures(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`17 02`, `20 2 14`, `15-2` as a whole message → that day."""
    day, month, *rest = values(tokens, "num", "ord", "year")
    year = rest[0] if rest and rest[0] > 99 else (2000 + rest[0] if rest else 0)
    if not 1 <= month <= 12:
        return None
    return said(calendar.in_month(day, month, year, scene.today, None))


def day_number(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`le 24`, `mardi 24`, `the 15th` → the next such day of a month."""
    weekdays = values(tokens, "weekday", "short")
    day = values(tokens, "num", "ord")[0]
    if not 1 <= day <= 31:
        return None
    wanted = weekdays[0] if weekdays else None
    spelled = any(token.kind == "ord" and token.text != "digits" for token in tokens)
    if spelled and not weekdays and tokens[0].kind != "on":
        return None
    return _agrees(calendar.of_some_month(day, scene.today, wanted), tokens)


def ordinal_in_figures(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`on the 3rd we…` → that day; `am zweiten Advent` is something else."""
    return day_number(scene, tokens) if tokens[-1].text == "digits" else None


def late_number(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`24 à 14h`, `de 24e kan ik` → that day; a smaller number is rather people, or a class."""
    return day_number(scene, tokens) if values(tokens, "num", "ord")[0] > LARGEST_CLASS else None


def agreeing_number(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`vendredi 15` → that day, where the 15th is a Friday."""
    found = day_number(scene, tokens)
    return found if found and found.days and not found.days.doubt else None


def of_next_month(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`20 of next month` → that day."""
    ahead = 0 if any(token.kind == "this" for token in tokens) else 1
    first = calendar.month_start(scene.today.year, scene.today.month + ahead)
    found = calendar.safe(first.year, first.month, values(tokens, "num", "ord")[0])
    return said(one(found)) if found and found >= scene.today else None


def date_range(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`du 24 au 26`, `du lundi 1er au mercredi 10 juillet`, `July 13-15` → those days."""
    first, last = values(tokens, "num", "ord")
    year = next(iter(values(tokens, "year")), 0)
    months = values(tokens, "month")
    if months:
        start = calendar.in_month(first, months[0], year, scene.today, None)
        end = calendar.in_month(last, months[-1], year, scene.today, None)
    else:
        start = calendar.of_some_month(first, scene.today)
        end = calendar.of_some_month(last, start.first) if start else None
    if start is None or end is None or not start.first < end.first:
        return None
    ends = _named_ends(tokens)
    for weekday_said, days in ((ends[0], start), (ends[1], end)):
        if weekday_said not in (None, days.first.weekday()):
            return said(calendar.contradiction(days.first, weekday_said or 0, scene.today))
    return _stretch(tokens, start, end)


def _stretch(tokens: Sequence[Token], start: Days, end: Days) -> Token | None:
    """Return all days from one to another; `mardi et jeudi`, without a "from", is one of two."""
    kinds = {token.kind for token in tokens}
    two = "and" in kinds and not kinds & {"from", "between", "since", "de", "du"}
    if two and end.first != start.after:
        return said(one(min(start.first, end.first), doubt=(start.first, end.first)))
    after = end.after + (WEEK if end.after <= start.first else timedelta())
    return said(Days(start.first, after)) if after > start.first else None


def _named_ends(tokens: Sequence[Token]) -> tuple[int | None, int | None]:
    """Return the weekday said before the first number, and the one said after it."""
    split = next(at for at, token in enumerate(tokens) if token.kind in ("num", "ord"))
    before, after = values(tokens[:split], "weekday"), values(tokens[split:], "weekday")
    return (before[0] if before else None, after[0] if after else None)


def joined(_: Scene, tokens: Sequence[Token]) -> Token | None:
    """`de lundi à mercredi`, `14/10 - 15/10`, `14 - 15.10.` → all the days between."""
    start, end = tokens[-3], tokens[-1].days
    if end is None:
        return None
    if start.days is None:
        found = calendar.safe(end.first.year, end.first.month, start.value)
        return said(Days(found, end.after)) if found and found < end.first else None
    if start.days.doubt or end.doubt:
        return start if start.days.doubt else tokens[-1]
    return _stretch(tokens, start.days, end)


def side_by_side(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`sam/dim`, `mo-mi` → from the one to the other; `mardi/jeudi` → one of the two."""
    first, last = values(tokens, "weekday", "short")
    start = calendar.coming(first, scene.today)
    end = calendar.coming(last, start)
    either = tokens[1].text == "/" and end > start + DAY
    return said(one(start, doubt=(start, end)) if either else Days(start, end + DAY))


def joined_to_date(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """`14 - 15.10.` → both days of October."""
    end = written_date(scene, tokens[-1:])
    return joined(scene, [*tokens[:-1], end]) if end and end.days else None


DATES = rules(
    (
        ("short &clock|hours|date|noon|at\n short &between|since>num|clock", weekday),
        ("short &num>TO>num|clock\n short &or>short|weekday\n <or short", weekday),
        ("^ short $\n this|NEXT short\n on short !unknown|num\n short next|following", weekday),
        ("short|weekday dash short|weekday !num", side_by_side),
        (
            "FROM? the? weekday? the? N TO|AND THE? weekday? the? N OF? the? month year?"
            "\n FROM? weekday? month the? N TO|AND month? the? N year?"
            "\n FROM? N OF? month TO|AND THE? N OF? month year?",
            date_range,
        ),
        ("WD? the? N month big", of_history),
        ("WD? the? N month last", nothing),
        ("WD? the? N OF? the? month year?\n WD? month the? N WD? year?", calendar_day),
        ("num dash date\n num dash dots\n num TO|AND date", joined_to_date),
        (
            "WD? on|the? date\n WD? on|the dots\n WD dots\n ^ on? dots $"
            "\n ^ dots AT? &clock|hours|part",
            written_date,
        ),
        ("^ the|on? num dash? num num|year? $\n on num dash num !month|meridian|clock", in_figures),
        ("N days_word? OF? the? this|next months", of_next_month),
        ("ord dash num !month", in_figures),
        (
            "FROM THE weekday? N TO|AND THE? weekday? N"
            "\n THE weekday? N TO|AND THE? weekday? N\n N au N\n between ord AND THE? N"
            "\n since|from the ord|num TO the? N\n since|from ord TO the? N\n since du num TO N",
            date_range,
        ),
        ("the? WD the? num|ord !unknown|dash|au|until|to", day_number),
        ("WD the? num|ord", agreeing_number),
        (
            "THE|on num !hours|days_word|weeks|months|minutes\n on the? ord !number|counted|unknown"
            "\n THE ord !unknown|last|days_word|weeks|weekend|weekday|months|num|counted|number",
            day_number,
        ),
        ("on the? ord &unknown", ordinal_in_figures),
        ("^ num a &clock\n THE ord &unknown", late_number),
    )
)


SPANS = rules(
    (
        ("FROM? THE? days TO|AND THE? days", joined),
        ("FROM? num TO days", joined),
    )
)
