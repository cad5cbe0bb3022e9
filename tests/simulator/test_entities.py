"""Telegram's HTML, parsed and written back."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.control.view import to_html
from simulator.entities import parse_html, trimmed, utf16_length
from simulator.errors import ApiError

TAGS = st.sampled_from(["b", "i", "u", "s", "code", "blockquote"])


def nested(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.tuples(TAGS, children).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    return wrapped | st.lists(children, max_size=3).map("".join)


@given(st.text())
def test_an_escaped_text_comes_out_as_it_was(text: str) -> None:
    assert parse_html(escape(text, quote=False)) == (text, [])


@given(st.recursive(st.text(min_size=1).map(lambda text: escape(text, quote=False)), nested))
def test_entities_lie_within_the_text(html: str) -> None:
    text, entities = parse_html(html)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(text)


@given(st.text())
def test_any_text_is_parsed_or_refused_but_never_breaks(text: str) -> None:
    refusal = "Bad Request: can't parse entities: "
    try:
        parse_html(text)
    except ApiError as error:
        refusal = error.description
    assert refusal.startswith("Bad Request: can't parse entities: ")


def test_offsets_count_utf16_units() -> None:
    _, entities = parse_html("🏭 <b>usine</b>")
    assert entities == [{"type": "bold", "offset": 3, "length": 5}]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a href="https://a.fr/?x=1&amp;y=2">ici</a>', "https://a.fr/?x=1&y=2"),
        ("<a href='https://a.fr'>ici</a>", "https://a.fr"),
        ("<a>https://a.fr</a>", "https://a.fr"),
    ],
    ids=["double quotes and an ampersand", "single quotes", "no address but the text"],
)
def test_a_link_has_its_address(html: str, url: str) -> None:
    assert parse_html(html)[1][0]["url"] == url


def test_an_ampersand_that_starts_nothing_stays_as_on_telegram() -> None:
    assert parse_html("A&B &nbsp; &#233; &lt")[0] == "A&B &nbsp; é <"


def test_white_space_around_a_text_goes_and_entities_move() -> None:
    text, entities = trimmed(*parse_html("\n <b> a </b> "))
    assert (text, entities) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


def test_the_pages_html_escapes_everything_but_its_own_tags() -> None:
    html = '<b>a &lt;script&gt;</b> <a href="javascript:alert(1)">x</a>'
    assert to_html(*parse_html(html)) == "<b>a &lt;script&gt;</b> x"


def test_nested_entities_close_in_the_right_order() -> None:
    html = "<b>a<i>b</i></b><u>c</u>"
    assert to_html(*parse_html(html)) == html
