"""Whatever is typed: no crash, nothing past, nothing upside down, and quickly."""

import time
import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.dates import LANGUAGES, Interval, Question, understand_when

PARIS = ZoneInfo("Europe/Paris")
WORDS = sorted({word for lexicon, _ in LANGUAGES.values() for word in lexicon.words})
FIGURES = ["24/11", "24.11.", "14h", "14h30", "9:15", "2", "24", "1er", "15th", "2026", "-", "@"]
PHRASES = st.lists(st.sampled_from(WORDS + FIGURES * 20), max_size=12).map(" ".join)
ACCENTED = st.text(alphabet="aàâäeéèêëiîïoôöuùûüçñ 0123456789hmrdijnv'-/.", max_size=60)
TEXTS = st.one_of(st.text(max_size=120), PHRASES, ACCENTED)
FIRST = datetime(2025, 1, 1, tzinfo=PARIS)
MOMENTS = st.integers(0, 7 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
LONG_PHRASES = st.lists(st.sampled_from(WORDS + FIGURES * 20), min_size=30, max_size=60).map(
    " ".join
)
SPOKEN = st.sampled_from([*LANGUAGES, "xx"])
SOON = 0.05


def seconds(text: str, language: str, now: datetime) -> float:
    """Return how long an answer takes on the processor: other tests may keep it busy."""
    begun = time.process_time()
    understand_when(text, language=language, now=now)
    return time.process_time() - begun


def readings(answer: Interval) -> list[Interval]:
    """Return an interval and what else was meant."""
    return [answer, *answer.others]


@given(text=TEXTS, language=SPOKEN, now=MOMENTS)
def test_an_answer_is_never_past_and_never_upside_down(
    text: str, language: str, now: datetime
) -> None:
    answer = understand_when(text, language=language, now=now)
    if isinstance(answer, Question):
        assert answer.days
        assert all(day >= now.date() for day in answer.days)
        assert all(now < one.end and one.start < one.end for one in answer.options)
    elif answer is not None:
        assert all(one.start < one.end for one in readings(answer))
        assert all(one.end > now for one in readings(answer))
        assert answer.start > now - timedelta(days=14)


@given(text=TEXTS, language=SPOKEN, now=MOMENTS)
def test_accents_and_case_change_nothing(text: str, language: str, now: datetime) -> None:
    spread = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    answer = understand_when(text, language=language, now=now)
    assert understand_when(bare, language=language, now=now) == answer
    assert understand_when(text.casefold(), language=language, now=now) == answer


@given(text=st.one_of(PHRASES, ACCENTED), language=SPOKEN, now=MOMENTS)
def test_capitals_change_nothing(text: str, language: str, now: datetime) -> None:
    answer = understand_when(text, language=language, now=now)
    assert understand_when(text.upper(), language=language, now=now) == answer


@given(text=st.one_of(st.text(min_size=150, max_size=200), LONG_PHRASES), language=SPOKEN)
@settings(max_examples=40, deadline=None)
def test_no_two_hundred_characters_take_long(text: str, language: str) -> None:
    now = FIRST + timedelta(days=600)
    assert min(seconds(text, language, now) for _ in range(3)) < SOON


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 2000,
        "9" * 4000,
        "lundi " * 800,
        "le 1 au 2 " * 400,
        "de 1 à " * 500,
        "14h-" * 900,
        "entre le " * 400,
        "a" * 4096,
        "é" * 4096,
        "ﷺ" * 4096,
        "1/1/" * 1000,
        "0" + " 12" * 1300,
        "pas " * 1000 + "lundi",
        "mar. " * 800,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    now = datetime(2026, 11, 18, 9, 30, tzinfo=PARIS)
    assert min(seconds(text, "fr", now) for _ in range(5)) < SOON
