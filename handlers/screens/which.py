"""Which of one's bookings a sentence means."""

from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.booking import Booking
from bot.i18n import Translator
from handlers.callbacks import AskCancel, AskMove, AskSeats, Button, ChangeSeats
from handlers.screens.listing import home_key, listing
from handlers.screens.screen import Screen

ASKS = {
    Step.CANCEL: "sentence.which_to_cancel",
    Step.MOVE: "sentence.which_to_move",
    Step.SEATS: "sentence.which_to_change",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class WhichFacts:
    """The bookings that may be meant."""

    bookings: list[Booking]


def which(facts: WhichFacts, draft: Draft, t: Translator) -> Screen:
    """Ask which booking is meant; a tap goes on to what was asked of it."""
    rows = listing(
        facts.bookings,
        draft.page,
        t,
        lambda one: (
            f"{t.short_moment(one.slot.starts, one.slot.tz)} · {one.slot.visit.title}",
            _goes_on(one, draft),
        ),
    )
    asked = t(ASKS[draft.aim or Step.CANCEL])
    if draft.aim is Step.SEATS and draft.party:
        asked = t("sentence.which_for", n=draft.party)
    return Screen(text=asked, rows=(*rows, (home_key(t),)))


def _goes_on(mine: Booking, draft: Draft) -> Button:
    if draft.aim is Step.CANCEL:
        return AskCancel(mine.code)
    if draft.aim is Step.MOVE:
        return AskMove(mine.code)
    if draft.party is None and draft.change is None:
        return AskSeats(mine.code)
    return ChangeSeats(mine.code, draft.party or max(1, mine.seats + (draft.change or 0)))
