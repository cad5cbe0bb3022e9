"""Messages of the later sittings, in `heard/`: when and in which language, the text, what is meant.

`@ fr 2026-11-22 19:40` says the language and the moment of the lines below it. A line is a text,
` | ` and what is meant: `when`, `party` (seats), `territory`, `sector`, `host`, `to` (the intent),
each with ` or ` (for the intent `/`) between readings that a native takes too; `-` is none. A day
is `24/11`, days `24/11-26/11`, from a
day on `24/11+`, an hour `24/11 14:00`, a part of the day `24/11 pm`; `?` is a
question. `! ` before a text: not understood yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.understanding.dates import Interval, Question
from bot.understanding.names import Names
from bot.understanding.sentence import Meant, understand

HEARD = Path(__file__).parent / "heard"
PARIS = ZoneInfo("Europe/Paris")
PARTS = {"am": (6, 11), "noon": (11, 14), "pm": (12, 17), "eve": (16, 22)}
"""The first hours in which a part of the day may begin."""
NOT_SAID = "-"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, and the readings of each of its parts that are right."""

    text: str
    language: str
    now: datetime
    meant: dict[str, tuple[str, ...]]
    known: bool  # not marked as not understood yet


def heard(name: str) -> Iterator[Heard]:
    """Yield the messages of a sitting."""
    language, now = "fr", datetime.min.replace(tzinfo=PARIS)
    for line in (HEARD / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, language, moment = line.split(" ", 2)
            now = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
        elif line and not line.startswith("#"):
            text, _, meaning = line.rpartition(" | ")
            yield Heard(
                text.removeprefix("! "), language, now, _parts(meaning), not text.startswith("! ")
            )


def _parts(meaning: str) -> dict[str, tuple[str, ...]]:
    said = (part.partition(" ") for part in meaning.split("; ") if part != NOT_SAID)
    return {name: tuple(value.split("/" if name == "to" else " or ")) for name, _, value in said}


def verdicts(one: Heard, names: Names) -> dict[str, str]:
    """Return of each part whether it is understood: `right`, or what is amiss and what was got."""
    meant = understand(one.text, language=one.language, now=one.now, names=names)
    got = {
        "party": str(meant.party.seats) if meant.party else NOT_SAID,
        "territory": _territory(meant),
        "sector": meant.sector.name if meant.sector else NOT_SAID,
        "host": meant.host.name if meant.host else NOT_SAID,
        "to": meant.intent.value if meant.intent else NOT_SAID,
    }
    found = {"when": dated(one, meant.when)}
    for name, value in got.items():
        allowed = one.meant.get(name, (NOT_SAID,))
        if name != "party" or "/" not in allowed[0]:
            found[name] = "right" if value in allowed else f"wrong: {value}"
            continue
        found[name] = "right" if value in allowed[0].split("/") else f"wrong: {value}"
    return found


def _territory(meant: Meant) -> str:
    territory = meant.where.territory if meant.where else None
    return territory.name if territory else NOT_SAID


def dated(one: Heard, when: Interval | Question | None) -> str:
    """Return `right`, `hour` (the right day), `wrong` (a day not meant), or `none`."""
    allowed = one.meant.get("when", (NOT_SAID,))
    if isinstance(when, Question):
        return "right" if "?" in allowed else f"none: ? {' '.join(map(str, when.days))}"
    if when is None:
        return "right" if NOT_SAID in allowed else "none"
    shown = f"{when.start:%d/%m/%Y %H:%M} to {when.end:%d/%m/%Y %H:%M}"
    grades = [_grade(reading, when, one.now) for reading in allowed if reading[0].isdigit()]
    best = min(grades, default="wrong", key=("right", "hour", "wrong").index)
    return best if best == "right" else f"{best}: {shown}"


def _grade(reading: str, when: Interval, now: datetime) -> str:
    """Compare an answer with one reading: its day, and the hour where one is meant."""
    days, _, hour = reading.partition(" ")
    first, _, last = days.partition("-")
    start, end = _day(first.rstrip("+"), now), _day((last or first).rstrip("+"), now)
    final = (when.end - timedelta(minutes=1)).date()
    if when.start.date() != start or (last and final != end):
        return "wrong"
    if reading.endswith("+"):
        return "right"
    if not last and (final - start).days > 0 and hour not in PARTS and ":" not in hour:
        return "wrong"
    if hour in PARTS:
        earliest, latest = PARTS[hour]
        return "right" if earliest <= when.start.hour <= latest else "hour"
    return "right" if not hour or f"{when.start:%H:%M}" == hour else "hour"


def _day(written: str, now: datetime) -> date:
    day, month, *year = (int(number) for number in written.split("/"))
    return date(year[0] if year else now.year, month, day)
