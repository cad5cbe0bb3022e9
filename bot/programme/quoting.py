"""Cells that a spreadsheet would take for formulas: marked when written, read back as they were.

`=1+1` is written `'=1+1`; what begins with the mark already gets one more, so that reading takes
away exactly what writing added.
"""

import re

_LOOKS_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str, *, typed: bool = False) -> str:
    """Return a text that no spreadsheet executes; in a `typed` cell only the mark is guarded."""
    dangerous = _MARKED if typed else _LOOKS_LIKE_FORMULA
    return f"'{text}" if dangerous.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if _MARKED.match(text) else text
