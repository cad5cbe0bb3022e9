"""A host's roster: days, who comes to a slot, seats at the gate, what visitors said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bot.conversation import Draft, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import DayChoice, Slot
from bot.domain.checkin import Arrival, Gate
from bot.domain.programme import Regime
from bot.domain.survey import STARS, Opinion
from bot.i18n import Html, Translator
from handlers.callbacks import Go
from handlers.callbacks.checkin import GateSlot
from handlers.callbacks.desk import PrintDay, PrintSlot
from handlers.callbacks.roster import AskGate, CapDay, RosterDay, RosterSlot, SetGate
from handlers.screens.booking import hours
from handlers.screens.desk import back_key, staff_foot
from handlers.screens.listing import listing
from handlers.screens.screen import Key, Screen

MOST_PARTIES = 60  # lines of one message; the paper list has them all


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterFacts:
    """A day's slots within reach, and the days before and after it that have some."""

    day: date
    slots: list[Slot]
    days: list[DayChoice]


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotFacts:
    """A slot with its parties, and whether one may open and close its seats."""

    gate: Gate
    seats_too: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GateFacts:
    """A slot's seats, and how many people its visit takes that day."""

    gate: Gate
    cap: int | None
    taken_in_day: int
    seats_in_day: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterLetter:
    """Tomorrow at a host: its slots with their parties."""

    host: str
    day: date
    gates: list[Gate]


def roster(facts: RosterFacts, draft: Draft, t: Translator) -> Screen:
    """List a day's slots."""
    rows = listing(facts.slots, draft.page, t, lambda slot: (_line(slot, t), RosterSlot(slot.id)))
    around = tuple(
        Key(t.short_day(one.day), RosterDay(one.day)) for one in facts.days if one.day != facts.day
    )
    more = [(Key(t.label("roster.paper"), PrintDay(facts.day)),)] if facts.slots else []
    opinions = Key(t.label("roster.opinions"), Go(Step.OPINIONS))
    text = t("roster.day", n=len(facts.slots), day=t.day(facts.day))
    if not facts.slots:
        text = t("roster.empty", day=t.day(facts.day))
    return Screen(text=text, rows=(*rows, *more, around, (opinions,), staff_foot(Step.STAFF, t)))


def slot(facts: SlotFacts, _draft: Draft, t: Translator) -> Screen:
    """Show who comes to a slot."""
    gate = facts.gate
    lines = [_head(gate, t), *_parties(gate, t)]
    rows = [(Key(t.label("roster.check_in"), GateSlot(gate.slot.id), numbered=True),)]
    if facts.seats_too and gate.slot.regime is not Regime.NONE:
        rows.append((Key(t.label("roster.gate"), AskGate(gate.slot.id), numbered=True),))
    rows.append((Key(t.label("roster.paper"), PrintSlot(gate.slot.id), numbered=True),))
    foot = (back_key(RosterDay(gate.slot.day), t), Key(t.label("common.home"), Go(Step.HOME)))
    return Screen(text=Html("\n".join(lines)), rows=(*rows, foot))


def gate(facts: GateFacts, _draft: Draft, t: Translator) -> Screen:
    """Ask how many seats should be on sale, and how many people a day takes."""
    one = facts.gate
    slot_id, seats = one.slot.id, one.slot.capacity
    text = t(
        "roster.gate_text",
        title=one.slot.visit.title,
        moment=t.moment(one.slot.starts, one.slot.tz),
        n=one.slot.taken,
        seats=seats,
        allowed=one.allowed,
    )
    rows = []
    if seats > one.slot.taken:
        rows.append((Key(t.label("roster.close_one"), SetGate(slot_id, seats - 1)),))
        rows.append((Key(t.label("roster.close_all"), SetGate(slot_id, one.slot.taken)),))
    if seats < one.allowed:
        rows.append((Key(t.label("roster.open_one"), SetGate(slot_id, seats + 1)),))
        rows.append((Key(t.label("roster.open_all"), SetGate(slot_id, one.allowed)),))
    foot = (back_key(RosterSlot(slot_id), t), Key(t.label("common.home"), Go(Step.HOME)))
    return Screen(
        text=Html(f"{text}\n{_cap_text(facts, t)}"), rows=(*rows, *_cap_rows(facts, t), foot)
    )


