"""What every drawn screen must be: Telegram's HTML, whole sentences, keys that fit."""

import re
from html.parser import HTMLParser

from bot.i18n import LOCALES
from handlers.screens.screen import Screen

NOUNS = "|".join(sorted({path.stem for path in LOCALES.glob("*/LC_MESSAGES/*.po")}))
MESSAGE_ID = re.compile(rf"\b(?:{NOUNS})\.[a-z_]+\b")
SAID_BY_HOSTS = ("{n}", "{y}", "{x}", "{fermées}")  # braces that are no placeholders of ours
ALLOWED_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}


class Tags(HTMLParser):
    """Checks that the tags of a text are Telegram's and closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Note a tag that opens."""
        assert tag in ALLOWED_TAGS
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that the last one opened closes."""
        assert self.open.pop() == tag


def is_whole(text: str) -> bool:
    """Tell whether a sentence was found, and every placeholder filled."""
    for said in SAID_BY_HOSTS:
        text = text.replace(said, "")
    return bool(text.strip()) and not MESSAGE_ID.search(text) and not set(text) & {"{", "}"}


def check_drawn(screen: Screen, *, longest: int = 4096) -> None:
    """Check a screen's text and labels."""
    tags = Tags()
    tags.feed(screen.text)
    assert tags.open == []
    assert is_whole(screen.text)
    assert len(screen.text) <= longest
    assert all(is_whole(key.label) for key in screen.all_keys())
    assert all(len(row) <= 8 for row in screen.rows)
