"""A text that names no key: read over the catalogue's names, then sent through its door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Here, Place, Step
from bot.domain.catalogue import Wanted
from bot.domain.refusals import NothingNamed
from bot.domain.vacancies import JobQuestion
from bot.services.know_names import NamesKept
from bot.understanding.intent import Intent
from bot.understanding.sentence import Meant, rehearse, understand
from handlers import booking_typed, hiring, my_bookings, wishes
from handlers.hiring_doors import HIRING_WORDS
from handlers.hiring_said import NOTHING_ASKED, JobsRead
from handlers.my_booking_said import AT_A_BOOKING, change
from handlers.sentence import parts_of, say
from handlers.turn import Deed, Door
from handlers.visitor_day_doors import VISITOR_WORDS
from storage import catalogue
from storage.database import Transaction

TYPED: Mapping[Step, Door] = {  # what a text means at a place, when it names none of its keys
    Step.TERRITORY: booking_typed.territory,
    Step.DAY: booking_typed.day,
    Step.SHEET: booking_typed.seats,
    Step.PARTY: wishes.typed_party,
}
TYPED_ACTS: Mapping[Step, Door] = {Step.SEATS: my_bookings.typed_seats}
WORDS = {**VISITOR_WORDS, **HIRING_WORDS}  # places where a text is taken as it is


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text means, and what it asks about vacancies, if anything."""

    meant: Meant
    jobs: JobQuestion | None


class Sentences:
    """Reads sentences over the names of the present catalogue."""

    def __init__(self) -> None:
        """Know no names before the first sentence."""
        self._names = NamesKept()
        self._jobs = JobsRead()

    def reading(self, here: Here, text: str) -> Callable[[Transaction], Heard]:
        """Return the job that reads a text."""

        def job(tx: Transaction) -> Heard:
            now = _local(tx, here)
            names = self._names.names(tx)
            meant = understand(text, language=here.language, now=now, names=names)
            return Heard(meant, self._jobs.question(tx, here, text, meant, names))

        return job

    def rehearsal(self, language: str, now: datetime) -> Callable[[Transaction], None]:
        """Return the job that reads a first text that nobody wrote."""

        def job(tx: Transaction) -> None:
            names = self._names.names(tx)
            rehearse(names, language=language, now=now)
            self._jobs.rehearse(tx, names, now)

        return job


def deed_of_text(here: Here, text: str, heard: Heard, *, whole: str) -> Deed:
    """Return what a text does that names no key: the step's own answer first, if it is one.

    `whole` is the text uncut, for places that take it as it is.
    """
    step, meant = here.place.step, heard.meant
    if step in WORDS:
        return Deed(door=WORDS[step], argument=whole, acts=True)
    if heard.jobs is not None:
        return _about_jobs(step, heard.jobs, meant)
    if _changes_seats(here, meant):
        return Deed(door=change, argument=(text, meant), acts=True)
    if step in TYPED_ACTS and meant.nothing:
        return Deed(door=TYPED_ACTS[step], argument=text, acts=True)
    if step in TYPED and parts_of(meant) <= 1 and meant.intent in (None, Intent.BOOK):
        return Deed(door=answer, argument=(text, meant))
    return Deed(door=say, argument=(text, meant))


def _about_jobs(step: Step, question: JobQuestion, meant: Meant) -> Deed:
    """Return what a question about vacancies does; a job typed alone may mean visits, too."""
    if step in NOTHING_ASKED and meant.intent is not Intent.HIRING:
        return Deed(door=hiring.ask_by_job, argument=(question, meant.sector))
    return Deed(door=hiring.ask, argument=question)


def answer(tx: Transaction, here: Here, said: tuple[str, Meant]) -> Place:
    """Take a text as the answer to the question asked; else as a sentence."""
    text, meant = said
    try:
        return TYPED[here.place.step](tx, here, text)
    except NothingNamed:
        if meant.nothing:
            raise
        return say(tx, here, said)


def _changes_seats(here: Here, meant: Meant) -> bool:
    counted = meant.party is not None or meant.change is not None
    at_one = here.place.step in AT_A_BOOKING and meant.intent is None
    return counted and (meant.intent is Intent.CHANGE_SEATS or at_one)


def _local(tx: Transaction, here: Here) -> datetime:
    return here.now.astimezone(catalogue.zone_of(tx, Wanted()))
