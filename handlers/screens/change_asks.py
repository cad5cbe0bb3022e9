"""The questions of a change: when, how many seats, where, how late."""

from bot.conversation import Draft
from bot.domain.catalogue import Slot
from bot.i18n import Html, Translator
from handlers.callbacks.changes import (
    ChangeOpen,
    EndBy,
    OwnPlace,
    RunLate,
    SetCapacity,
    ShiftBy,
)
from handlers.screens.changes import back_to, slot_head
from handlers.screens.screen import Key, Screen

SHIFTS = (-15, 15, -30, 30, -60, 60)  # minutes
LATER_ENDS = (-15, 15)
LATE = (10, 15, 20, 30, 45, 60)
MORE_SEATS = (-10, -5, -1, 1, 5, 10)


def time(one: Slot, _draft: Draft, t: Translator) -> Screen:
    """Ask when it shall be."""
    shifts = [
        Key(
            t.label("changes.earlier" if by < 0 else "changes.later", minutes=abs(by)),
            ShiftBy(one.id, by),
        )
        for by in SHIFTS
    ]
    ends = [
        Key(
            t.label("changes.end_earlier" if by < 0 else "changes.end_later", minutes=abs(by)),
            EndBy(one.id, by),
        )
        for by in LATER_ENDS
    ]
    text = Html(f"{slot_head(one, t)}\n\n{t('changes.ask_time')}")
    return Screen(text=text, rows=(*_by(2, shifts), *_by(2, ends), _to_card(one, t)))


def seats(one: Slot, _draft: Draft, t: Translator) -> Screen:
    """Ask how many seats it shall have."""
    keys = [
        Key(str(one.capacity + by), SetCapacity(one.id, one.capacity + by))
        for by in MORE_SEATS
        if one.capacity + by >= 0
    ]
    asked = t("changes.ask_seats", n=one.taken, capacity=one.capacity)
    text = Html(f"{slot_head(one, t)}\n\n{asked}")
    return Screen(text=text, rows=(*_by(3, keys), _to_card(one, t)))


def place(one: Slot, _draft: Draft, t: Translator) -> Screen:
    """Ask where it shall meet."""
    own = (Key(t.label("changes.own_place"), OwnPlace(one.id)),)
    text = Html(f"{slot_head(one, t)}\n\n{t('changes.ask_place')}")
    return Screen(text=text, rows=(own, _to_card(one, t)))


def late(one: Slot, _draft: Draft, t: Translator) -> Screen:
    """Ask how late it is."""
    keys = [Key(t.label("changes.late_by", minutes=by), RunLate(one.id, by)) for by in LATE]
    on_time = ((Key(t.label("changes.on_time"), RunLate(one.id, 0)),),) if one.late else ()
    text = Html(f"{slot_head(one, t)}\n\n{t('changes.ask_late')}")
    return Screen(text=text, rows=(*_by(3, keys), *on_time, _to_card(one, t)))


def _by(count: int, keys: list[Key]) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple(keys[start : start + count]) for start in range(0, len(keys), count))


def _to_card(one: Slot, t: Translator) -> tuple[Key, ...]:
    return back_to(ChangeOpen(one.id), t)
