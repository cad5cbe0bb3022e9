"""At the gate: a code, a party, a slot's parties."""

from bot.conversation import Draft, Step
from bot.domain.booking import BookingState
from bot.domain.catalogue import Slot
from bot.domain.checkin import Arrival, Gate
from bot.domain.programme import Regime
from bot.i18n import Html, Translator
from handlers.callbacks import Go
from handlers.callbacks.checkin import Admit, GateSlot, OpenParty, Present, TakeBack
from handlers.screens.booking import hours
from handlers.screens.desk import back_key, staff_foot
from handlers.screens.listing import listing, no_words, yes_words
from handlers.screens.roster import needs, party
from handlers.screens.screen import Key, Screen

FEWER = 3  # keys for a party of which some are missing; any number can be typed


def check_in(slots: list[Slot], draft: Draft, t: Translator) -> Screen:
    """Ask for a code; list today's slots."""
    rows = listing(
        slots,
        draft.page,
        t,
        lambda slot: (f"{hours(slot, t)} {slot.visit.title}", GateSlot(slot.id)),
    )
    text = t("checkin.ask_code", n=len(slots)) if slots else t("checkin.nothing_today")
    return Screen(text=text, rows=(*rows, staff_foot(Step.STAFF, t)))


def slot(gate: Gate, draft: Draft, t: Translator) -> Screen:
    """Show a slot's parties, and how many came."""
    one = gate.slot
    text = t(
        "checkin.slot",
        n=gate.present,
        expected=gate.expected,
        title=one.visit.title,
        moment=t.moment(one.starts, one.tz),
    )
    rows = listing(
        gate.arrivals, draft.page, t, lambda arrival: (_line(arrival, t), _open(arrival))
    )
    admit = []
    if one.left > 0 and one.regime is not Regime.NONE:
        key = Key(t.label("checkin.admit"), Admit(one.id, 1, draft.intent or ""))
        admit.append((key,))
    return Screen(text=text, rows=(*rows, *admit, staff_foot(Step.CHECK_IN, t)))


def card(arrival: Arrival, _draft: Draft, t: Translator) -> Screen:
    """Show a party, to check all of it in with one tap, or so many."""
    booking = arrival.booking
    parts = [
        t(
            "checkin.party",
            code=booking.code,
            party=party(booking, t),
            title=booking.slot.visit.title,
            moment=t.moment(booking.slot.starts, booking.slot.tz),
        )
    ]
    if said := needs([arrival], t):
        parts.append(t("roster.needs", needs=said))
    parts.append(_state(arrival, t))
    foot = (
        back_key(GateSlot(booking.slot.id), t),
        Key(t.label("checkin.other_code"), Go(Step.CHECK_IN)),
    )
    return Screen(text=Html("\n\n".join(parts)), rows=(*_answers(arrival, t), foot))


def _answers(arrival: Arrival, t: Translator) -> list[tuple[Key, ...]]:
    booking, present = arrival.booking, arrival.present
    if booking.state is BookingState.CANCELLED:
        return []
    rows: list[tuple[Key, ...]] = []
    if present != booking.seats:
        label = t.label("checkin.all", n=booking.seats)
        rows.append((Key(label, Present(booking.code, booking.seats), words=yes_words(t)),))
    fewest = max(1, booking.seats - FEWER)
    fewer = tuple(
        Key(t.label("checkin.some", n=count), Present(booking.code, count), words=(str(count),))
        for count in range(booking.seats - 1, fewest - 1, -1)
        if count != present
    )
    if fewer:
        rows.append(fewer)
    if present != 0:
        rows.append((Key(t.label("checkin.nobody"), Present(booking.code, 0)),))
    if present is not None:
        undo = Key(t.label("checkin.take_back"), TakeBack(booking.code), words=no_words(t))
        rows.append((undo,))
    return rows


def _state(arrival: Arrival, t: Translator) -> Html:
    booking = arrival.booking
    if booking.state is BookingState.CANCELLED:
        return t("checkin.cancelled")
    if arrival.present is None:
        return t("checkin.not_yet" if booking.live else "checkin.never_came")
    if arrival.present == 0:
        return t("checkin.never_came")
    return t("checkin.came", n=arrival.present, seats=booking.seats)


def _line(arrival: Arrival, t: Translator) -> str:
    booking = arrival.booking
    if arrival.present is None:
        return f"{booking.code} · {party(booking, t)}"
    mark = "✔" if arrival.present else "✘"
    return f"{mark} {booking.code} · {arrival.present}/{booking.seats}"


def _open(arrival: Arrival) -> OpenParty:
    return OpenParty(arrival.booking.code)
