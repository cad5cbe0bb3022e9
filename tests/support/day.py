"""The day itself in a story: callers, arrivals, answers; and every situation on its screens."""

from collections.abc import Callable
from datetime import timedelta

from bot.conversation import Draft, Place, Step
from bot.domain.booking import Booking, Order
from bot.domain.desk import Caller
from bot.domain.needs import Need
from bot.domain.programme import Audience, Regime
from bot.domain.staff import Grant, Role, Staff
from bot.services.answer_survey import add_word, rate, would_work_there
from bot.services.book_for_caller import book_for_caller
from bot.services.cancel import cancel
from bot.services.check_in import check_in
from bot.services.intend import intend
from bot.services.set_gate_seats import cap_day, set_gate_seats
from bot.services.wait_for_caller import leave_for_caller, wait_for_caller
from storage import attendance, callers, people
from tests.support.story import Story
from tests.support.values import paris

INES, TOM = 1, 2
WORDY = {"title": "Brasserie <b>{n} & Fils</b> _*[x]({y})", "host": "Léa & Cie <Metz>"}
PUPILS = frozenset({Audience.PUPILS})
THE_DAY = paris(2026, 11, 24, 13, 50)
Situation = Callable[[Story], Place]


def admin(user_id: int = INES) -> Staff:
    """Return somebody who may do everything."""
    return Staff(user_id=user_id, grants=(Grant(role=Role.ADMIN),))


def host_of(story: Story, slot_id: int, user_id: int = INES) -> Staff:
    """Return who answers for a slot's host."""
    (found,) = story.rows(
        f"SELECT host_id FROM visit JOIN slot ON slot.visit_id = visit.id WHERE slot.id = {slot_id}"
    )
    return Staff(user_id=user_id, grants=(Grant(role=Role.HOST, host_id=found[0]),))


def call(story: Story, slot_id: int, seats: int = 1, **more: object) -> Booking:
    """Let the desk book for a caller: Mr Durand unless told."""
    name, phone = str(more.pop("name", "Zoé Dürand")), str(more.pop("phone", "06 12 34 56 78"))
    values: dict[str, object] = {"intent": story.ids.key(), **more}
    order = Order(slot_id=slot_id, chat_id=None, seats=seats, **values)  # type: ignore[arg-type]
    caller = Caller(name=name, phone=phone)
    return book_for_caller(story.tx, admin(), order, caller, now=story.now, ids=story.ids)


def arrive(story: Story, booking: Booking, present: int | None) -> None:
    """Check a party in."""
    check_in(story.tx, admin(), booking.code, present, now=story.now)


def at(step: Step, **draft: object) -> Place:
    """Return a place."""
    return Place(step=step, draft=Draft.model_validate({"intent": "Kw3_-xY81abc", **draft}))


def at_desk(step: Step) -> Situation:
    """Stand at the desk with a caller's booking."""
    return lambda story: at(step, booking=call(story, story.slot(**WORDY)).code)


def _claimed(story: Story) -> Place:
    booking = call(story, story.slot(**WORDY), 2)
    story.tx.execute("UPDATE booking SET chat_id = 2")
    attendance.toggle_need(story.tx, booking.id, Need.WHEELCHAIR)
    return at(Step.DESK_CARD, booking=booking.code)


def _own(story: Story) -> Place:
    return at(Step.DESK_CARD, booking=story.book(TOM, story.slot(**WORDY)).code)


def _cancelled(story: Story) -> Place:
    booking = call(story, story.slot(**WORDY))
    cancel(story.tx, booking.code, chat_id=None, now=story.now)
    return at(Step.DESK_CARD, booking=booking.code)


def _movable(story: Story) -> Place:
    booking = call(story, story.slot(**WORDY))
    story.slot(**WORDY, starts=paris(2026, 11, 26, 10))
    return at(Step.DESK_MOVE, booking=booking.code)


def _found(story: Story) -> Place:
    visit = story.slot(**WORDY)
    codes = (call(story, visit).code, call(story, visit, name="", phone="").code)
    return at(Step.DESK_FOUND, bookings=codes)


def busy(story: Story, **slot: object) -> int:
    """Fill a slot: a class, two seats, a caller with needs, seats closed; return it."""
    visit = story.slot(**{**WORDY, "capacity": 60, "audience": PUPILS, **slot})
    story.book(TOM, visit, 31, pupils=28, adults=3)
    story.book(INES, visit, 2)
    booking = call(story, visit, 2)
    attendance.toggle_need(story.tx, booking.id, Need.WHEELCHAIR)
    set_gate_seats(story.tx, admin(), visit, 50, now=story.now)
    return visit


