"""Measure how dates are understood: corpora of expressions → right, wrong, unanswered, time.

`python bench/dates.py FOLDER` reads `duckling_{fr,en,de,nl}.json` there: records with `text`,
`ref` (local now), `start`, `end`, `time_expected`, `booking`.
"""

import argparse
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import dateparser

from bot.understanding.dates import Interval, understand_when

TAKES = 3
"""The median of so many is an item's time, so that a busy machine is not measured."""
Item = dict[str, Any]
Answer = tuple[datetime, datetime] | None
Reader = Callable[[str, str, datetime], Answer]


@dataclass(frozen=True)
class Score:
    """Shares of the items in per cent, times in microseconds."""

    items: int
    strict: float
    wrong_day: float
    none: float
    median: float
    p99: float


def ours(text: str, language: str, now: datetime) -> Answer:
    """Return what our grammar means; a question is no answer."""
    found = understand_when(text, language=language, now=now)
    return (found.start, found.end) if isinstance(found, Interval) else None


def theirs(text: str, language: str, now: datetime) -> Answer:
    """Return what dateparser alone means."""
    settings: Any = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}
    found = dateparser.parse(text, languages=[language], settings=settings)
    return (found, found) if found else None


def judge(item: Item, answer: Answer) -> str:
    """Return `strict`, `hour` (right day, other hour), `wrong` or `none`.

    A part of the day is no hour; before something, the end counts.
    """
    if answer is None:
        return "none"
    side = 0 if item["start"] else 1
    meant = datetime.fromisoformat(item["start"] or item["end"])
    said = answer[side]
    weekend = item["weekend"] and 0 <= (said.date() - meant.date()).days <= 1
    if said.date() != meant.date() and not weekend:
        return "wrong"
    exact = item["time_expected"] and not weekend and not item["relative_days"]
    return "strict" if said == meant or not exact else "hour"


def items(folder: Path, language: str) -> list[Item]:
    """Return the expressions that a booking may contain."""
    read: list[Item] = json.loads((folder / f"duckling_{language}.json").read_text())
    return [item for item in read if item["booking"]]


def answers(reader: Reader, language: str, asked: list[Item]) -> Iterator[tuple[Answer, float]]:
    """Yield each answer with its microseconds."""
    for item in asked:
        now = datetime.fromisoformat(item["ref"])
        spent = []
        for _ in range(TAKES):
            begun = time.perf_counter()
            answer = reader(item["text"], language, now)
            spent.append((time.perf_counter() - begun) * 1e6)
        yield answer, statistics.median(spent)


def score(reader: Reader, language: str, asked: list[Item]) -> Score:
    """Return how a reader does on the expressions of a language."""
    reader(asked[0]["text"], language, datetime.fromisoformat(asked[0]["ref"]))
    got = list(answers(reader, language, asked))
    verdicts = [judge(item, answer) for item, (answer, _) in zip(asked, got, strict=True)]
    times = sorted(spent for _, spent in got)
    share = {word: 100 * verdicts.count(word) / len(asked) for word in ("strict", "wrong", "none")}
    return Score(
        len(asked),
        share["strict"],
        share["wrong"],
        share["none"],
        statistics.median(times),
        times[int(len(times) * 0.99)],
    )


def missed(language: str, asked: list[Item]) -> Iterator[str]:
    """Yield a line for each expression that we do not get right."""
    for item in asked:
        answer = ours(item["text"], language, datetime.fromisoformat(item["ref"]))
        verdict = judge(item, answer)
        if verdict != "strict":
            said = f"{answer[0]:%Y-%m-%dT%H:%M}/{answer[1]:%m-%dT%H:%M}" if answer else "-"
            yield f"{verdict:6} {item['text']:45} {item['start']} {item['end']} not {said}"


def main() -> None:
    """Print a table a reader and a line a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="fr,en,de,nl")
    parser.add_argument("--missed", action="store_true", help="list what is not right")
    wanted = parser.parse_args()
    warnings.simplefilter("ignore")
    print("| parser | language | items | strict % | wrong day % | no answer % | µs | µs p99 |")
    print("|---|---|---|---|---|---|---|---|")
    for name, reader in (("ours", ours), ("dateparser", theirs)):
        for language in wanted.languages.split(","):
            asked = items(wanted.folder, language)
            got = score(reader, language, asked)
            print(
                f"| {name} | {language} | {got.items} | {got.strict:.1f} | {got.wrong_day:.1f}"
                f" | {got.none:.1f} | {got.median:.0f} | {got.p99:.0f} |"
            )
            if wanted.missed and reader is ours:
                sys.stderr.writelines(f"{line}\n" for line in missed(language, asked))


if __name__ == "__main__":
    main()
