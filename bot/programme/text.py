"""Text as people paste it, made safe to keep and easy to compare."""

import html
import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad"  # control, soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi
    "\u200b\u2060\ufeff\ufff9-\ufffb"  # zero width (the joiner of emojis stays)
    "\ud800-\udfff]"  # lone surrogates
)
_PILED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_ACCENT = re.compile("[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[\W_]+")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_LONGEST = 20_000  # characters of one cell that are looked at


def clean(value: str) -> str:
    """One line without invisible, control or bidi characters, NFC, single spaces."""
    if value.isascii() and value.isprintable() and len(value) < _LONGEST:
        return " ".join(value.split())
    return " ".join(_bare(value).split())


def clean_paragraphs(value: str) -> str:
    """As `clean`, line breaks kept (one empty line at most), HTML tags taken out."""
    if not value:
        return ""
    text = _BREAK.sub("\n", value[:_LONGEST])
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), _TAG.sub("", text))
    lines = (" ".join(line.split()) for line in _bare(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@lru_cache(maxsize=8192)
def plain(value: str) -> str:
    """Lower case without accents; punctuation stays."""
    if value.isascii():
        return value.lower()
    spread = unicodedata.normalize("NFKD", value.casefold().replace("œ", "oe").replace("æ", "ae"))
    return _ACCENT.sub("", spread)


@lru_cache(maxsize=8192)
def fold(value: str) -> str:
    """Lower-case words without accents or punctuation, one space between."""
    return _NOT_WORD.sub(" ", plain(value)).strip()


def same(value: str) -> str:
    """What is equal for two spellings of one name: case, accents, spaces, punctuation ignored."""
    return fold(value).replace(" ", "") or value


def quoted(value: object) -> str:
    """A value as it can be shown in a remark: short and clean."""
    text = clean(str(value)[:200])
    return text if len(text) <= 60 else text[:59] + "…"


def _bare(value: str) -> str:
    text = _INVISIBLE.sub("", value[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n"))
    return _PILED.sub(r"\1", unicodedata.normalize("NFC", text))
