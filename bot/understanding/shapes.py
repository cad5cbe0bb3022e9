"""Text → tokens: numbers, clocks and dates by their shape, words by the language's lexicon.

Folding loses accents and case, never digits. What could be mistaken for a date (phone numbers,
booking codes, prices, long numbers) becomes `unknown` here, before any rule can look at it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from bot.understanding.lexicon import Lexicon
from bot.understanding.tokens import Token

MOST_CHARACTERS = 200
SHAPES = re.compile(
    r"(?P<address>(?:https?://|www[.])\S+|\S+@\S+)"
    r"|(?P<phone>\+[0-9][0-9 .()-]{7,}|\b0[0-9](?P<gap>[ .-]?)[0-9]{2}(?:(?P=gap)[0-9]{2}){3}\b"
    r"|\b0[0-9]{2,4}[ /][0-9][0-9 .]{4,}[0-9]\b)"
    r"|(?P<part>\b[123]/[234](?= ?(?:temps|d'?heure|heures?|journee|tarif|finale)))"
    r"|(?P<money>[$€£] ?[0-9.,]+|\b[0-9]+[.,]?[0-9]* ?[€$£%])"
    r"|(?P<iso>\b(?P<iy>20[0-9]{2})[-/.](?P<im>[0-9]{1,2})[-/.](?P<id>[0-9]{1,2})(?![0-9]))"
    r"|(?P<code>\b(?![0-9]{1,2}[huap])(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{3}-[a-z0-9]{3}\b)"
    r"|(?P<dmy>\b(?P<dd>[0-9]{1,2})(?P<by>[/.-])(?P<dm>[0-9]{1,2})(?P=by)"
    r"(?P<dy>[0-9]{4}|[0-9]{2})\b(?![/.-][0-9]))"
    r"|(?P<clock>\b(?P<ch>[0-9]{1,2})(?: ?[hu]|:|[.](?=[0-9]{2}[ap]m))(?P<cm>[0-5][0-9])"
    r"(?:(?P<ca>[ap])m|(?P<cb>[ap]?)[hu]?)\b)"
    r"|(?P<hour>\b(?P<hh>[0-9]{1,2})(?:h|hr|hrs|heures?|u|uur|uhr|ish)\b)"
    r"|(?P<half>\b(?P<ah>[0-9]{1,2})(?P<aa>am|pm|p)\b)"
    r"|(?P<slash>\b(?<![0-9][.,])(?P<sd>[0-9]{1,2}) ?/ ?(?P<sm>[0-9]{1,2})\b(?!/|[.][0-9]))"
    r"|(?P<dots>\b(?P<pd>[0-9]{1,2})[.] ?(?P<pm>[0-9]{1,2})\b(?![:][0-9])(?P<end>[.]?))"
    r"|(?P<ordinal>\b(?P<on>[0-9]{1,2})"
    r"(?:(?:er|ere|e|eme|ieme|nd|nde|st|rd|th|te|ten|ter|tes|de|ste)\b|[.](?= (?:und|oder|bis) )))"
    r"|(?P<number>\b[0-9]+\b)"
    r"|(?P<word>[^\W_]+|[+&])"
    r"|(?P<dash>(?<![^\W\d_])[-–—/]|[-–—/](?![^\W\d_])|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2}))"
    r"|(?P<at>@)"
)
JOINED = re.compile(
    r"(?<=\b[0-9])(?=[a-z]{3,}\b)(?!eme|ieme|nde|ten|ter|tes|ste|main|mo|day|ni|mr|ish)"
    r"|(?<=\b[0-9]{2})(?=[a-z]{3,}\b)(?!eme|ieme|nde|ten|ter|tes|ste|ish)"
    r"|(?<=[a-z]{3})(?<!\bdem)(?<!\bmat)(?=[0-9]{1,2}(?:h|u|:|\b|[a-z]{3}))"
    r"|(?<=\b(?:le|du|au|pr|um|om|am|op|at))(?=[0-9]{1,2}(?:h|u|:|\b|[a-z]{3}))"
    r"|(?<=\ba)(?=[0-9]{1,2}h)|(?<=[0-9]a)(?=[0-9]{1,2}h)"
    r"|(?<=\b[0-9])(?=a[0-9]{1,2}h)|(?<=\b[0-9]{2})(?=a[0-9]{1,2}h)"
)
"""Where a space is forgotten: `24nov`, `mardi24`, `mardi14h`, `le24`, `a14h`."""
UNKNOWN = Token("unknown")
STREETS = re.compile(r"(?<=\w{3})(?:strasse|straat|steenweg|allee|gasse|platz|plein|laan)$")
"""What German and Dutch join to the name of a street: `Hauptstrasse`, `meistraat`."""


def plain(text: str) -> str:
    """Return lower-case text without accents, punctuation kept: `Après-midi à 14 H` → `… 14 h`."""
    cased = text[: 4 * MOST_CHARACTERS].casefold().replace("œ", "oe").replace("’", "'")
    spread = unicodedata.normalize("NFKD", cased)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    short = re.sub(r"\b([ap])\. ?m\b\.?", r"\1m", JOINED.sub(" ", bare))
    return short if len(short) <= MOST_CHARACTERS else short[:MOST_CHARACTERS].rpartition(" ")[0]


def tokenise(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a `plain` text, the phrases of the language joined."""
    raw = list(_pieces(text, lexicon))
    words = [token.text for token in raw]
    tokens: list[Token] = []
    at = 0
    while at < len(raw):
        phrase = lexicon.phrase_at(words, at)
        if phrase is None:
            tokens.append(_unlisted(raw[at]))
            at += 1
        else:
            tokens.append(Token(phrase.kind, phrase.value, phrase.words[0]))
            at += len(phrase.words)
    return tokens


