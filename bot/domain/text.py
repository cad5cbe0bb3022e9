"""Words compared as people type them: without accents, case or punctuation."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Return lower-case words without accents, one space between: `Où ? À Metz` → `ou a metz`."""
    small = unicodedata.normalize("NFKC", text).casefold().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", small)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", bare).strip()
