"""A broadcast as its readers see it: as it was typed, in their language, news with a way out."""

import pytest

from bot.domain.broadcast import MOST_CAPTION, BroadcastKind, Content
from bot.i18n import languages, translator
from handlers.callback_data import decode, encode
from handlers.callbacks.broadcast import ChooseNews
from handlers.doors import BUTTONS
from handlers.screens.broadcast_card import Said, message
from handlers.screens.letters import perhaps_again
from tests.support.drawn import check_drawn

NASTY = "Salut <b>à tous</b> & _*[x] 😀"


def said(kind: BroadcastKind = BroadcastKind.SERVICE, **texts: str) -> Said:
    return Said(content=Content(texts={"fr": NASTY, **texts}, photo="file"), kind=kind)


@pytest.mark.parametrize("language", languages())
def test_what_was_typed_is_shown_and_never_markup(language: str) -> None:
    screen = message(said(), translator(language))
    assert screen.text == "Salut &lt;b&gt;à tous&lt;/b&gt; &amp; _*[x] 😀"
    assert (screen.photo_id, screen.rows) == ("file", ())
    check_drawn(screen)


def test_each_language_has_its_own_text_where_there_is_one() -> None:
    assert message(said(en="Hello"), translator("en")).text == "Hello"
    assert message(said(en="Hello"), translator("fr")).text.startswith("Salut")


@pytest.mark.parametrize("language", languages())
def test_news_can_be_stopped_from_the_message_itself(language: str) -> None:
    ((key,),) = message(said(BroadcastKind.NEWS), translator(language)).rows
    assert key.button == ChooseNews(0)
    assert decode(encode(key.button, None), BUTTONS) == (ChooseNews(0), None)


def test_a_sample_shows_its_own_language_whatever_the_reader_s() -> None:
    fields = {"text": "Hello", "language": "en", "kind": "news", "photo": "file"}
    screen = message(Said.of_sample(fields), translator("fr"))
    assert (screen.text, screen.photo_id) == ("Hello", "file")
    assert screen.rows[0][0].label == translator("en").label("broadcast.stop")


def test_a_second_try_says_so_only_where_there_is_room_for_it() -> None:
    t = translator("fr")
    short, full = (
        message(Said(content=Content(texts={"fr": text}, photo="f"), kind=BroadcastKind.SERVICE), t)
        for text in ("court", "x" * MOST_CAPTION)
    )
    assert perhaps_again(short, t) != short
    assert perhaps_again(full, t) == full
