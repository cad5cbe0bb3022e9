"""What a text asks about vacancies: a question of its own, or one that refines the last."""

import re
from dataclasses import replace

from bot.conversation import Here, Step
from bot.domain.vacancies import JobQuestion
from bot.services.know_jobs import JobsKept
from bot.understanding.intent import Intent, intent_in
from bot.understanding.jobs_question import understand_jobs
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


class JobsRead:
    """Reads questions about jobs over what hosts declare now."""

    def __init__(self) -> None:
        """Know no jobs before the first question."""
        self._jobs = JobsKept()

    def question(
        self, tx: Transaction, here: Here, text: str, meant: Meant, names: Names
    ) -> JobQuestion | None:
        """Return what a text asks about vacancies; None where it is about something else.

        Nothing is asked about vacancies while nobody declares any.
        """
        at_jobs = here.place.step in AT_JOBS and not _about_visits(text, meant)
        if here.place.step is Step.LOCATION and here.place.draft.jobs is None:
            at_jobs = False
        asks = meant.intent is Intent.HIRING
        if not (asks or at_jobs) or not hiring.anybody_hires(tx, here.now):
            return None
        known = self._jobs.names(tx, names)
        found = understand_jobs(text, language=here.language, known=known, asked=at_jobs)
        if asks and meant.when is not None and not (found and found.has_job):
            return None  # on which day: that is asked about meetings
        before = here.place.draft.jobs if at_jobs else None
        return refined(before, found, text, afresh=asks)


def refined(
    before: JobQuestion | None, found: JobQuestion | None, text: str, *, afresh: bool
) -> JobQuestion | None:
    """Return a question with what a text names instead; a whole new one starts `afresh`."""
    if found is None:
        return _wider(before, text)
    if before is None or found.nothing or (afresh and found.has_job):
        return found
    changes: dict[str, object] = {}
    if found.has_job or found.sector_id is not None:
        changes |= _named(found, "words", "unknown", "terms", "romes", "related", "visits")
        changes |= _named(found, "sector_id", "sector")
    if found.spot is not None or found.here:
        changes |= _named(found, "spot", "here")
    if found.contracts:
        changes |= _named(found, "contracts")
    if found.host_id is not None:
        changes |= _named(found, "host_id", "host")
    changes |= {name: True for name in ("beginners", "accessible") if getattr(found, name)}
    return replace(before, **changes)  # type: ignore[arg-type]


def _named(found: JobQuestion, *names: str) -> dict[str, object]:
    return {name: getattr(found, name) for name in names}


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
