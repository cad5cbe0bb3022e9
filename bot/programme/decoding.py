"""Bytes of a text file to text: UTF-8, UTF-16 or the Windows code page of Western Europe."""

import re

from bot.programme.refusals import EncodingMixed, Unreadable

_TWO_BYTES = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")  # é, œ, ’ in UTF-8
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")  # an accent in cp1252


def decode(content: bytes, name: str) -> str:
    """The text of a file; raises EncodingMixed where it is neither one thing nor the other."""
    encoding = _wide(content)
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff").replace("\x00", "")
        except UnicodeDecodeError as wrong:
            raise Unreadable(name=name, kind="UTF-16") from wrong
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return _windows(content, wrong)


def _wide(content: bytes) -> str:
    start = content[:60]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start[1::2].count(0) > 10:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > 10 else ""


def _windows(content: bytes, first: UnicodeDecodeError) -> str:
    line = content.count(b"\n", 0, first.start) + 1
    if len(_TWO_BYTES.findall(content)) > len(_ALONE.findall(content)):
        raise EncodingMixed(line=line) from first
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as wrong:
        raise EncodingMixed(line=content.count(b"\n", 0, wrong.start) + 1) from wrong
