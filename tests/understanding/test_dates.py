"""When somebody means: sentences as people type them, with the date meant.

The tables beside this file hold a sentence a line, `|`, and what is meant: a day, two days with
`-` between them, hours, `or` the other reading, `half` the other half of the day, `?` the days to
choose from, `-` nothing.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.dates import Interval, Question, understand_when

HERE = Path(__file__).parent
PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = datetime(2026, 11, 18, 9, 30, tzinfo=PARIS)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=PARIS)
MIDNIGHT = (0, 0)
LANGUAGES = ("fr", "en", "de", "nl")


def sentences(language: str) -> list[tuple[str, str]]:
    """Return sentence and meaning of each line of a table."""
    lines = (HERE / f"dates_{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.rpartition(" | ") for line in lines if line and not line.startswith("#")]
    return [(sentence, meant) for sentence, _, meant in rows]


def day(value: date) -> str:
    return f"{value:%d/%m}" if value.year == WEDNESDAY.year else f"{value:%d/%m/%Y}"


def span(found: Interval) -> str:
    """Return an interval as the tables write it."""
    first, end = found.start, found.end
    if not found.by_clock and (first.hour, first.minute) == (end.hour, end.minute) == MIDNIGHT:
        last = end - timedelta(days=1)
        return day(first) if last.date() == first.date() else f"{day(first)}-{day(last)}"
    if found.by_clock and end - first == timedelta(hours=1):
        return f"{day(first)} {first:%H:%M}"
    closing = "24:00" if (end.hour, end.minute) == MIDNIGHT else f"{end:%H:%M}"
    long = f"{day(end)} " if end - first > timedelta(days=1) else ""
    return f"{day(first)} {first:%H:%M}-{long}{closing}"


def written(answer: Interval | Question | None, *, half: bool = True) -> str:
    """Return an answer as the tables write it."""
    if answer is None:
        return "-"
    if isinstance(answer, Question):
        return " ".join(["?", *map(day, answer.days)])
    other = f" or {day(answer.alternative.start)}" if answer.alternative else ""
    shown = f" half {answer.half.start:%H:%M}" if answer.half and half else ""
    return f"{span(answer)}{other}{shown}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_means_its_date(language: str) -> None:
    amiss = []
    for sentence, meant in sentences(language):
        answer = understand_when(sentence, language=language, now=WEDNESDAY)
        got = written(answer, half="half" in meant)
        amiss += [f"{sentence!r}: {meant}, not {got}"] if got != meant else []
    assert not amiss, "\n".join(amiss)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_numbers_and_codes_are_no_date(language: str) -> None:
    lines = (HERE / f"no_date_{language}.txt").read_text(encoding="utf-8").splitlines()
    answers = {text: understand_when(text, language=language, now=WEDNESDAY) for text in lines}
    dated = [f"{text!r}: {written(answer)}" for text, answer in answers.items() if answer]
    assert lines
    assert not dated, "\n".join(dated)


@pytest.mark.parametrize(
    ("said_on", "meant"),
    [
        (date(2026, 11, 23), "24/11 or 01/12"),
        (date(2026, 11, 24), "01/12"),
        (date(2026, 11, 25), "01/12"),
        (date(2026, 11, 29), "01/12"),
    ],
    ids=["Monday: tomorrow or in eight days", "Tuesday", "Wednesday", "Sunday: in two days"],
)
def test_next_tuesday_offers_a_week_later_while_this_week_has_one(
    said_on: date, meant: str
) -> None:
    now = datetime(said_on.year, said_on.month, said_on.day, 9, tzinfo=PARIS)
    assert written(understand_when("mardi prochain", language="fr", now=now)) == meant


def test_both_halves_of_the_day_are_kept_where_none_was_said() -> None:
    answer = understand_when("demain à 3h", language="fr", now=WEDNESDAY)
    assert isinstance(answer, Interval)
    assert (answer.start.hour, answer.half and answer.half.start.hour) == (15, 3)


def test_an_hour_alone_is_the_next_one_and_says_that_no_day_was_named() -> None:
    later = understand_when("15h", language="fr", now=WEDNESDAY)
    gone = understand_when("8h", language="fr", now=WEDNESDAY)
    assert isinstance(later, Interval)
    assert isinstance(gone, Interval)
    assert (later.start.day, gone.start.day) == (18, 19)
    assert not later.day_said
    assert not gone.day_said


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("next tuesday at 3pm please", "24/11 15:00"),
        ("Dienstag um 15 Uhr", "24/11 15:00"),
        ("volgende dinsdag om 15 uur", "24/11 15:00"),
        ("mardi 24 november", "24/11"),
    ],
)
def test_the_languages_of_others_are_understood_too(sentence: str, meant: str) -> None:
    assert written(understand_when(sentence, language="fr", now=WEDNESDAY), half=False) == meant


def test_an_unknown_language_is_read_by_its_words() -> None:
    answer = understand_when("demain matin", language="lb", now=WEDNESDAY)
    assert written(answer) == "19/11 06:00-12:00"


def test_local_time_is_kept_over_the_change_to_summer() -> None:
    before = datetime(2027, 3, 27, 12, tzinfo=PARIS)
    answer = understand_when("demain 14h", language="fr", now=before)
    assert isinstance(answer, Interval)
    assert answer.start.isoformat() == "2027-03-28T14:00:00+02:00"


def test_an_interval_tells_which_days_it_touches() -> None:
    answer = understand_when("du 24 au 26", language="fr", now=WEDNESDAY)
    assert isinstance(answer, Interval)
    touched = [number for number in range(20, 30) if answer.touches(date(2026, 11, number))]
    assert touched == [24, 25, 26]


def test_other_readings_are_offered_whole_with_the_hours_that_were_said() -> None:
    answer = understand_when("mardi prochain à 3h", language="fr", now=MONDAY)
    assert isinstance(answer, Interval)
    assert span(answer) == "24/11 15:00"
    assert [span(other) for other in answer.others] == ["01/12 15:00", "24/11 03:00"]


@pytest.mark.parametrize(
    ("sentence", "options"),
    [
        ("lundi 24 à 14h", ["23/11 14:00", "24/11 14:00"]),
        ("jeudi 20 novembre matin", ["19/11 06:00-12:00", "20/11 06:00-12:00"]),
        ("mardi ou jeudi", ["19/11", "24/11"]),
        ("mardi matin ou jeudi aprem", ["19/11", "24/11"]),
        ("31 novembre", ["30/11", "01/12"]),
    ],
)
def test_a_question_has_its_days_with_the_hours_that_were_said(
    sentence: str, options: list[str]
) -> None:
    answer = understand_when(sentence, language="fr", now=WEDNESDAY)
    assert isinstance(answer, Question)
    assert [span(option) for option in answer.options] == options
    assert [day(option.start) for option in answer.options] == [day(one) for one in answer.days]
