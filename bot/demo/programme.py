"""Dates the demo programme: hosts and visits are written in two CSV files, days come from today.

In visits.csv a day is a word, read from a base day (today; for the second edition, the
eve of its first day): `3` is three days after it, `w3` the third weekday after it, `sat` the
first Saturday at least three days after it. A time is `10:00`, `09:00-10:30/10` (every ten
minutes, the end excluded) or `tba` (to be announced). `hosts` holds ids or patterns of ids,
`groups` the largest group / pupils per adult, `closes` days before (at noon).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.programme import Audience, Format, Regime, SlotLine

FULL_SLOT_REFS = ("horloge/tour/w2/1000", "verre/souffle/w3/1430")
"""Refs of the tiny slots that the demo's set-up fills, so that a waiting list can be seen."""

_BRUSSELS, _PARIS = ZoneInfo("Europe/Brussels"), ZoneInfo("Europe/Paris")
_MONDAY, _SATURDAY = 0, 5

Row = dict[str, str]  # a line of a file, by column name


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoEdition:
    """One edition of the demo."""

    code: str  # what `SlotLine.edition` says
    name: str
    first_day: date
    last_day: date
    tz: str  # IANA name
    opens: datetime | None  # aware: when booking opens; None where it is open already
    theme: str


def demo_editions(today: date) -> tuple[DemoEdition, ...]:
    """The two editions: one that is on, one whose booking opens on a coming Monday at 9:00."""
    opening = _next(_MONDAY, today + timedelta(days=2))
    first_day = opening + timedelta(weeks=3)
    week = DemoEdition(
        code="semaine",
        name=f"Semaine de l'industrie {today.year}",
        first_day=today - timedelta(days=2),
        last_day=today + timedelta(days=12),
        tz=_PARIS.key,
        opens=None,
        theme="Inventer un avenir durable",
    )
    open_days = DemoEdition(
        code="cites",
        name=f"Cités des Métiers et JLPO {first_day.year}",
        first_day=first_day,
        last_day=first_day + timedelta(days=12),
        tz=_BRUSSELS.key,
        opens=_at(opening, "09:00", _BRUSSELS),
        theme="Poussez la porte, essayez le geste",
    )
    return week, open_days


def demo_lines(today: date) -> tuple[SlotLine, ...]:
    """Every slot of the demo, dated from `today`, numbered from 1; refs don't depend on the day."""
    week, open_days = demo_editions(today)
    bases = {week.code: today, open_days.code: open_days.first_day - timedelta(days=1)}
    hosts = _rows("hosts.csv")
    slots = (
        (host, visit, day, hour, bases[visit["edition"]])
        for visit in _rows("visits.csv")
        for host in _matching(visit["hosts"].split(), hosts)
        for day in visit["days"].split()
        for hour in _hours(visit["times"].split())
    )
    return tuple(_line(number, *slot) for number, slot in enumerate(slots, 1))


def _line(number: int, host: Row, visit: Row, day: str, hour: str, base: date) -> SlotLine:
    zone = _BRUSSELS if host["territory"] == "Namur" else _PARIS
    on, tba = _dated(day, base), hour == "tba"
    starts = _at(on, "00:00" if tba else hour, zone)
    group_max, _, pupils_per_adult = visit["groups"].partition("/")
    return SlotLine(
        line=number,
        ref=f"{host['id']}/{visit['ref']}/{day}/{hour.replace(':', '')}",
        edition=visit["edition"],
        host=host["host"],
        host_id=host["id"],
        title=visit["title"],
        sector=host["sector"],
        territory=host["territory"],
        **_where(host, visit),
        starts=starts,
        ends=None if tba else starts + timedelta(minutes=int(visit["minutes"])),
        time_tba=tba,
        capacity=_number(visit["capacity"]),
        format=Format(visit["format"]),
        description=f"{host['about']} {visit['description']}",
        audience=frozenset(Audience(word) for word in visit["audience"].split()),
        regime=Regime(visit["regime"]),
        opens=_opens(visit["opens"], base, zone),
        closes=_closes(visit["closes"], on, zone),
        age_min=_number(host["age_min"]),
        group_max=_number(group_max),
        pupils_per_adult=_number(pupils_per_adult),
        conditions=host["conditions"],
        accessibility=host["accessibility"],
        language=visit["language"],
        contact=host["contact"],
    )


def _where(host: Row, visit: Row) -> dict[str, Any]:
    """Return where it is: at the host's, or where several of them meet people."""
    if not visit["venue"]:
        place = [host[name] for name in ("address", "postcode", "city", "lat", "lon")]
    else:
        place = visit["venue"].split("|")
    address, postcode, city, lat, lon = place
    return {
        "address": address,
        "postcode": postcode,
        "city": city,
        "lat": float(lat),
        "lon": float(lon),
    }


def _opens(cell: str, base: date, zone: ZoneInfo) -> datetime | None:
    if not cell:
        return None  # with its edition
    day, hour = cell.split()
    return _at(_dated(day, base), hour, zone)


def _closes(cell: str, on: date, zone: ZoneInfo) -> datetime | None:
    return _at(on - timedelta(days=int(cell)), "12:00", zone) if cell else None


def _dated(word: str, base: date) -> date:
    if word == "sat":
        return _next(_SATURDAY, base + timedelta(days=3))
    if not word.startswith("w"):
        return base + timedelta(days=int(word))
    later = (base + timedelta(days=n) for n in range(1, 15))
    return [day for day in later if day.weekday() < _SATURDAY][int(word[1:]) - 1]


def _hours(words: list[str]) -> Iterator[str]:
    for word in words:
        span, _, step = word.partition("/")
        if not step:
            yield word
            continue
        first, last = (int(hour[:2]) * 60 + int(hour[3:]) for hour in span.split("-"))
        yield from (f"{at // 60:02}:{at % 60:02}" for at in range(first, last, int(step)))


def _matching(patterns: list[str], hosts: list[Row]) -> list[Row]:
    return [host for pattern in patterns for host in hosts if fnmatchcase(host["id"], pattern)]


def _next(weekday: int, day: date) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _at(day: date, hour: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), zone)


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _rows(name: str) -> list[Row]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
