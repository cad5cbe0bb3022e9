"""What a button carries: it comes back as it went out, in 64 bytes, or it is stale."""

from dataclasses import fields
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Step
from bot.ids import RandomIds
from handlers import callbacks
from handlers.callback_data import MOST_BYTES, VERSION, StaleButton, decode, encode
from handlers.callbacks import (
    AcceptOffer,
    Button,
    Cancel,
    ChooseDay,
    Confirm,
    Go,
    MoveTo,
    SetSeats,
    Start,
)
from handlers.doors import BUTTONS

KINDS = sorted(BUTTONS.values(), key=lambda kind: kind.__name__)
WORDS = st.text("ABCDEFGHJKMNPQRSTUVWXYZabcxyz0123456789_-", max_size=12)
VALUES = {
    int: st.integers(-(10**9), 10**9),
    str: WORDS,
    date: st.dates(),
    Step: st.sampled_from(Step),
}
LONGEST = {
    int: 10**9 - 1,
    str: RandomIds().key(),
    date: date(2026, 11, 24),
    Step: max(Step, key=len),
}


@st.composite
def buttons(draw: st.DrawFn) -> Button:
    """Draw a button of any kind."""
    kind = draw(st.sampled_from(KINDS))
    return kind(*(draw(VALUES[one.type]) for one in fields(kind)))


@given(buttons(), st.none() | st.integers(0, 10**6))
def test_a_button_comes_back_as_it_went_out(button: Button, revision: int | None) -> None:
    data = encode(button, revision)
    assert decode(data, BUTTONS) == (button, revision)
    assert type(decode(data, BUTTONS)[0]) is type(button)
    assert len(data.encode()) <= MOST_BYTES


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_that_a_button_can_carry_fits(kind: type[Button]) -> None:
    button = kind(*(LONGEST[one.type] for one in fields(kind)))
    assert decode(encode(button, 10**6), BUTTONS) == (button, 10**6)


@pytest.mark.parametrize("kind", KINDS)
def test_every_button_has_a_tag_of_its_own_and_types_that_can_be_read(kind: type[Button]) -> None:
    assert BUTTONS[kind.tag] is kind
    assert len(kind.tag) == 2
    assert {one.type for one in fields(kind)} <= set(VALUES)


def test_every_kind_of_button_can_be_read() -> None:
    beside = [
        import_module(f"handlers.callbacks.{module.name}")
        for module in iter_modules(callbacks.__path__)
    ]
    written = {
        one
        for module in (callbacks, *beside)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Button) and one is not Button
    }
    assert written == set(BUTTONS.values())


def test_more_than_64_bytes_are_refused_when_the_button_is_built() -> None:
    with pytest.raises(ValueError, match="Cancel takes more than 64 bytes"):
        encode(Cancel("X" * 64), None)
    with pytest.raises(ValueError, match="64"):
        encode(Cancel("é" * 32), None)  # bytes, not letters


def test_a_text_with_the_separator_in_it_is_no_button_that_comes_back() -> None:
    with pytest.raises(StaleButton):
        decode(encode(Confirm(1, 2, "offer:3"), 1), BUTTONS)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="nothing"),
        pytest.param(":", id="nothing and nothing"),
        pytest.param("st", id="no version"),
        pytest.param("1:", id="no tag"),
        pytest.param("st0:1", id="an older version"),
        pytest.param("st2:1", id="a newer version"),
        pytest.param("zz1:1", id="an unknown tag"),
        pytest.param("st1:one", id="a revision that is no number"),
        pytest.param("st1:1:5", id="a field too many"),
        pytest.param("ns1:1", id="a field too few"),
        pytest.param("ns1:1:two", id="a number that is none"),
        pytest.param("ns1:1:", id="an empty number"),
        pytest.param("dy1:1:2026-02-30", id="a day that is none"),
        pytest.param("go1:1:moon", id="an unknown place"),
        pytest.param("ok1:1:4:2:key", id="Confirm before it had its last field"),
        pytest.param("wa1:1:9\x00", id="a control character"),
        pytest.param("🙂", id="a smile"),
        pytest.param(f"ns1:1:{2**63}", id="a number that no database takes"),
        pytest.param("ns1:1:" + "9" * 5000, id="a number beyond all measure"),
        pytest.param("ns1:" + "9" * 5000 + ":1", id="a revision beyond all measure"),
    ],
)
def test_what_is_not_ours_or_no_longer_is_stale(data: str) -> None:
    with pytest.raises(StaleButton):
        decode(data, BUTTONS)


@given(st.text() | st.from_regex(rf"[a-z]{{2}}{VERSION}(:.*){{0,4}}"))
def test_garbage_is_stale_or_a_button_and_never_anything_else(data: str) -> None:
    try:
        button, _revision = decode(data, BUTTONS)
    except StaleButton:
        return
    assert type(button) in KINDS


@pytest.mark.parametrize(
    ("button", "revision", "data"),
    [
        (Start(), 7, "st1:7"),
        (Go(Step.HOME), None, "go1::home"),
        (SetSeats(3), 2, "ns1:2:3"),
        (ChooseDay(date(2026, 11, 24)), 2, "dy1:2:2026-11-24"),
        (Confirm(4, 2, "x_-9", 1), 2, "ok1:2:4:2:x_-9:1"),
        (MoveTo("K7M-4PX", 5), 2, "mt1:2:K7M-4PX:5"),
        (AcceptOffer(9), None, "wa1::9"),
    ],
)
def test_messages_that_were_sent_long_ago_keep_their_meaning(
    button: Button, revision: int | None, data: str
) -> None:
    assert encode(button, revision) == data
    assert decode(data, BUTTONS) == (button, revision)
