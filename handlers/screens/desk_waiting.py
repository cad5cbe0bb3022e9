"""Callers of the desk who wait for full slots."""

from bot.conversation import Draft, Step
from bot.domain.desk import Waiter
from bot.i18n import Html, Translator
from handlers.callbacks.desk import LeaveFor, OpenWaiter, TakeFor
from handlers.screens.desk import named, staff_foot
from handlers.screens.listing import listing, no_words, yes_words
from handlers.screens.screen import Key, Screen


def waiters(found: list[Waiter], draft: Draft, t: Translator) -> Screen:
    """List the callers who wait, soonest visit first."""
    rows = listing(found, draft.page, t, lambda one: (_line(one, t), OpenWaiter(one.entry.id)))
    text = t("desk.waiters", n=len(found)) if found else t("desk.no_waiters")
    return Screen(text=text, rows=(*rows, staff_foot(Step.DESK, t)))


def waiter(one: Waiter, _draft: Draft, t: Translator) -> Screen:
    """Draw a caller's place in the queue, or the seats that are kept."""
    if not one.entry.live:
        return Screen(text=t("desk.wait_over"), rows=(staff_foot(Step.DESK_WAITING, t),))
    return Screen(text=_text(one, t), rows=(*_keys(one, t), staff_foot(Step.DESK_WAITING, t)))


def offer(one: Waiter, t: Translator) -> Screen:
    """Tell the desk to ring a caller up: seats are kept."""
    return Screen(text=_text(one, t), rows=_keys(one, t))


def _text(one: Waiter, t: Translator) -> Html:
    entry = one.entry
    fields = {
        "who": _who(one, t),
        "title": entry.slot.visit.title,
        "moment": t.moment(entry.slot.starts, entry.slot.tz),
    }
    if entry.hold_until is None:
        return t("desk.waits", n=entry.seats, rank=entry.rank, **fields)
    until = t.moment(entry.hold_until, entry.slot.tz)
    return t("desk.ring_up", n=entry.held, until=until, **fields)


def _keys(one: Waiter, t: Translator) -> tuple[tuple[Key, ...], ...]:
    leave = Key(t.label("desk.leave_for"), LeaveFor(one.entry.id), words=no_words(t))
    if one.entry.hold_until is None:
        return ((leave,),)
    take = Key(t.label("desk.take_for"), TakeFor(one.entry.id), words=yes_words(t))
    return ((take,), (leave,))


def _line(one: Waiter, t: Translator) -> str:
    entry = one.entry
    mark = " ☎️" if entry.hold_until else ""
    moment = t.short_moment(entry.slot.starts, entry.slot.tz)
    return f"{moment} · {entry.slot.visit.title} · {_who(one, t)}{mark}"


def _who(one: Waiter, t: Translator) -> str:
    return named(one.caller, t) if one.caller else t.label("desk.somebody")
