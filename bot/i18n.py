"""Sentences by message id, in the person's language; dates with their weekday.

The sentences live in `locales/<language>/LC_MESSAGES/<noun>.po` only. French is the reference:
what another language lacks is said in French.
"""

import gettext
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).parent.parent / "locales"
REFERENCE = "fr"
LANGUAGE_CODE = 2  # letters of `fr`
REGIONS = {"en": "en_GB"}  # day before month, 24 hours
LONG_DAY, SHORT_DAY = "EEEE d MMMM", "EEE d MMM"
DAYS = {("de", LONG_DAY): "EEEE, d. MMMM", ("de", SHORT_DAY): "EEE, d. MMM"}  # "Di., 24. Nov."
FIRST = {"fr": " 1er "}  # "mardi 1er décembre"


class Html(str):
    """Text that is HTML already: not escaped again."""

    __slots__ = ()


def as_typed(text: str) -> Html:
    """Return what somebody typed as HTML that shows just that."""
    return Html(escape(text, quote=False))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have sentences, the reference first."""
    found = {path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/*.po")}
    return tuple(sorted(found, key=lambda name: (name != REFERENCE, name)))


def best_language(wanted: Iterable[str | None], default: str) -> str:
    """Return the first wanted language that we speak: `fr-BE` is served in `fr`."""
    spoken = _spoken()
    for code in wanted:
        if code and (short := code.replace("_", "-").partition("-")[0].lower()) in spoken:
            return short
    return default


@cache
def _spoken() -> frozenset[str]:
    return frozenset(languages())


class Translator:
    """Says things in one language. Calling it gives HTML; `label` gives plain text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._sentences = _sentences(language)
        self._locale = REGIONS.get(language, language)

    def __call__(self, message_id: str, /, *, n: object = None, **fields: object) -> Html:
        """Return a sentence as HTML; fields are escaped unless they are `Html` already."""
        safe = {
            name: value if isinstance(value, Html) else escape(str(value), quote=False)
            for name, value in fields.items()
        }
        return Html(self._sentence(message_id, n).format(n=n, **safe))

    def label(self, message_id: str, /, *, n: object = None, **fields: object) -> str:
        """Return a sentence as plain text, for buttons, toasts and files."""
        return self._sentence(message_id, n).format(n=n, **fields)

    def has(self, message_id: str) -> bool:
        """Tell whether there is a sentence for a message id."""
        return self._sentences.gettext(message_id) != message_id

    def _sentence(self, message_id: str, n: object) -> str:
        if not isinstance(n, int):
            return self._sentences.gettext(message_id)
        return self._sentences.ngettext(message_id, message_id, n)

    def day(self, day: date) -> str:
        """Return a day with its weekday: `mardi 24 novembre`."""
        return _day(day, LONG_DAY, self._locale)

    def short_day(self, day: date) -> str:
        """Return a day with its weekday, for buttons: `mar. 24 nov.`."""
        return _day(day, SHORT_DAY, self._locale)

    def time(self, instant: datetime, tz: ZoneInfo) -> str:
        """Return the local hour of an instant: `14:00`."""
        return f"{instant.astimezone(tz):%H:%M}"

    def moment(self, instant: datetime, tz: ZoneInfo) -> str:
        """Return a day and an hour: `mardi 24 novembre à 14:00`."""
        local = instant.astimezone(tz)
        return self.label("common.moment", day=self.day(local.date()), time=f"{local:%H:%M}")

    def short_moment(self, instant: datetime, tz: ZoneInfo) -> str:
        """Return a day and an hour, for buttons: `mar. 24 nov. 14:00`."""
        local = instant.astimezone(tz)
        return f"{self.short_day(local.date())} {local:%H:%M}"

    def language_name(self, code: str) -> str:
        """Return a language's name for a code such as `fr`; other texts as they are."""
        if len(code) != LANGUAGE_CODE:
            return code
        return str(Locale.parse(self._locale).languages.get(code.lower(), code))

    def decimal(self, number: float) -> str:
        """Return a number with one decimal, as the language writes it: `4,5`."""
        return format_decimal(number, format="0.0", locale=self._locale)

    def listed(self, parts: list[str]) -> str:
        """Return parts joined as a sentence joins them: `a, b et c`."""
        return format_list(parts, locale=self._locale)


@lru_cache(maxsize=2048)
def _day(day: date, pattern: str, locale: str) -> str:
    text = format_date(day, DAYS.get((locale, pattern), pattern), locale=locale)
    return text.replace(" 1 ", FIRST.get(locale, " 1 "))


@cache
def translator(language: str) -> Translator:
    """Return the translator of a language, loaded once."""
    return Translator(language)


@cache
def _sentences(language: str) -> gettext.NullTranslations:
    everything = Catalog(locale=language)
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source, locale=language):
                if message.id:
                    everything.add(message.id, message.string)
    compiled = BytesIO()
    write_mo(compiled, everything)
    compiled.seek(0)
    sentences = gettext.GNUTranslations(compiled)
    if language != REFERENCE:
        sentences.add_fallback(_sentences(REFERENCE))
    return sentences
