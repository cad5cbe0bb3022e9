"""Every "no" has a name, a place in the tree, and a sentence in each language."""

import re
from datetime import date

import pytest

from bot.domain import refusals
from bot.domain.refusals import Refusal
from bot.i18n import languages, translator
from handlers.screens.notice import refusal_text
from tests.support.values import PARIS, STARTS

KINDS = [
    one
    for one in vars(refusals).values()
    if isinstance(one, type) and one.__module__ == refusals.__name__
]
FIELDS = {
    "title": "<Biscuits & Cie>",
    "left": 1,
    "asked": 2,
    "slot_id": 3,
    "opens": STARTS,
    "starts": STARTS,
    "tz": PARIS,
    "most": 10,
    "code": "K7M-4PX",
    "text": "{name} <b>",
    "day": date(2026, 11, 24),
}


def test_the_tree_at_the_top_of_the_file_names_every_refusal_under_its_parent() -> None:
    drawn = re.findall(r"^([│ ]*)[├└]── (\w+)", refusals.__doc__ or "", re.MULTILINE)
    parents = {0: "Refusal"}
    tree = set()
    for indent, name in drawn:
        depth = len(indent) // 4
        tree.add((name, parents[depth]))
        parents[depth + 1] = name
    assert tree == {(kind.__name__, kind.__mro__[1].__name__) for kind in KINDS} - {
        ("Refusal", "Exception")
    }


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_said_with_what_it_knows(kind: type[Refusal], language: str) -> None:
    t = translator(language)
    said = refusal_text(kind(**FIELDS), t)
    assert t.has(kind.message_id)
    assert kind.message_id not in said
    assert "<Biscuits" not in said
    assert "2026-11-24" not in said


def test_an_instant_is_told_in_the_place_s_own_time() -> None:
    said = refusal_text(refusals.SlotNotOpen(opens=STARTS, tz=PARIS), translator("fr"))
    assert "mardi 24 novembre" in said
    assert "14:00" in said


def test_a_refusal_names_itself_and_its_fields_in_a_log() -> None:
    assert str(refusals.PartyTooLarge(most=4)) == "refusals.party_too_large(most=4)"


def test_a_refusal_can_leave_an_async_with_block_like_any_exception() -> None:
    refusal = refusals.SlotFull(left=0, asked=1)
    assert refusal.with_traceback(None) is refusal
