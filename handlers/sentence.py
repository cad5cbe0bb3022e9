"""A whole sentence: it fills the draft, or leads to the booking that it means."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import Wanted
from bot.domain.refusals import NothingFound, NotUnderstood
from bot.services.ask_next import ask_next
from bot.services.change_seats import change_seats
from bot.services.fill_draft import fill_draft
from bot.services.relax import relaxed
from bot.understanding.dates import Question
from bot.understanding.intent import Intent
from bot.understanding.sentence import Meant
from handlers.booking import at_the_sheet
from handlers.callbacks import Loosen, Reopen
from storage import bookings, catalogue
from storage.database import Transaction

QUESTIONS = frozenset({Step.TERRITORY, Step.SECTOR, Step.DAY, Step.SLOT, Step.NOTHING})
AT_A_BOOKING = frozenset({Step.BOOKED, Step.CARD, Step.SEATS, Step.MOVE, Step.COMING})
SHOWS = {
    Intent.MY_VISITS: Step.VISITS,
    Intent.HIRING: Step.HIRING,
    Intent.HELP: Step.HELP,
    Intent.HUMAN: Step.HELP,
    Intent.LANGUAGE: Step.SETTINGS,
}
CHANGES = {
    Intent.CANCEL: Step.CANCEL,
    Intent.MOVE: Step.MOVE,
    Intent.CHANGE_SEATS: Step.SEATS,
}
OPENS = {"day": Step.DAY, "place": Step.TERRITORY, "sector": Step.SECTOR}


def say(tx: Transaction, here: Here, said: tuple[str, Meant]) -> Place:
    """Go where a sentence leads. Raises `NotUnderstood`."""
    text, meant = said
    if meant.nothing:
        raise NotUnderstood(text=text[:60])
    intent = meant.intent
    if intent in SHOWS:
        return Place(step=SHOWS[intent])
    if intent in CHANGES:
        mine = _meant_booking(tx, here, meant)
        return _of(CHANGES[intent], mine) if mine else Place(step=Step.VISITS)
    return _fill(tx, here, meant)


def change(tx: Transaction, here: Here, meant: Meant) -> Place:
    """Change the seats of the one booking that is meant; of several, ask which."""
    mine = _meant_booking(tx, here, meant)
    if mine is None:
        return Place(step=Step.VISITS)
    seats = meant.party.seats if meant.party else mine.seats + (meant.change or 0)
    change_seats(tx, mine.code, seats, chat_id=here.chat_id, now=here.now)
    return _of(Step.CARD, mine)


def loosen(tx: Transaction, here: Here, button: Loosen) -> Place:
    """Let one part of a wish go that nothing fits."""
    return _next(tx, here, relaxed(tx, here.place.draft, button.part))


def reopen(tx: Transaction, here: Here, button: Reopen) -> Place:
    """Ask one part of what was understood again."""
    step = OPENS.get(button.part)
    if step is None:
        return here.place
    draft = relaxed(tx, here.place.draft, button.part).having(slot=None)
    if button.part == "sector":
        draft = draft.having(sector=None)
    return Place(step=step, draft=draft.having(asked=(*draft.asked, step)))


def _fill(tx: Transaction, here: Here, meant: Meant) -> Place:
    place = here.place
    draft = place.draft if place.step in QUESTIONS else Draft()
    if meant.where is not None and meant.where.here:
        return Place(step=Step.LOCATION, draft=draft)
    if place.step is Step.SHEET and parts_of(meant) == 1 and meant.party is not None:
        draft = place.draft.model_copy(update={"seats": meant.party.seats})
        return Place(step=Step.SHEET, draft=draft)
    filled = fill_draft(tx, draft, meant, catalogue.zone_of(tx, Wanted()).key)
    if isinstance(meant.when, Question):
        days = filled.having(day=None, since=None, until=None, asked=(*filled.asked, Step.DAY))
        return Place(step=Step.DAY, draft=days.model_copy(update={"days": meant.when.days}))
    return _next(tx, here, filled)


def _next(tx: Transaction, here: Here, draft: Draft) -> Place:
    try:
        return at_the_sheet(here, ask_next(tx, draft, here.now))
    except NothingFound:
        return Place(step=Step.NOTHING, draft=draft)


def _meant_booking(tx: Transaction, here: Here, meant: Meant) -> Booking | None:
    """Return the one coming booking that the words fit; the one on the screen comes first."""
    coming = bookings.coming_of(tx, here.chat_id, here.now)
    shown = [one for one in coming if one.code == here.place.draft.booking]
    if shown and here.place.step in AT_A_BOOKING:
        return shown[0]
    fitting = [one for one in coming if _fits(one, meant)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(mine: Booking, meant: Meant) -> bool:
    slot, when = mine.slot, meant.when
    if meant.intent is not Intent.MOVE and when is not None:
        days = when.days if isinstance(when, Question) else None
        if not (slot.day in days if days is not None else _touches(meant, mine)):
            return False
    host = meant.host is None or meant.host.name == slot.visit.host
    return host and (meant.visit is None or meant.visit.name == slot.visit.title)


def _touches(meant: Meant, mine: Booking) -> bool:
    return not isinstance(meant.when, Question) and bool(
        meant.when and meant.when.touches(mine.slot.day)
    )


def parts_of(meant: Meant) -> int:
    """Count what a sentence says, its intent aside."""
    said = (
        meant.when,
        meant.party,
        meant.where,
        meant.sector,
        meant.host,
        meant.visit,
        meant.format,
    )
    return sum(part is not None for part in said)


def _of(step: Step, mine: Booking) -> Place:
    return Place(step=step, draft=Draft(booking=mine.code))