def _busy(step: Step) -> Situation:
    return lambda story: at(step, slot=busy(story))


def _capped(story: Story) -> Place:
    visit = busy(story)
    cap_day(story.tx, admin(), visit, 40, now=story.now)
    return at(Step.GATE, slot=visit)


def _all_sold(story: Story) -> Place:
    visit = busy(story)
    set_gate_seats(story.tx, admin(), visit, 35, now=story.now)
    return at(Step.GATE, slot=visit)


def zone(story: Story) -> int:
    """Open a zone of ten companies; Inès means to come to the last one, which is returned."""
    for number in range(10):
        visit = story.slot(
            f"Portes ouvertes {number}",
            regime=Regime.NONE,
            capacity=None,
            lat=49.1,
            lon=6.1,
            host=f"Atelier {number} & Fils <Metz>",
        )
    intend(story.tx, visit, chat_id=INES, coming=True, now=story.now)
    return visit


def _party(present: int | None, seats: int = 28) -> Situation:
    def live(story: Story) -> Place:
        visit = story.slot(**WORDY, capacity=60, audience=PUPILS)
        booking = story.book(TOM, visit, seats)
        story.now = THE_DAY
        if present is not None:
            arrive(story, booking, present)
        return at(Step.CHECK_IN_PARTY, booking=booking.code)

    return live


def _party_gone(story: Story) -> Place:
    booking = story.book(TOM, story.slot(**WORDY))
    story.cancel(booking)
    return at(Step.CHECK_IN_PARTY, booking=booking.code)


def _at_the_gate(story: Story) -> Place:
    visit = busy(story)
    codes = [code for (code,) in story.rows("SELECT code FROM booking ORDER BY id")]
    story.now = THE_DAY
    check_in(story.tx, admin(), codes[0], 29, now=story.now)
    check_in(story.tx, admin(), codes[1], 0, now=story.now)
    return at(Step.CHECK_IN_SLOT, slot=visit)


def _today(story: Story) -> Place:
    busy(story)
    story.now = THE_DAY
    return at(Step.CHECK_IN)


def attended(story: Story, who: int, slot_id: int, seats: int = 1) -> Booking:
    """Let somebody book and come."""
    people.note(story.tx, who, "fr", story.now)
    booking = story.book(who, slot_id, seats)
    before, story.now = story.now, THE_DAY
    arrive(story, booking, seats)
    story.now = before
    return booking


def say(story: Story, booking: Booking, stars: int, word: str = "", *, work: bool = True) -> None:
    """Answer how it was."""
    who, later = booking.chat_id or 0, story.now + timedelta(days=9)
    rate(story.tx, booking.code, stars, chat_id=who, now=later)
    if word:
        add_word(story.tx, booking.code, word, chat_id=who, now=later)
    would_work_there(story.tx, booking.code, would=work, chat_id=who, now=later)


def _opinions(story: Story) -> Place:
    visit = story.slot(**WORDY)
    for who, stars in ((3, 5), (4, 4), (5, 2)):
        say(story, attended(story, who, visit), stars, "Très <b>bien</b> {n}", work=stars > 3)
    return at(Step.OPINIONS)


def _asked(step: Step, *, said: bool) -> Situation:
    def live(story: Story) -> Place:
        booking = attended(story, INES, story.slot(**WORDY))
        if said:
            say(story, booking, 4, "Bravo {x} <b>")
        return at(step, booking=booking.code)

    return live


def _everything_said(story: Story) -> Place:
    booking = attended(story, INES, story.slot(**WORDY))
    callers.add(story.tx, booking.id, Caller(name="Zoé {x} <b>", phone="06"))
    attendance.toggle_need(story.tx, booking.id, Need.HEARING)
    say(story, booking, 4, "Bravo {n} <b>")
    return at(Step.MY_DATA)


def _needs(story: Story) -> Place:
    return at(Step.NEEDS, booking=story.book(INES, story.slot(**WORDY)).code)


def _days(story: Story) -> Place:
    for number in range(10):
        story.slot(**WORDY, starts=paris(2026, 11, 20 + number, 9))
    return at(Step.PAPER)


