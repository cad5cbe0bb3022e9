"""A question about jobs: which job, where, which contract, whose, for whom."""

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.domain.programme import Audience
from bot.domain.text import NOT_A_WORD, fold
from bot.domain.vacancies import Contract, JobQuestion, Spot
from bot.understanding.intent import Intent, intent_in
from bot.understanding.jobs import Jobs
from bot.understanding.jobs_asking import (
    ACCESSIBLE,
    BEGINNERS,
    HIRING,
    contracts_in,
    names_no_job,
)
from bot.understanding.jobs_declared import Declared
from bot.understanding.jobs_trades import Trades
from bot.understanding.jobs_words import SMALL, stem, words_of
from bot.understanding.kinds import audience_in
from bot.understanding.names import NameIndex, Names
from bot.understanding.places import IN_TOWN_KM, NEAR_KM, Gazetteer, Where
from bot.understanding.shapes import plain
from bot.understanding.words import UNIT, USED, Said, Span, dates_out, patterns, said
from bot.understanding.world import Named, Site, World

MOST_CHARACTERS = 200
PUPILS = patterns((r"stages? (?:\w+ ){0,3}(?:#|troisieme|3)",))  # 3e is a #
SEEKERS = frozenset({Audience.PUPILS, Audience.STUDENTS, Audience.JOBSEEKERS})
Value = TypeVar("Value")