def opinions(found: list[Opinion], _draft: Draft, t: Translator) -> Screen:
    """Sum up what visitors said; no names, and words only where there are enough."""
    lines = [t("survey.opinions") if found else t("survey.no_opinions")]
    lines += [_opinion(one, t) for one in found]
    return Screen(text=Html("\n\n".join(lines)), rows=(staff_foot(Step.ROSTER, t),))


def letter(facts: RosterLetter, t: Translator) -> Screen:
    """Tell a host who comes tomorrow."""
    head = t("roster.letter", host=facts.host, day=t.day(facts.day))
    return Screen(
        text=Html("\n\n".join([head, *(_head(one, t) for one in facts.gates)])),
        rows=(
            (Key(t.label("roster.open"), RosterDay(facts.day)),),
            (Key(t.label("roster.paper"), PrintDay(facts.day)),),
        ),
    )


def party(booking: Booking, t: Translator) -> str:
    """Say who comes in a few words: seats, or a class of pupils and adults."""
    if booking.pupils:
        return t.label("roster.class", n=booking.pupils, adults=booking.adults or 0)
    return t.label("sheet.seats", n=booking.seats)


def needs(arrivals: list[Arrival], t: Translator) -> str:
    """Say what parties need, each need with how many parties; empty for none."""
    counted = Counter(need for one in arrivals for need in one.needs)
    parts = [t.label(f"desk.need_{need}") for need in sorted(counted)]
    counts = [counted[need] for need in sorted(counted)]
    return ", ".join(
        part if count == 1 else f"{part} ×{count}"
        for part, count in zip(parts, counts, strict=True)
    )


def _head(gate: Gate, t: Translator) -> Html:
    slot = gate.slot
    lines = [t("roster.slot", hours=hours(slot, t), title=slot.visit.title)]
    if slot.regime is Regime.NONE:
        lines.append(t("roster.intentions", n=gate.intentions))
        return Html("\n".join(lines))
    lines.append(
        t("roster.expected", n=gate.expected, parties=len(gate.arrivals), seats=slot.capacity)
    )
    classes = [party(one.booking, t) for one in gate.arrivals if one.booking.pupils]
    if classes:
        lines.append(t("roster.classes", classes=t.listed(classes)))
    if said := needs(gate.arrivals, t):
        lines.append(t("roster.needs", needs=said))
    if gate.closed:
        lines.append(t("roster.closed", n=gate.closed))
    return Html("\n".join(lines))


def _parties(gate: Gate, t: Translator) -> list[Html]:
    lines = [
        t(
            "roster.party",
            code=one.booking.code,
            party=party(one.booking, t),
            needs=f" · {said}" if (said := needs([one], t)) else "",
        )
        for one in gate.arrivals[:MOST_PARTIES]
    ]
    if (left := len(gate.arrivals) - MOST_PARTIES) > 0:
        lines.append(t("roster.more_parties", n=left))
    return [Html(), *lines] if lines else []


def _line(slot: Slot, t: Translator) -> str:
    seats = "" if slot.regime is Regime.NONE else f" · {slot.taken}/{slot.capacity}"
    return f"{hours(slot, t)} {slot.visit.title}{seats}"


def _cap_text(facts: GateFacts, t: Translator) -> Html:
    if facts.cap is None:
        return t("roster.no_cap", n=facts.taken_in_day)
    return t("roster.cap", cap=facts.cap, n=facts.taken_in_day)


def _cap_rows(facts: GateFacts, t: Translator) -> list[tuple[Key, ...]]:
    slot_id, cap, taken = facts.gate.slot.id, facts.cap, facts.taken_in_day
    if cap is None:
        start = max(taken, facts.seats_in_day)
        return [(Key(t.label("roster.set_cap", n=start), CapDay(slot_id, start)),)]
    steps = [by for by in (-5, -1, 1, 5) if cap + by >= taken]
    keys = tuple(
        Key(t.label("roster.cap_step", people=cap + by), CapDay(slot_id, cap + by)) for by in steps
    )
    return [keys, (Key(t.label("roster.lift_cap"), CapDay(slot_id, -1)),)]


def _opinion(one: Opinion, t: Translator) -> Html:
    lines = [t("survey.visit", n=one.answers, title=one.title, mean=t.decimal(one.mean))]
    stars = zip(STARS, one.stars, strict=True)
    lines.append(Html("  ".join(f"{star} ★ {count}" for star, count in stars if count)))
    if one.would_work or one.would_not:
        lines.append(t("survey.would_work", n=one.would_work, said=one.would_work + one.would_not))
    lines += [t("survey.word", word=word) for word in one.words]
    return Html("\n".join(lines))
