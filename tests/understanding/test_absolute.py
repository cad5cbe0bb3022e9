"""What dateparser may say: a fragment's own parts, to come; everything else is refused."""

import subprocess
import sys
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import dateparser
import pytest
from babel.dates import get_month_names

from bot.understanding.absolute import answered, months, spelled_out, vouched
from bot.understanding.dates import Interval, understand_when
from bot.understanding.shapes import plain

WEDNESDAY = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
TAUGHT = "import sys; from bot.understanding.dates import understand_when as u; {}"
SOON = 0.05


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("24-nov-2026", "2026-11-24T00:00"),
        ("Nov-24-2026 14h", "2026-11-24T14:00"),
        ("le 24/nov/26", "2026-11-24T00:00"),
        ("24_11_2026 matin", "2026-11-24T06:00"),
        ("24 de noviembre", "2026-11-24T00:00"),
        ("24 novembro às 14:00", "2026-11-24T14:00"),
        ("3 grudnia 2026", "2026-12-03T00:00"),
        ("24 Kasım 2026", "2026-11-24T00:00"),
        ("2 gennaio", "2027-01-02T00:00"),
        ("24 ноября 2026", "2026-11-24T00:00"),
        ("24 نوفمبر 2026", "2026-11-24T00:00"),
        ("24 listopada o 10:30", "2026-11-24T10:30"),
    ],
)
def test_dates_that_the_grammar_has_no_words_for_are_read(text: str, start: str) -> None:
    found = understand_when(text, language="fr", now=WEDNESDAY)
    assert isinstance(found, Interval)
    assert found.start.replace(tzinfo=None) == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    "text",
    [
        "mardi 14h",
        "demain 14h",
        "le 3",
        "jeudi 10 heures",
        "je voudrais venir",
        "mar",
        "lundi",
        "dans 2 jours",
        "14h30",
        "24",
        "24/11/2025",
        "24 novembre 2025",
        "2 mai 2021",
        "24 novembre 2126",
    ],
)
def test_the_guard_refuses_what_dateparser_guesses(text: str) -> None:
    guessed = dateparser.parse(text, languages=["fr"], settings={"DATE_ORDER": "DMY"})
    assert guessed is None or vouched(plain(text), guessed.replace(tzinfo=None), WEDNESDAY) is None


def test_the_guard_lets_a_day_pass_whose_parts_are_all_there() -> None:
    meant = datetime(2026, 11, 24)  # noqa: DTZ001  # dateparser answers without a zone
    assert vouched("24 nov 2026", meant, WEDNESDAY) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "answer",
    [
        datetime(2026, 11, 23),  # noqa: DTZ001
        datetime(2026, 12, 24),  # noqa: DTZ001
        datetime(2027, 11, 24),  # noqa: DTZ001
        datetime(2026, 11, 24, 14),  # noqa: DTZ001
    ],
    ids=["another day", "another month", "another year", "an hour nobody said"],
)
def test_an_answer_that_is_not_in_the_text_is_refused(answer: datetime) -> None:
    assert vouched("24 nov 2026", answer, WEDNESDAY) is None


@pytest.mark.parametrize(
    "text",
    ["24 noviembre 2025", "31 listopada 2026", "2 mayo", "28 gamins", "24-foo-2026", "99_11_2026"],
)
def test_past_days_impossible_days_and_other_words_stay_nothing(text: str) -> None:
    assert spelled_out(plain(text), WEDNESDAY) is None
    assert understand_when(text, language="fr", now=WEDNESDAY) is None


def test_what_the_grammar_reads_never_wakes_dateparser() -> None:
    asks = "[u(t, language='fr', now=__import__('datetime').datetime(2026,11,18).astimezone())" + (
        " for t in ('mardi 14h', '24 novembre 2026', '28 élèves', 'le 24/11', 'bonjour', '2 mai')]"
    )
    check = f"{asks}; print('dateparser' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", TAUGHT.format(check)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_stored_months_are_those_of_the_unicode_tables() -> None:
    for language in {language for named in months().values() for language in named}:
        for number, name in get_month_names("wide", "format", locale=language).items():
            assert months()[plain(name)][language] == number


@pytest.mark.parametrize("text", ["24 de noviembre", "3 grudnia 2026", "24-nov-2026"])
def test_an_answer_takes_milliseconds_once_dateparser_is_there(text: str) -> None:
    spelled_out(text, WEDNESDAY)
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        spelled_out(text, WEDNESDAY)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < SOON


def test_dateparser_is_asked_in_the_languages_of_the_month_only() -> None:
    assert answered("3 grudnia 2026", ("fr",), WEDNESDAY) is None
    assert answered("3 grudnia 2026", ("pl",), WEDNESDAY) is not None
