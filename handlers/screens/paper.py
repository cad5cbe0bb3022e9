"""Paper lists, as a file in the chat."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.checkin import Arrival, Gate
from bot.domain.desk import Caller
from bot.domain.programme import Regime
from bot.i18n import Translator
from bot.paper import Line, Paper, Sheet, print_paper
from handlers.screens.booking import hours
from handlers.screens.desk import named
from handlers.screens.roster import needs, party
from handlers.screens.screen import File, Screen

WIDTHS = (0.16, 0.34, 0.22, 0.16, 0.12)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperFacts:
    """Slots with their parties; callers' names only where who asks may see them."""

    day: date
    gates: list[Gate]
    callers: dict[str, Caller]  # by code
    made: datetime  # UTC
    tz: ZoneInfo


def letter(facts: PaperFacts, t: Translator) -> Screen:
    """Send the lists as a PDF."""
    data = print_paper(paper(facts, t))
    name = f"{t.label('desk.paper_file')}-{facts.day.isoformat()}.pdf"
    text = t("desk.paper_letter", n=len(facts.gates), day=t.day(facts.day))
    return Screen(text=text, document=File(name, data, "application/pdf"))


def paper(facts: PaperFacts, t: Translator) -> Paper:
    """Return what is printed."""
    return Paper(
        title=t.label("desk.paper_title", day=t.day(facts.day)),
        foot=t.label("desk.paper_foot", moment=t.moment(facts.made, facts.tz)),
        headings=(
            t.label("desk.column_code"),
            t.label("desk.column_who"),
            t.label("desk.column_needs"),
            t.label("desk.column_seats"),
            t.label("desk.column_present"),
        ),
        widths=WIDTHS,
        sheets=tuple(_sheet(gate, facts.callers, t) for gate in facts.gates),
        made=facts.made,
    )


def _sheet(gate: Gate, callers: dict[str, Caller], t: Translator) -> Sheet:
    slot = gate.slot
    title = f"{hours(slot, t)} · {slot.visit.title} · {slot.visit.host} ({slot.visit.city})"
    if slot.regime is Regime.NONE:
        return Sheet(title=title, note=t.label("roster.intentions", n=gate.intentions), lines=())
    note = t.label(
        "roster.expected", n=gate.expected, parties=len(gate.arrivals), seats=slot.capacity
    )
    lines = tuple(_line(one, callers.get(one.booking.code), t) for one in gate.arrivals)
    return Sheet(title=title, note=note, lines=lines)


def _line(one: Arrival, caller: Caller | None, t: Translator) -> Line:
    heads = party(one.booking, t) if one.booking.pupils else ""
    who = ", ".join(part for part in (heads, named(caller, t) if caller else "") if part)
    present = "" if one.present is None else str(one.present)
    cells = (one.booking.code, who, needs([one], t), str(one.booking.seats), present)
    return Line(cells=cells)
