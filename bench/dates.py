"""How dates in sentences are understood, per language: right, wrong day, no answer, time.

`python -m bench.dates FOLDER` lists what we get wrong of a corpus (`bench/date_items.py`).
"""

import argparse
import os
import statistics
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.date_items import (
    LANGUAGES,
    SITTINGS,
    Item,
    corpus,
    tables,
    verdict,
    without_date,
)
from bench.date_readers import IN_PROCESS, READ_BY, Answer, answers, answers_of_peer, peers
from bench.figures import Bench, Figure, Goal, Line, number, percentile

CORPUS = "TOCTOC_BENCH_DATES"
FEW = 12
SETS = {
    "dates": "the tests' table of dates",
    "phone": "the tests' phone-style sentences",
    SITTINGS: "later sittings of phone-style sentences",
}
HEAD = "| parser | language | items | strict % | wrong day % | no answer % | µs | µs p99 |"
RULE = "|---|---|---|---|---|---|---|---|"
STRICT = {"fr": 93.0}  # per cent at least; others:
STRICT_ELSEWHERE = 80.0
WRONG = {"fr": 1.0}  # per cent at most; others:
WRONG_ELSEWHERE = 2.0


def measure(bench: Bench) -> Figure:
    """Ask every parser all the sets, in every language that it reads."""
    warnings.simplefilter("ignore")
    figure = Figure(title="Sentences")
    pythons = peers(LANGUAGES, install=not bench.quick)
    folder = os.environ.get(CORPUS)
    if folder is None:
        figure.remarks.append(f"the corpus: not measured, it is not here ({CORPUS} is not set).")
    else:
        asked = {language: corpus(Path(folder), language) for language in LANGUAGES}
        figure.tables.append(_table("Duckling's corpus", asked, pythons, bench))
        figure.remarks.extend(_goals(asked))
    for name, title in SETS.items():
        asked = {language: tables(language, name) for language in LANGUAGES}
        figure.tables.append(_table(title, asked, pythons, bench))
        figure.lines.extend(_times(title, asked, bench))
    figure.tables.append(_no_dates(bench))
    figure.remarks.extend(_about(pythons, bench))
    return figure


def _table(title: str, asked: dict[str, list[Item]], pythons: dict[str, Path], bench: Bench) -> str:
    rows = [f"**{title}**", "", HEAD, RULE]
    for language, items in asked.items():
        some = items[:: max(1, len(items) // FEW)] if bench.quick else items
        for name in IN_PROCESS:
            said = answers(name, some)
            rows.append(_row(name, language, some, said))
            if name == "ours":
                rows.append(_row("ours, to the letter", language, some, said, to_the_letter=True))
        for name, python in pythons.items():
            if language in READ_BY[name]:
                rows.append(_row(name, language, some, answers_of_peer(python, name, some)))
    return "\n".join(rows)


def _row(
    name: str,
    language: str,
    items: Sequence[Item],
    said: Sequence[Answer],
    *,
    to_the_letter: bool = False,
) -> str:
    share = shares(items, said, to_the_letter=to_the_letter)
    times = [spent for _, _, spent in said]
    cells = [f"{share[word]:.1f}" for word in ("strict", "wrong", "none")]
    spent = [number(statistics.median(times)), number(percentile(times, 0.99))]
    return "| " + " | ".join([name, language, str(len(items)), *cells, *spent]) + " |"


def shares(
    items: Sequence[Item], said: Sequence[Answer], *, to_the_letter: bool = False
) -> dict[str, float]:
    """Return each verdict's share of the items, in per cent."""
    verdicts = [
        verdict(item, one[0], one[1], to_the_letter=to_the_letter)
        for item, one in zip(items, said, strict=True)
    ]
    return {
        word: 100 * verdicts.count(word) / len(items)
        for word in ("strict", "hour", "wrong", "none")
    }


def _goals(asked: dict[str, list[Item]]) -> Iterator[str]:
    """Say of each language whether the corpus is read as well as it should be."""
    for language, items in asked.items():
        share = shares(items, answers("ours", items))
        strict = Goal(floor=STRICT.get(language, STRICT_ELSEWHERE))
        wrong = Goal(floor=WRONG.get(language, WRONG_ELSEWHERE), at_most=True)
        yield (
            f"{language}: strict {share['strict']:.1f} % ({strict} %: "
            f"{strict.verdict(share['strict'])}), wrong day {share['wrong']:.1f} % "
            f"({wrong} %: {wrong.verdict(share['wrong'])})."
        )


def _times(title: str, asked: dict[str, list[Item]], bench: Bench) -> Iterator[Line]:
    """Yield a language's time a sentence beside dateparser's alone."""
    for language, items in asked.items():
        some = items[:FEW] if bench.quick else items
        rounds: dict[str, list[float]] = {"ours": [], "dateparser": []}
        for _ in range(bench.pairs):
            for name, medians in rounds.items():
                medians.append(statistics.median(spent for *_, spent in answers(name, some)))
        yield Line(
            what=f"{title}, {language}, a sentence",
            against="dateparser alone",
            ours=rounds["ours"],
            theirs=rounds["dateparser"],
            unit="µs",
            goal=Goal(floor=1, at_most=True),
        )


def _no_dates(bench: Bench) -> str:
    """Say how many sentences without a date are answered so."""
    rows = ["**sentences without a date, answered so**", "", "| parser | language | items | % |"]
    rows.append("|---|---|---|---|")
    for language in LANGUAGES:
        items = without_date(language)
        some = items[:: max(1, len(items) // FEW)] if bench.quick else items
        for name in IN_PROCESS:
            none = sum(start is None for start, _, _ in answers(name, some))
            rows.append(f"| {name} | {language} | {len(some)} | {100 * none / len(some):.1f} |")
    return "\n".join(rows)


def _about(pythons: dict[str, Path], bench: Bench) -> Iterator[str]:
    yield (
        "strict: the right start, to the minute where an hour is meant; a week-end may begin on "
        "Saturday, and “in 7 days” be a day; “to the letter” allows neither. The rules were "
        "written with the corpus and these tables in sight; decision 0016 tells the first runs."
    )
    missing = [name for name in READ_BY if name not in pythons]
    if missing and not bench.quick:
        yield f"could not be installed: {', '.join(missing)}."


def missed(folder: Path, language: str) -> Iterator[str]:
    """Yield a line for each expression of a corpus that we do not get right."""
    items = corpus(folder, language)
    for item, (start, end, _) in zip(items, answers("ours", items), strict=True):
        found = verdict(item, start, end, to_the_letter=True)
        if found != "strict":
            yield f"{found:6} {item.text:45} {item.start} {item.end} not {start} {end}"


def main() -> None:
    """Print what we get wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.dates", description=__doc__)
    parser.add_argument("folder", type=Path)
    for language in LANGUAGES:
        print("\n".join(missed(parser.parse_args().folder, language)))


if __name__ == "__main__":
    main()
