"""How the tables of sentences write what is meant, and how they are read."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.understanding.dates import Interval, Question
from bot.understanding.names import Names
from bot.understanding.sentence import Meant, understand

HERE = Path(__file__).parent
PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = datetime(2026, 11, 18, 9, 30, tzinfo=PARIS)


def table(language: str, name: str = "sentences") -> list[tuple[str, str, str]]:
    """Return language, sentence and meaning of each line of a table.

    In the `phone` tables a sentence after `! ` is not understood yet.
    """
    lines = (HERE / f"{name}_{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.partition(" | ") for line in lines if line and not line.startswith("#")]
    return [(language, sentence, meant) for sentence, _, meant in rows]


def written(sentence: str, language: str, names: Names) -> str:
    """Return what a sentence means, as the tables write it."""
    meant = understand(sentence, language=language, now=WEDNESDAY, names=names)
    parts = {
        "when": _when(meant.when),
        "party": _party(meant),
        "where": _where(meant),
        "sector": meant.sector and meant.sector.name,
        "host": meant.host and meant.host.name,
        "visit": meant.visit and meant.visit.name,
        "format": meant.format,
        "for": meant.audience,
        "to": meant.intent,
    }
    return "; ".join(f"{name} {part}" for name, part in parts.items() if part) or "-"


def _when(when: Interval | Question | None) -> str:
    if when is None:
        return ""
    if isinstance(when, Question):
        return " ".join(["?", *map(_day, when.days)])
    midnights = {when.start.hour + when.start.minute, when.end.hour + when.end.minute} == {0}
    last = (when.end - timedelta(minutes=1)).date()
    if midnights:
        return _day(when.start) + (f"-{_day(last)}" if last != when.start.date() else "")
    long = f"{_day(last)} " if last != when.start.date() else ""
    return f"{_day(when.start)} {when.start:%H:%M}-{long}{when.end:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%d/%m}"


def _party(meant: Meant) -> str:
    if meant.change is not None:
        return f"{meant.change:+d}"
    party = meant.party
    if party is None:
        return ""
    return f"{party.pupils}+{party.adults}" if party.pupils else str(party.seats)


def _where(meant: Meant) -> str:
    where = meant.where
    if where is None:
        return ""
    if where.here:
        return "here"
    inside = where.territory is not None and where.territory.name != where.name
    territory = f" in {where.territory.name}" if inside and where.territory else ""
    return f"{where.name}{f' {where.km} km' if where.km else ''}{territory}"
