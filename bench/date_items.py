"""What is asked of parsers of dates: a corpus, the tests' own tables, and sentences without a date.

A corpus is a folder with `duckling_{fr,en,de,nl}.json`: records with `text`, `ref` (local now),
`start`, `end`, `time_expected`, `weekend`, `relative_days`, `booking`. It is no part of this
project: `TOCTOC_BENCH_DATES` says where it is.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

TABLES = Path(__file__).parent.parent / "tests" / "understanding"
SITTINGS = "sittings"
OF_A_BOOKING = re.compile("to (?:move|cancel)")
LANGUAGES = ("fr", "en", "de", "nl")
SAID_ON = datetime(2026, 11, 18, 9, 30)  # noqa: DTZ001  # the tables' now, local
MEANT = re.compile(
    r"(?P<day>\d\d/\d\d)(?:/(?P<year>\d{4}))?(?: (?P<hour>\d\d:\d\d)(?P<until>-\d\d:\d\d)?)?"
)
PARTS = {"06:00-12:00", "12:00-18:00", "18:00-22:00", "12:00-14:00"}
"""A part of the day is no hour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An expression, said at a local time, and what it means."""

    text: str
    language: str
    now: datetime
    start: datetime | None = None  # None: it means no date, or only an end
    end: datetime | None = None
    hour: bool = False  # an hour is meant, not a day
    weekend: bool = False  # it may begin on Friday evening, on Saturday for us
    relative: bool = False  # "in 7 days" is this very hour to the corpus, a day to us


def corpus(folder: Path, language: str) -> list[Item]:
    """Return the expressions of the corpus that a booking may contain."""
    read = json.loads((folder / f"duckling_{language}.json").read_text(encoding="utf-8"))
    return [
        Item(
            text=one["text"],
            language=language,
            now=datetime.fromisoformat(one["ref"]),
            start=datetime.fromisoformat(one["start"]) if one["start"] else None,
            end=datetime.fromisoformat(one["end"]) if one["end"] else None,
            hour=one["time_expected"],
            weekend=one["weekend"],
            relative=one["relative_days"],
        )
        for one in read
        if one["booking"]
    ]


def sittings(language: str) -> list[Item]:
    """Return the messages of the tests' later sittings that mean one day and nothing else.

    Which day a change or a cancellation means, only the whole sentence tells.
    """
    items, spoken, now = [], "", SAID_ON
    for line in (line for file in sorted(TABLES.glob("heard/*.txt")) for line in _rows(file)):
        if line.startswith("@"):
            _, spoken, moment = line.split(" ", 2)
            now = datetime.fromisoformat(moment)
            continue
        text, _, meant = line.rpartition(" | ")
        when, _, rest = meant.removeprefix("when ").partition(";")
        found = MEANT.match(when) if spoken == language and " or " not in when else None
        if found is not None and not OF_A_BOOKING.search(rest):
            items.append(_dated(text, language, now, found))
    return items


def tables(language: str, name: str) -> list[Item]:
    """Return the rows with a day of the tests' tables of dates, or of phone-style sentences."""
    if name == SITTINGS:
        return sittings(language)
    items = []
    for line in _lines(f"{name}_{language}.txt"):
        text, _, meant = line.rpartition(" | ")
        found = MEANT.match(meant.removeprefix("when "))
        if found is not None:
            items.append(_dated(text, language, SAID_ON, found))
    return items


def _dated(text: str, language: str, now: datetime, found: re.Match[str]) -> Item:
    """Return a sentence with the start that its table says; a part of the day is no hour."""
    start = datetime.strptime(f"{found['day']}/{found['year'] or now.year}", "%d/%m/%Y")  # noqa: DTZ007
    hours, _, minutes = (found["hour"] or "0:0").partition(":")
    return Item(
        text=text.removeprefix("! "),
        language=language,
        now=now,
        start=start + timedelta(hours=int(hours), minutes=int(minutes)),
        hour=found["hour"] is not None and f"{found['hour']}{found['until'] or ''}" not in PARTS,
    )


def without_date(language: str) -> list[Item]:
    """Return the tests' sentences that hold no date."""
    rows = _lines(f"no_date_{language}.txt")
    return [Item(text=text, language=language, now=SAID_ON) for text in rows]


def verdict(
    item: Item, start: datetime | None, end: datetime | None, *, to_the_letter: bool = False
) -> str:
    """Return `strict`, `hour` (the day is right), `wrong` or `none`; an end counts without a start.

    `to_the_letter` allows no week-end from Saturday, and no day for "in 7 days".
    """
    meant, answer = (item.start, start) if item.start else (item.end, end)
    if meant is None or answer is None:
        return "none"
    late = (answer.date() - meant.date()).days
    weekend = item.weekend and not to_the_letter and 0 <= late <= 1
    if late and not weekend:
        return "wrong"
    exact = item.hour and (to_the_letter or not (weekend or item.relative))
    return "strict" if answer == meant or not exact else "hour"


def _lines(name: str) -> Iterator[str]:
    yield from _rows(TABLES / name)


def _rows(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
