"""Texts that Telegram takes: what is too long ends at a whole line."""

import re
from html import escape, unescape

from bot.i18n import Html

TAG = re.compile(r"</?(\w+)[^>]*>")
MORE = "…"


def fitting(text: Html, most: int) -> Html:
    """Return a text with at most so many characters to be seen, as Telegram counts them.

    Lines go from the end; a tag that they would close goes with its lines.
    """
    if len(text) <= most // 2 or _seen(text) <= most:
        return text
    lines = text.split("\n")
    for count in range(len(lines) - 1, 0, -1):
        shorter = Html("\n".join((*lines[:count], MORE)))
        if _seen(shorter) <= most and _is_closed(shorter):
            return shorter
    plain = unescape(TAG.sub("", text))[: most // 2]
    return Html(escape(plain, quote=False) + MORE)


def _seen(text: str) -> int:
    return len(unescape(TAG.sub("", text)).encode("utf-16-le")) // 2


def _is_closed(text: str) -> bool:
    tags = [found[0].startswith("</") for found in TAG.finditer(text)]
    return tags.count(True) * 2 == len(tags)