def on_the_line(slot: dict[str, object]) -> Situation:
    """Stand at a sheet with a caller on the line."""
    caller = {"name": "Zoé <b>{n}", "phone": "06"}
    return lambda story: at(Step.SHEET, slot=story.slot(**slot), caller=caller)


def waits(story: Story, slot_id: int, seats: int = 1) -> int:
    """Let the desk put Mr Dürand on a waiting list; return the entry."""
    caller = Caller(name="Zoé Dürand", phone="06 12 34 56 78")
    return wait_for_caller(story.tx, admin(), slot_id, seats, caller, now=story.now)


def _waiting(step: Step, then: Callable[[Story, int], object] | None = None) -> Situation:
    """Stand at the desk with a caller who waits for a full slot, after something happened."""

    def live(story: Story) -> Place:
        visit = story.slot(**WORDY, capacity=1)
        booking = story.book(TOM, visit)
        entry = waits(story, visit)
        if then is not None:
            story.cancel(booking)
            then(story, entry)
        return at(step, entry=entry)

    return live


def _gives_up(story: Story, entry: int) -> None:
    leave_for_caller(story.tx, admin(), entry, now=story.now)


def _full_for_a_caller(story: Story) -> Place:
    visit = story.slot(**WORDY, capacity=1)
    story.book(TOM, visit)
    return at(Step.SHEET, slot=visit, caller={"name": "Zoé <b>{n}", "phone": "06"})


DAY_SITUATIONS: dict[str, Situation] = {
    "the desk": lambda _: at(Step.DESK),
    "a caller's name": lambda _: at(Step.DESK_NAME),
    "a caller's phone": lambda _: at(Step.DESK_PHONE, caller={"name": "Zoé <b>"}),
    "a sheet for a caller": on_the_line(WORDY),
    "a walk-in for a caller": on_the_line({"regime": Regime.NONE, "capacity": None}),
    "a full sheet for a caller": _full_for_a_caller,
    "callers who wait": _waiting(Step.DESK_WAITING),
    "no caller waits": lambda _: at(Step.DESK_WAITING),
    "a caller who waits": _waiting(Step.DESK_WAITER),
    "a caller to ring up": _waiting(Step.DESK_WAITER, lambda _story, _entry: None),
    "a caller who waited": _waiting(Step.DESK_WAITER, _gives_up),
    "callers found": _found,
    "a caller's booking": at_desk(Step.DESK_CARD),
    "a caller's booking, claimed": _claimed,
    "a caller's booking, cancelled": _cancelled,
    "somebody's own booking at the desk": _own,
    "where to move a caller": _movable,
    "nowhere to move a caller": at_desk(Step.DESK_MOVE),
    "really cancel for a caller?": at_desk(Step.DESK_CANCEL),
    "paper for which day": _days,
    "paper on its way": lambda story: at(Step.PAPER, day=_days(story).draft.day or THE_DAY.date()),
    "a roster": lambda story: at(Step.ROSTER, day=(busy(story), THE_DAY.date())[1]),
    "a roster of the next day with slots": lambda story: at(Step.ROSTER, seats=busy(story)),
    "an empty roster": lambda _: at(Step.ROSTER),
    "who comes": _busy(Step.ROSTER_SLOT),
    "who comes to a walk-in": lambda story: at(Step.ROSTER_SLOT, slot=zone(story)),
    "seats at the gate": _busy(Step.GATE),
    "seats at the gate, with a cap": _capped,
    "seats at the gate, all sold": _all_sold,
    "what visitors said": _opinions,
    "visitors said nothing": lambda _: at(Step.OPINIONS),
    "the gate": _today,
    "the gate, nothing today": lambda _: at(Step.CHECK_IN),
    "a slot at the gate": _at_the_gate,
    "a party at the gate": _party(None),
    "one at the gate": _party(None, seats=1),
    "all there": _party(28),
    "26 of 28": _party(26),
    "nobody there": _party(0),
    "a party that cancelled": _party_gone,
    "a code that opens nothing": lambda _: at(Step.NO_SUCH_CODE),
    "needs": _needs,
    "a zone": lambda story: at(Step.ZONE, slot=zone(story)),
    "stars given": _asked(Step.SURVEY, said=False),
    "stars, a word and work": _asked(Step.SURVEY, said=True),
    "my data, with all that I said": _everything_said,
    "no more questions": lambda _: at(Step.SURVEY_STOPPED),
    "a word, please": _asked(Step.SURVEY_WORD, said=False),
}
