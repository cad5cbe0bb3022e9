"""A whole sentence: when, how many, where, what, for whom, and what is wanted.

Whole names that hold words for a day come first (« Le samedi du bocal »), then dates, then the
rest in the order below; what a part used up is out of the way of the next.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.domain.programme import Audience, Format
from bot.understanding.dates import Interval, Question, understand_when
from bot.understanding.intent import Intent, intent_in
from bot.understanding.kinds import audience_in, format_in
from bot.understanding.names import Names
from bot.understanding.party import Party, change_in, party_in
from bot.understanding.places import Where
from bot.understanding.shapes import plain
from bot.understanding.words import UNIT, USED, Said, Span, dates_out, patterns, said
from bot.understanding.world import Named

Value = TypeVar("Value")
ABOUT_US = frozenset({Intent.HUMAN, Intent.HELP, Intent.LANGUAGE})  # « une vraie personne »
ANYTHING = "bonjour, mardi 24 novembre a 14h pour 2"
ONE_DAY = timedelta(days=1, hours=1)  # with the hour that a night in autumn may be longer
TO = re.compile(r"\b(?:a|au|to|auf|naar)\b")
NEGATIONS = re.compile(r"\b(?:pas|pa|plus|jamais|not|nicht|niet|kein|keine|geen)\b")
"""In « je ne viens pas jeudi » it is the coming that is denied, not the day."""
CHANGED_MIND = patterns(
    (
        r"finalement|en fait|au final|du coup|plus que|ne serons que|actually|in fact|in the end"
        r"|finally|after all|now only|only be|kommen nur|komen maar|eigentlich|doch(?: nur)?"
        r"|jetzt nur|schliesslich"
        r"|uiteindelijk|toch|nu maar",
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """What a sentence means; None where nothing was said."""

    when: Interval | Question | None = None
    party: Party | None = None
    change: int | None = None  # seats more or fewer than before
    where: Where | None = None
    sector: Named | None = None
    host: Named | None = None
    visit: Named | None = None
    format: Format | None = None
    audience: Audience | None = None
    intent: Intent | None = None
    used: tuple[Span, ...] = ()  # of the plain text, the date's words not among them

    @property
    def nothing(self) -> bool:
        """Tell whether nothing at all was understood."""
        return self == Meant()


def understand(text: str, *, language: str, now: datetime, names: Names) -> Meant:
    """Return what a text means over a catalogue's names; only its first 200 characters count.

    `now` is aware and local; nothing past is ever meant.
    """
    folded = plain(text)
    words = said(folded)
    title, host = names.title_in_full(words), names.host_in_full(words)
    dated = [one[1] for one in (title, host) if one is not None and _holds_days(words, one[1])]
    undated = _blanked(folded, dated)
    when = understand_when(undated, language=language, now=now)
    mind = words.find(*CHANGED_MIND) is not None
    meant = _settled(_read(words, names, title, host), when, mind=mind)
    if meant.intent is Intent.CANCEL and when is None:
        plainly = understand_when(NEGATIONS.sub(" ", undated), language=language, now=now)
        return replace(meant, when=plainly)
    if meant.intent is Intent.MOVE and _is_long(when):
        return replace(meant, when=_moved_to(undated, language, now) or when)
    return meant


def rehearse(names: Names, *, language: str, now: datetime) -> None:
    """Read what nobody wrote: tables are compiled when first needed, and nobody shall wait."""
    understand(ANYTHING, language=language, now=now, names=names)


def _is_long(when: Interval | Question | None) -> bool:
    return isinstance(when, Question) or (when is not None and when.end - when.start > ONE_DAY)


def _moved_to(text: str, language: str, now: datetime) -> Interval | None:
    """Return the day after the last "to": « décaler de mardi à jeudi 14 h » moves to Thursday."""
    for found in reversed(list(TO.finditer(text))):
        when = understand_when(text[found.start() :], language=language, now=now)
        if isinstance(when, Interval) and when.day_said:
            return when
    return None


class _Left:
    """The words of a text that nothing has used up yet."""

    def __init__(self, words: Said) -> None:
        self.words = words
        self.used: list[Span] = []

    def take(self, found: tuple[Value, Span] | None) -> Value | None:
        """Return what was found, and use up its words."""
        if found is None:
            return None
        self.used.append(found[1])
        self.words = self.words.without(found[1])
        return found[0]


def _read(
    words: Said,
    names: Names,
    title: tuple[Named, Span] | None,
    host: tuple[Named, Span] | None,
) -> Meant:
    left = _Left(dates_out(words))
    named_visit, named_host = left.take(title), left.take(host)
    kind, audience = format_in(words.without(*left.used)), audience_in(left.words)
    intent = intent_in(left.words.without(*(one[1] for one in (kind, audience) if one)))
    change = change_in(left.words)
    party = left.take(party_in(left.words))
    where = left.take(names.places.find(left.words))
    named_host = named_host or left.take(names.host(left.words))
    named_visit = named_visit or left.take(names.title(left.words))
    sector = left.take(names.sectors.find(left.words))
    return Meant(
        party=None if change else party,
        change=change,
        where=where,
        sector=sector,
        host=named_host,
        visit=named_visit,
        format=left.take(kind),
        audience=left.take(audience),
        intent=left.take(intent),
        used=tuple(sorted(set(left.used))),
    )


def _settled(meant: Meant, when: Interval | Question | None, *, mind: bool) -> Meant:
    """Add the date; who only says what they would like to see wants to book it.

    Who changed their `mind` about nothing but a number means a booking that they have.
    """
    pupils = meant.party is not None and meant.party.pupils > 0
    whole = replace(
        meant, when=when, audience=meant.audience or (Audience.PUPILS if pupils else None)
    )
    intent = _intent(whole, mind=mind)
    return replace(whole, intent=intent, party=None if intent in ABOUT_US else meant.party)


def _intent(meant: Meant, *, mind: bool) -> Intent | None:
    if meant.intent in (None, Intent.BOOK) and _is_another_number(meant, mind=mind):
        return Intent.CHANGE_SEATS
    if meant.intent is not None:
        return meant.intent
    party_of = meant.party is not None and meant.audience is not None
    return Intent.BOOK if _wishes(meant) or party_of or meant.when is not None else None


def _is_another_number(meant: Meant, *, mind: bool) -> bool:
    other = mind and meant.party is not None and not _wishes(meant)
    return meant.change is not None or other


def _wishes(meant: Meant) -> bool:
    """Tell whether it says anything of which visits."""
    return any((meant.where, meant.sector, meant.host, meant.visit, meant.format))


def _holds_days(words: Said, span: Span) -> bool:
    """Tell whether a name has words in it that a date is made of."""
    kept = {word.start for word in dates_out(words).words if word.text not in (USED, UNIT)}
    return any(
        word.start not in kept or word.text.isdecimal()
        for word in words.words
        if span[0] <= word.start < span[1]
    )


def _blanked(text: str, spans: list[Span]) -> str:
    """Return a text with some spans replaced by a word that means nothing."""
    for start, end in spans:
        text = text[:start] + "x" * (end - start) + text[end:]
    return text
