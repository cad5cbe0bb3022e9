"""Parsers of dates that bench/dates.py installs apart: questions in, answers out, as JSON.

In: one line, a list of `[text, language, now]`. Out: one line, a list of `[start or null, µs]`.
It imports nothing of TocToc: the parser's own Python runs it. `--languages` prints what it reads.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from typing import Any

Reader = Callable[[str, str, datetime], Any]
LANGUAGES = {
    "parsedatetime": ("fr", "en", "de", "nl"),
    "ctparse": ("en", "de"),
    "recognizers": ("fr", "en"),
}
LOCALES = {"fr": "fr_FR", "en": "en_US", "de": "de_DE", "nl": "nl_NL"}
CULTURES = {"fr": "fr-fr", "en": "en-us"}


def parsedatetime() -> Reader:
    import parsedatetime as library

    calendars = {
        language: library.Calendar(library.Constants(locale, usePyICU=False))
        for language, locale in LOCALES.items()
    }

    def read(text: str, language: str, now: datetime) -> datetime | None:
        found, certain = calendars[language].parseDT(text, sourceTime=now)
        return found if certain else None

    return read


def ctparse() -> Reader:
    from ctparse import ctparse as parse

    def read(text: str, _: str, now: datetime) -> datetime | None:
        found = parse(text, ts=now, timeout=1)
        meant = getattr(found, "resolution", None)
        start = getattr(meant, "t_from", None) or meant
        return getattr(start, "dt", None)

    return read


def recognizers() -> Reader:
    from recognizers_date_time import recognize_datetime

    def read(text: str, language: str, now: datetime) -> datetime | None:
        found = recognize_datetime(text, CULTURES[language], reference=now)
        if not found or not found[0].resolution:
            return None
        last = found[0].resolution["values"][-1]
        start = last.get("value") or last.get("start")
        if start and start[2:3] == ":":
            start = f"{now:%Y-%m-%d} {start}"
        return datetime.fromisoformat(start) if start else None

    return read


def main() -> None:
    """Answer one list of questions with the parser named."""
    warnings.simplefilter("ignore")
    read = {"parsedatetime": parsedatetime, "ctparse": ctparse, "recognizers": recognizers}[
        sys.argv[1]
    ]()
    answers = []
    for text, language, now in json.loads(sys.stdin.readline()):
        begun = time.perf_counter()
        try:
            found = read(text, language, datetime.fromisoformat(now))
            start = found.isoformat() if found else None
        except Exception:  # noqa: BLE001  # what another's parser raises is no answer
            start = None
        answers.append([start, (time.perf_counter() - begun) * 1e6])
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
