"""Words compared as people type them: without accents, case or punctuation."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^\w]+")
IN_FULL = {"st": "saint", "ste": "sainte"}
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


def fold_town(name: str) -> str:
    """Return what a town is found by, however it was written: `57500 ST-AVOLD Cedex`."""
    words = (IN_FULL.get(word, word) for word in fold(name).split())
    bare = " ".join(word for word in words if word != "cedex" and not word.isdecimal())
    return bare or fold(name)


def clean_typed(text: str) -> str:
    """Return a text as it was typed, without control, bidi and invisible characters."""
    return UNSEEN.sub("", text).strip()