class JobNames:
    """What questions about jobs can name: the catalogue, titles of jobs, what is declared."""

    def __init__(
        self,
        names: Names,
        jobs: Jobs,
        *,
        declared: Declared | None = None,
        hosts: tuple[Named, ...] = (),
        sites: tuple[Site, ...] = (),
        trades: Trades | None = None,
    ) -> None:
        """Put together what is known; `hosts` and `sites` are those of vacancies."""
        self.names = names
        self.jobs = jobs
        self.declared = declared or Declared()
        self.trades = trades or Trades(())
        self._hosts = NameIndex(hosts, self._is_weak)
        self._towns = Gazetteer(World(sites=sites))

    def host(self, text: Said) -> tuple[Named, Span] | None:
        """Return the host that is named in full."""
        return self.names.host_in_full(text) or self._hosts.whole(text)

    def part_of_host(self, text: Said) -> tuple[Named, Span] | None:
        """Return the host of whose name a telling word is said."""
        return self.names.host(text) or self._hosts.telling(
            text, lambda hit, _words: any(self._hosts.is_telling(word) for word in hit.words)
        )

    def place(self, text: Said) -> tuple[Where, Span] | None:
        """Return the place that is named, of the catalogue's or of the vacancies' alone."""
        anywhere, here = self.names.places.find(text), self._towns.find(text)
        if anywhere and here and anywhere[1] == here[1] and _is_short(text, *anywhere):
            return here  # Soultz is the one of the two where somebody hires
        return anywhere or here

    def is_job(self, word: str) -> bool:
        """Tell whether a word is one of jobs and no place's name."""
        a_place = word in self.names.places or word in self._towns
        return not a_place and not names_no_job(word) and self.jobs.knows(word)

    def _is_weak(self, word: str) -> bool:
        return names_no_job(word) or self.jobs.knows(word) or word in self.names.places


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What a question says besides the job."""

    contracts: frozenset[Contract]
    beginners: bool
    accessible: bool
    hiring: bool
    where: Where | None
    host: Named | None
    audience: Audience | None

    @property
    def said(self) -> bool:
        """Tell whether anything was said that vacancies are found by, or that somebody hires."""
        narrowed = self.where or self.host or self.contracts or self.beginners or self.accessible
        return bool(narrowed) or self.hiring


class _Reader:
    """A question under way: the words that nothing has used up yet."""

    def __init__(self, text: str, known: JobNames) -> None:
        self.known = known
        self.typed = said(plain(text[:MOST_CHARACTERS]))
        self.words = dates_out(self.typed)
        self.whole = self.words

    def around(self) -> _Around:
        """Read everything but the job."""
        host = self._take(self.known.host(self.words))
        beginners = self._said(BEGINNERS)
        accessible = self._said(ACCESSIBLE)
        contracts = self._contracts()
        audience = self._take(self._seeker())
        hiring = self.whole.find(*HIRING) is not None or self._wants_hiring()
        where = self._take(self.known.place(self._without_jobs()))
        return _Around(
            contracts=contracts,
            beginners=beginners,
            accessible=accessible,
            hiring=hiring or bool(contracts) or beginners,
            where=where,
            host=host or self._take(self.known.part_of_host(self._without_jobs())),
            audience=audience,
        )

    def left(self) -> list[str]:
        """Return the words that may name a job."""
        texts = (word.text for word in self.words.words if word.text not in (USED, UNIT))
        line = " ".join(one for one in texts if one not in SMALL and not names_no_job(one))
        return [*words_of(line), *self._of_pupils()]

    def _of_pupils(self) -> tuple[str, ...]:
        """Return the class that a placement is for, where any vacancy is for that class."""
        for_pupils = self.typed.find(*PUPILS) is not None
        return ("troisieme",) if for_pupils and stem("troisieme") in self.known.declared else ()

    def _contracts(self) -> frozenset[Contract]:
        found = contracts_in(self.words)
        self.words = self.words.without(*(span for _, span in found))
        return frozenset(contract for contract, _ in found)

    def _seeker(self) -> tuple[Audience, Span] | None:
        """Return who looks for work; a journalist is a job here."""
        found = audience_in(self.words)
        return found if found is not None and found[0] in SEEKERS else None

    def _wants_hiring(self) -> bool:
        found = intent_in(self.whole)
        return found is not None and found[0] is Intent.HIRING

    def _without_jobs(self) -> Said:
        """Return the words without those of jobs, which no place or host is looked for in."""
        jobs = (word for word in self.words.words if self.known.is_job(word.text))
        return self.words.without(*((word.start, word.end) for word in jobs))

    def _said(self, lines: tuple[re.Pattern[str], ...]) -> bool:
        found = self.words.find(*lines)
        if found is None:
            return False
        self.words = self.words.without(found.span)
        return True

    def _take(self, found: tuple[Value, Span] | None) -> Value | None:
        if found is None:
            return None
        self.words = self.words.without(found[1])
        return found[0]


def understand_jobs(
    text: str, *, language: str, known: JobNames, asked: bool = False
) -> JobQuestion | None:
    """Return what a text asks about vacancies; None where it is about something else.

    `asked`: it answers « quel métier ? », and needs no word for hiring. Only the first 200
    characters count. A job that nobody knows stays in `words`, without a code.
    """
    reader = _Reader(text, known)
    around = reader.around()
    words = reader.left()
    question = _without_job(around)
    if words:
        question = _with_job(question, words, text, language, known, reader.words)
    known_job = bool(question.romes or question.terms or question.sector_id)
    about_jobs = asked or around.hiring or known_job
    return question if about_jobs and (words or around.said) else None


def _is_short(text: Said, where: Where, span: Span) -> bool:
    """Tell whether a town is named by a part of its name, which others may share."""
    typed = " ".join(word.text for word in text.words if span[0] <= word.start < span[1])
    return where.territory is None and not typed.endswith(fold(where.name))


def _without_job(around: _Around) -> JobQuestion:
    where, host = around.where, around.host
    return JobQuestion(
        contracts=around.contracts,
        beginners=around.beginners,
        accessible=around.accessible,
        audience=around.audience or Audience.JOBSEEKERS,
        here=where is not None and where.here,
        spot=_spot(where),
        host_id=host.id if host else None,
        host=host.name if host else "",
    )


def _with_job(
    question: JobQuestion, words: list[str], text: str, language: str, known: JobNames, left: Said
) -> JobQuestion:
    meant = known.jobs.meant(words, language, known.declared)
    if not meant.romes and not meant.terms:
        sector = known.names.sectors.find(left)
        if sector is not None:
            return replace(question, sector_id=sector[0].id, sector=sector[0].name)
    return replace(
        question,
        words=_as_typed(words, text if language == "de" else text.lower()),
        unknown=meant.unknown,
        terms=meant.terms,
        romes=meant.romes,
        related=meant.near,
        visits=known.trades.speaking_of(words) or _in_french(meant.romes, known),
    )


def _as_typed(words: list[str], text: str) -> str:
    """Return the words of the job with their accents, as they were typed."""
    typed = {"troisieme": "3e"} | {fold(word): word for word in NOT_A_WORD.split(text)}
    return " ".join(typed.get(word, word) for word in words)


def _in_french(romes: tuple[str, ...], known: JobNames) -> tuple[int, ...]:
    """Return the visits that speak of the job by its French name."""
    title = known.jobs.title_of(romes[0]) if romes else ""
    return known.trades.speaking_of(words_of(title)) if title else ()


def _spot(where: Where | None) -> Spot | None:
    """Return where work is looked for: further around a town than one goes for a visit."""
    if where is None or where.here:
        return None
    km = NEAR_KM if where.km == IN_TOWN_KM else where.km
    return Spot(
        name=where.name,
        lat=where.lat,
        lon=where.lon,
        km=km,
        territory_id=where.territory.id if where.territory else None,
        in_town=where.km == IN_TOWN_KM,
    )
