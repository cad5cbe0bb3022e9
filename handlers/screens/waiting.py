"""What one sees after joining a waiting list, or saying one will come."""

from bot.conversation import Draft, Step
from bot.domain.waitlist import Entry
from bot.i18n import Translator
from handlers.callbacks import AcceptOffer, Go, LeaveWaitlist
from handlers.screens.listing import home_key, no_words, yes_words
from handlers.screens.screen import Key, Screen


def waiting(entry: Entry | None, _draft: Draft, t: Translator) -> Screen:
    """Say where a party stands in the queue."""
    foot = (Key(t.label("home.my_visits"), Go(Step.VISITS)), home_key(t))
    if entry is None:
        return Screen(text=t("offer.left"), rows=(foot,))
    fields = {
        "title": entry.slot.visit.title,
        "moment": t.moment(entry.slot.starts, entry.slot.tz),
    }
    leave = Key(t.label("sheet.leave_waitlist"), LeaveWaitlist(entry.id), words=no_words(t))
    if entry.hold_until is not None:
        take = Key(t.label("offer.take"), AcceptOffer(entry.id), words=yes_words(t))
        until = t.moment(entry.hold_until, entry.slot.tz)
        return Screen(
            text=t("offer.free", n=entry.held, until=until, **fields),
            rows=((take,), (leave,), foot),
        )
    return Screen(
        text=t("offer.queued", rank=entry.rank, n=entry.seats, **fields), rows=((leave,), foot)
    )
