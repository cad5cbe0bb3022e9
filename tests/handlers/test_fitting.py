"""Texts that are too long for Telegram end at a whole line, with every tag closed."""

import pytest

from bot.i18n import Html
from handlers.fitting import fitting
from handlers.screens.screen import Screen
from tests.support.drawn import check_drawn


def test_what_fits_stays_as_it_is() -> None:
    text = Html("<b>" + "é" * 4096 + "</b>")
    assert fitting(text, 4096) is text


@pytest.mark.parametrize("line", ["<b>Acier &amp; Fils</b> · 12", "😀" * 40, "x" * 9_000])
def test_a_long_list_ends_early(line: str) -> None:
    shown = fitting(Html("\n".join([line] * 400)), 4096)
    assert shown.endswith("…")
    assert len(shown.encode("utf-16-le")) // 2 <= 4096 * 2
    check_drawn(Screen(text=shown), longest=8192)


def test_a_quote_over_many_lines_goes_whole() -> None:
    quote = "\n".join(["mot"] * 2_000)
    assert fitting(Html(f"Avant\n<blockquote>{quote}</blockquote>"), 4096) == "Avant\n…"
