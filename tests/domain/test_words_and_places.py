"""Words as people type them, and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import metres_between
from bot.domain.text import fold

METZ, THIONVILLE, CAHORS = (49.12, 6.18), (49.36, 6.17), (44.45, 1.44)
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Où ? À Metz", "ou a metz"),
        ("ŒUVRE", "oeuvre"),
        ("Saint-Dié-des-Vosges", "saint die des vosges"),
        ("l’Île", "l ile"),
        ("  ", ""),
        ("?!", ""),
        ("straße", "strasse"),
    ],
)
def test_words_are_compared_without_accents_case_or_punctuation(typed: str, meant: str) -> None:
    assert fold(typed) == meant


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_distances_are_those_on_the_map() -> None:
    assert metres_between(*METZ, *METZ) == 0
    assert 26_000 < metres_between(*METZ, *THIONVILLE) < 27_500
    assert 630_000 < metres_between(*METZ, *CAHORS) < 650_000


@given(PLACES, PLACES)
def test_a_distance_is_the_same_both_ways_and_at_most_half_way_round(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there = metres_between(*one, *other)
    assert there == metres_between(*other, *one)
    assert 0 <= there <= 20_015_087
