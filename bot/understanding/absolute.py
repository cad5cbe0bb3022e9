"""Dates that the grammar has no words for, by dateparser, each answer checked before it counts.

dateparser reads months of many languages and odd separators: `24 de noviembre`, `3 grudnia 2026`,
`24-nov-2026`. It also answers where it has understood nothing: `mardi 14h` is the 14th to it,
`je` is Thursday. So it is never given a sentence, only a fragment that names a day and a month,
in the languages that have such a month (`months.csv`), and is believed where every part of its
answer stands in that fragment. It is imported on first use, which takes most of a second; after
that an answer takes milliseconds.
"""

import csv
import re
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from bot.understanding.shapes import plain

OURS = frozenset({"fr", "en", "de", "nl"})
SURE = 5
"""Shorter months of other languages (`mayo`, `maj`, `mart`) need a year beside them."""
FARTHEST = timedelta(days=3 * 366)
DAY_MONTH_YEAR, LONG_YEAR = 3, 1000
BETWEEN = r"(?P<by>[-/_.]|\s+(?:de\s+|of\s+)?)"
FRAGMENTS = re.compile(
    rf"(?<![\w/.-])(?:(?P<day>\d{{1,2}}){BETWEEN}(?P<month>[^\W\d_]{{3,}})"
    r"(?:(?:[-/_., ]|\s+de[l]?\s+)(?P<year>20\d\d|\d\d(?![\w:]|\s*[hu])))?"
    r"|(?P<word>[^\W\d_]{3,})[-/_](?P<number>\d{1,2})[-/_](?P<of>20\d\d)"
    r"|(?P<first>\d{1,2})_(?P<second>\d{1,2})_(?P<last>20\d\d))(?![\w:])"
)


def spelled_out(folded: str, now: datetime) -> str | None:
    """Return a folded text with its odd date as `2026-11-24`; None where it holds none to come."""
    for found in FRAGMENTS.finditer(folded):
        languages = languages_of(found)
        if languages and (day := _day(found, languages, now)) is not None:
            return f"{folded[: found.start()]} {day.isoformat()} {folded[found.end() :]}"
    return None


def languages_of(found: re.Match[str]) -> tuple[str, ...]:
    """Return the languages that may have such a date; none for what the grammar reads itself."""
    word = found["month"] or found["word"]
    if word is None:
        return ("en",)
    named, year = months().get(word, {}), found["year"] or found["of"]
    ours = tuple(sorted(OURS & named.keys()))
    if ours:
        glued = found["word"] or not found["by"].isspace()
        return ours if glued and year else ()
    return tuple(named) if len(word) >= SURE or year else ()


def vouched(fragment: str, found: datetime, now: datetime) -> date | None:
    """Return the day of an answer whose every part stands in the fragment, and that is to come."""
    numbers = [int(digits) for digits in re.findall(r"\d+", fragment)]
    named = _months_in(fragment)
    complete = bool(named) or len(numbers) == DAY_MONTH_YEAR
    said = found.day in numbers and found.month in (named or numbers) and _year_said(found, numbers)
    midnight = (found.hour, found.minute) == (0, 0)
    coming = now.date() <= found.date() <= now.date() + FARTHEST
    return found.date() if complete and said and midnight and coming else None


def _months_in(fragment: str) -> set[int]:
    """Return the months that the words of a fragment may name."""
    words = re.findall(r"[^\W\d_]+", fragment)
    return {number for word in words for number in months().get(word, {}).values()}


def _year_said(found: datetime, numbers: list[int]) -> bool:
    """Tell whether the year is the one said, if one was: `2026`, or `26` after the day."""
    years = [number for number in numbers if number >= LONG_YEAR] or numbers[1:]
    return not years or found.year % 100 in {year % 100 for year in years}


def answered(fragment: str, languages: tuple[str, ...], now: datetime) -> datetime | None:
    """Return dateparser's unchecked answer about a fragment, local and naive."""
    import dateparser

    settings: Any = {
        "REQUIRE_PARTS": ["day", "month"],
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PARSERS": ["absolute-time"],
    }
    settings |= {"STRICT_PARSING": True} if re.search(r"20\d\d", fragment) else {}
    return dateparser.parse(fragment, languages=list(languages), settings=settings)


def _day(found: re.Match[str], languages: tuple[str, ...], now: datetime) -> date | None:
    fragment = re.sub(r"[-/_.]", " ", found[0])
    answer = answered(fragment, languages, now)
    return vouched(fragment, answer, now) if answer is not None else None


@cache
def months() -> dict[str, dict[str, int]]:
    """Return each folded name of a month: its languages, with the month's number in each."""
    text = files("bot.understanding").joinpath("months.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, int]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        for number in range(1, 13):
            for name in row[str(number)].split("|"):
                found.setdefault(plain(name), {})[row["language"]] = number
    return found
