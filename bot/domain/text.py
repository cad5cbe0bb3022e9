"""Words compared as people type them: without accents, case or punctuation."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^\w]+")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi
    "\u200b\u2060\ufeff]"  # zero width (the joiner of emojis stays)
)


def fold(text: str) -> str:
    """Return lower-case words without accents, one space between: `Où ? À Metz` → `ou a metz`."""
    small = unicodedata.normalize("NFKC", text).casefold().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", small)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", bare).strip()


def clean_typed(text: str) -> str:
    """Return a text as it was typed, without control, bidi and invisible characters."""
    return UNSEEN.sub("", text).strip()
