"""What a text asks about vacancies: a question of its own, or one that refines the last."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.conversation import Here, Step
from bot.domain.text import fold
from bot.domain.vacancies import GroupKind, JobQuestion
from bot.services.find_vacancies import find_vacancies
from bot.services.know_jobs import JobsKept
from bot.understanding.intent import Intent, intent_in
from bot.understanding.jobs_question import understand_jobs
from bot.understanding.jobs_words import is_worker
from bot.understanding.names import Names
from bot.understanding.sentence import Meant
from bot.understanding.shapes import plain
from bot.understanding.words import said
from storage import hiring
from storage.database import Transaction

AT_JOBS = frozenset(
    {Step.HIRING, Step.JOBS, Step.JOB_FAMILIES, Step.VACANCY, Step.MEETINGS, Step.LOCATION}
)
RADIUS = re.compile(r"\b(\d{1,3}) ?km\b")
FARTHEST_KM = 300
NOTHING_ASKED = frozenset({Step.HOME, Step.HELP, Step.VISITS})
ASKS_ANEW = re.compile(
    r"\b(?:qui|quelles?|(?:re)?cherche\w*|jobs?|boulots?|tafs?|travail\w*|emplois?|offres?"
    r"|who|which|looking|work|wer|welche|suche\w*|arbeit\w*|stellen?|wie|welke|zoek\w*|werk"
    r"|vacatures?|banen)\b"
)
GOES_ON = re.compile(r"(?:et|mais|plutot|sinon|ou|aussi|and|but|or|rather|und|oder|lieber|en|of)\b")
JOB = ("words", "unknown", "terms", "romes", "related", "visits", "sector_id", "sector")
# What each part of a question is made of, and how one sees that it was said.
PARTS: tuple[tuple[Callable[[JobQuestion], bool], tuple[str, ...]], ...] = (
    (lambda one: one.has_job or one.sector_id is not None, JOB),
    (lambda one: one.spot is not None or one.here, ("spot", "here")),
    (lambda one: bool(one.contracts), ("contracts",)),
    (lambda one: one.host_id is not None, ("host_id", "host")),
    (lambda one: one.beginners, ("beginners",)),
    (lambda one: one.accessible, ("accessible",)),
)


class JobsRead:
    """Reads questions about jobs over what hosts declare now."""

    def __init__(self) -> None:
        """Know no jobs before the first question."""
        self._jobs = JobsKept()

    def rehearse(self, tx: Transaction, names: Names, now: datetime) -> None:
        """Index the jobs, if anybody hires."""
        if hiring.anybody_hires(tx, now):
            self._jobs.names(tx, names)

    def question(
        self, tx: Transaction, here: Here, text: str, meant: Meant, names: Names
    ) -> JobQuestion | None:
        """Return what a text asks about vacancies; None where it is about something else.

        Nothing is asked about vacancies while nobody declares any.
        """
        at_jobs = _at_jobs(here) and not _about_visits(text, meant)
        asks = meant.intent is Intent.HIRING
        asked = asks or at_jobs
        if not (asked or _may_name_a_job(here, text, meant)):
            return None
        if not hiring.anybody_hires(tx, here.now):
            return None
        known = self._jobs.names(tx, names)
        found = understand_jobs(text, language=here.language, known=known, asked=at_jobs)
        if _is_about_a_day(meant, found) if asked else not _is_asked(tx, here, found, meant):
            return None
        before = here.place.draft.jobs if at_jobs else None
        return refined(before, found, text, afresh=asks)


def _may_name_a_job(here: Here, text: str, meant: Meant) -> bool:
    """Tell whether what was typed where nothing is asked may be somebody's job."""
    narrowed = (meant.when, meant.party, meant.format, intent_in(said(plain(text))))
    return here.place.step in NOTHING_ASKED and all(part is None for part in narrowed)


def _is_asked(tx: Transaction, here: Here, found: JobQuestion | None, meant: Meant) -> bool:
    """Tell whether a text is somebody's job (« soudeur ») for which anybody hires.

    What is done there (« soudure »), and a job for which nobody hires, are asked of visits, unless
    no visit is meant either.
    """
    if not found or not found.romes or found.unknown or not is_worker(found.words):
        return False
    if meant.nothing:
        return True
    groups = find_vacancies(tx, found, here.now, most=1).groups
    return any(group.kind is not GroupKind.RELATED for group in groups)


def refined(
    before: JobQuestion | None, found: JobQuestion | None, text: str, *, afresh: bool
) -> JobQuestion | None:
    """Return a question with what a text names instead; a whole new one starts `afresh`."""
    if found is None:
        return _wider(before, text)
    anew = afresh and (found.has_job or _asks_anew(text))
    if before is None or found.nothing or anew:
        return found
    changes = {
        name: getattr(found, name) for is_said, names in PARTS if is_said(found) for name in names
    }
    return replace(before, **changes)


def _asks_anew(text: str) -> bool:
    """Tell a question of its own (« cherche stage 3e ») from more about the last one."""
    folded = fold(text)
    return ASKS_ANEW.search(folded) is not None and GOES_ON.match(folded) is None


def _at_jobs(here: Here) -> bool:
    """Tell whether they look around vacancies; a location may be asked for visits, too."""
    step, draft = here.place.step, here.place.draft
    return step in AT_JOBS and (step is not Step.LOCATION or draft.jobs is not None)


def _is_about_a_day(meant: Meant, found: JobQuestion | None) -> bool:
    """Tell whether somebody asks who hires on a day: that is asked about meetings."""
    asks = meant.intent is Intent.HIRING and meant.when is not None
    return asks and not (found and found.has_job)


def _wider(before: JobQuestion | None, text: str) -> JobQuestion | None:
    """Return the last question with the radius that was typed: « 40 km »."""
    typed = RADIUS.search(plain(text))
    if typed is None or before is None or before.spot is None or before.spot.lat is None:
        return None
    km = max(1, min(int(typed[1]), FARTHEST_KM))
    return replace(before, spot=replace(before.spot, km=km))


def _about_visits(text: str, meant: Meant) -> bool:
    """Tell whether a text typed among vacancies is about visits, or about one's own."""
    if meant.intent is Intent.HIRING:
        return False
    if meant.intent not in (None, Intent.BOOK):
        return True
    spoken = intent_in(said(plain(text)))
    if spoken is not None and spoken[0] is Intent.BOOK:
        return True
    return any(part is not None for part in (meant.when, meant.party, meant.format, meant.visit))