def _unlisted(token: Token) -> Token:
    """Return what a piece is that no table has: a street, else a word that says nothing."""
    if token.kind != "word":
        return token
    return Token("street") if STREETS.search(token.text) else UNKNOWN


def _pieces(text: str, lexicon: Lexicon) -> Iterator[Token]:
    for found in SHAPES.finditer(text):
        if found.lastgroup == "word":
            yield from (Token("word", text=word) for word in lexicon.spelled(found["word"]))
        else:
            yield READ[found.lastgroup or ""](found)


def _number(found: re.Match[str]) -> Token:
    digits = found["number"]
    if len(digits) <= 2:
        return Token("num", int(digits), digits)
    if len(digits) == 4 and digits.startswith("20"):
        return Token("year", int(digits), digits)
    return Token("big", int(digits), digits) if len(digits) <= 4 else UNKNOWN


def _clock(hour: int, minute: int, half: str, exact: str = "") -> Token:
    """Return a clock in minutes; `sure` where the half of the day was said, `exact` in figures."""
    if hour > 23 or (half and not 1 <= hour <= 12):
        return UNKNOWN
    if half:
        return Token("clock", (hour % 12 + 12 * (half == "p")) * 60 + minute, "sure")
    return Token("clock", hour * 60 + minute, exact if 1 <= hour <= 12 else "sure")


def _date(day: str, month: str, year: str, kind: str = "date") -> Token:
    """Return a date as yyyymmdd, without a year 0000mmdd; `11/24/2026` can only be American."""
    if year and int(month) > 12 >= int(day):
        day, month = month, day
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return UNKNOWN
    full = int(year) + 2000 * (len(year) == 2) if year else 0
    return Token(kind, full * 10000 + int(month) * 100 + int(day))


def _slash(found: re.Match[str]) -> Token:
    token = _date(found["sd"], found["sm"], "")
    return token if token.kind == "date" else _two_clocks(found["sd"], found["sm"])


def _two_clocks(first: str, second: str) -> Token:
    return Token("either", int(first) * 100 + int(second))


def _dots(found: re.Match[str]) -> Token:
    """Return a date in dots; `10.10` may as well be a clock or a number, `10.10.` may not."""
    if found["end"]:
        return _date(found["pd"], found["pm"], "")
    return Token("dots", int(found["pd"]) * 100 + int(found["pm"]))


READ: dict[str, Callable[[re.Match[str]], Token]] = {
    "address": lambda _: UNKNOWN,
    "phone": lambda _: UNKNOWN,
    "code": lambda _: UNKNOWN,
    "part": lambda _: UNKNOWN,
    "money": lambda _: UNKNOWN,
    "iso": lambda found: _date(found["id"], found["im"], found["iy"]),
    "dmy": lambda found: _date(found["dd"], found["dm"], found["dy"]),
    "clock": lambda found: _clock(
        int(found["ch"]), int(found["cm"]), found["ca"] or found["cb"], "exact"
    ),
    "hour": lambda found: _clock(int(found["hh"]), 0, ""),
    "half": lambda found: _clock(int(found["ah"]), 0, found["aa"][0]),
    "slash": _slash,
    "dots": _dots,
    "ordinal": lambda found: Token("ord", int(found["on"]), "digits"),
    "number": _number,
    "dash": lambda found: Token("dash", text=found["dash"]),
    "at": lambda _: Token("at"),
}
