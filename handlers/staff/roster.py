"""A host's roster: the day, a slot, seats at the gate, what visitors said."""

from datetime import date, datetime, timedelta

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Wanted
from bot.domain.checkin import Gate
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.refusals import NothingNamed, NotYours
from bot.domain.staff import Reach, Right
from bot.domain.survey import Opinion
from bot.services.set_gate_seats import cap_day, set_gate_seats
from bot.services.within_reach import check_slot, reaches
from handlers.callbacks.roster import AskGate, CapDay, RosterDay, RosterSlot, SetGate
from handlers.screens.roster import GateFacts, RosterFacts, RosterLetter, SlotFacts
from storage import attendance, catalogue, gate, rosters, staff, surveys
from storage.database import Transaction

MOST_SLOTS = 400
DAYS_AROUND = 4
OPINIONS_SINCE = timedelta(days=60)
MOST_OPINIONS = 20


def open_day(_tx: Transaction, _here: Here, button: RosterDay) -> Place:
    """Show the roster of a day."""
    return Place(step=Step.ROSTER, draft=Draft(day=button.day))


def open_slot(_tx: Transaction, _here: Here, button: RosterSlot) -> Place:
    """Show who comes to a slot."""
    return Place(step=Step.ROSTER_SLOT, draft=Draft(slot=button.slot))


def ask_gate(_tx: Transaction, _here: Here, button: AskGate) -> Place:
    """Ask how many seats should be on sale."""
    return Place(step=Step.GATE, draft=Draft(slot=button.slot))


def set_seats(tx: Transaction, here: Here, button: SetGate) -> Place:
    """Have so many seats on sale."""
    set_gate_seats(tx, here.of_staff(), button.slot, button.seats, now=here.now)
    return Place(step=Step.GATE, draft=Draft(slot=button.slot))


def typed_seats(tx: Transaction, here: Here, text: str) -> Place:
    """Take a number of seats. Raises `NothingNamed`."""
    if not text.strip().isdecimal():
        raise NothingNamed(text=text[:60])
    return set_seats(tx, here, SetGate(here.place.draft.slot or 0, int(text.strip()[:4])))


def set_cap(tx: Transaction, here: Here, button: CapDay) -> Place:
    """Take no more than so many people that day."""
    people = button.people if button.people >= 0 else None
    cap_day(tx, here.of_staff(), button.slot, people, now=here.now)
    return Place(step=Step.GATE, draft=Draft(slot=button.slot))


def day(tx: Transaction, here: Here, draft: Draft) -> RosterFacts:
    """Fetch a day's slots within reach: the day chosen, else the next that has some."""
    reach = here.of_staff().reach(Right.ROSTER)
    today = _today(tx, here.now)
    days = rosters.days(tx, reach, min(draft.day or today, today), limit=DAYS_AROUND + 1)
    shown = draft.day or (days[0].day if days else today)
    following = rosters.days(tx, reach, shown, limit=DAYS_AROUND)
    return RosterFacts(
        day=shown,
        slots=rosters.slots(tx, reach, shown, limit=MOST_SLOTS),
        days=[*(one for one in days[:1] if one.day < shown), *following],
    )


def slot(tx: Transaction, here: Here, draft: Draft) -> SlotFacts:
    """Fetch a slot with its parties. Raises `NotYours`."""
    one = _gate(tx, here, draft, Right.ROSTER)
    return SlotFacts(gate=one, seats_too=reaches(tx, here.of_staff(), Right.SEATS, one.slot.id))


def seats(tx: Transaction, here: Here, draft: Draft) -> GateFacts:
    """Fetch a slot's seats and its day's cap. Raises `NotYours`."""
    one = _gate(tx, here, draft, Right.SEATS)
    visit_id, day = one.slot.visit.id, one.slot.day
    return GateFacts(
        gate=one,
        cap=gate.day_cap(tx, visit_id, day),
        taken_in_day=gate.taken_in_day(tx, visit_id, day),
        seats_in_day=gate.seats_in_day(tx, visit_id, day),
    )


def opinions(tx: Transaction, here: Here, _draft: Draft) -> list[Opinion]:
    """Fetch what visitors said within reach, lately."""
    since = _today(tx, here.now) - OPINIONS_SINCE
    return surveys.opinions(tx, here.of_staff().reach(Right.ROSTER), since, limit=MOST_OPINIONS)


def letter(tx: Transaction, delivery: Delivery, now: datetime) -> RosterLetter | DeliveryState:
    """Fetch a host's day, for who answers for it still; nobody is told of a day that is over."""
    host_id, day = int(delivery.fields["host"]), date.fromisoformat(str(delivery.fields["day"]))
    somebody = staff.find(tx, delivery.chat_id)
    if somebody is None or not somebody.may_at(Right.ROSTER, territory_id=None, host_id=host_id):
        return DeliveryState.CANCELLED
    found = rosters.slots(tx, Reach(hosts=frozenset({host_id})), day, limit=MOST_SLOTS)
    if not found:
        return DeliveryState.CANCELLED
    if all(one.ends <= now for one in found):
        return DeliveryState.MISSED
    gates = [one for slot in found if (one := attendance.at_gate(tx, slot.id)) is not None]
    return RosterLetter(host=found[0].visit.host, day=day, gates=gates)


def _gate(tx: Transaction, here: Here, draft: Draft, right: Right) -> Gate:
    slot_id = draft.slot or 0
    check_slot(tx, here.of_staff(), right, slot_id)
    found = attendance.at_gate(tx, slot_id)
    if found is None:
        raise NotYours()
    return found


def _today(tx: Transaction, now: datetime) -> date:
    return now.astimezone(catalogue.zone_of(tx, Wanted())).date()
