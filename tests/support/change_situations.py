"""Situations in which a slot changes: staff at each place of it, and people who were told."""

from collections.abc import Callable
from datetime import timedelta

from bot.conversation import Draft, Place, Step
from bot.domain.catalogue import SlotState
from bot.domain.changes import Edit
from bot.domain.desk import Caller
from bot.domain.programme import Audience, SlotLine
from bot.domain.staff import Grant, Role, Staff
from bot.services.change_slot import Sending, change_slot
from storage import callers, people
from tests.support.programme import slot as line
from tests.support.story import Story
from tests.support.values import PARIS, paris

INES, TOM, AYA = 1, 2, 3
STARTS, LATER = paris(2026, 11, 24, 14), paris(2026, 11, 24, 15, 30)
NASTY = {"title": "Brasserie <b>{n} & Fils</b>", "host": "Léa & Cie <Metz>"}
ADMIN = Staff(user_id=INES, grants=(Grant(role=Role.ADMIN),))
Situation = Callable[[Story], Place]


def at(step: Step, **draft: object) -> Place:
    """Return a place of a change."""
    values = {"slot_change": {"intent": "Kw3_-xY81abc", **draft}}
    return Place(step=step, draft=Draft.model_validate(values))


def booked(story: Story) -> int:
    """Bring a slot with a party, a class, somebody who waits, and somebody with another visit."""
    slot = story.slot(**NASTY, starts=STARTS, capacity=30, pupils_per_adult=8)
    other = story.slot("Fonderie {x} <i>", starts=LATER)
    story.slot(**NASTY, starts=paris(2026, 11, 25, 10), capacity=30, pupils_per_adult=8)
    for who in (INES, TOM, AYA):
        people.note(story.tx, who, "fr", story.now)
    story.book(INES, slot, 2)
    story.book(TOM, slot, 20, pupils=16, adults=4)
    story.book(AYA, slot, 8)
    story.book(AYA, other)
    story.wait(9, slot, 2)
    return slot


def about(step: Step, **draft: object) -> Situation:
    """Stand at a place about that slot."""
    return lambda story: at(step, slot=booked(story), **draft)


def changed(story: Story, slot: int, **edit: object) -> int:
    """Change a slot; return the change."""
    version = int(story.value(f"SELECT version FROM slot WHERE id = {slot}"))
    sending = Sending(
        slot_id=slot,
        edit=Edit(**edit),  # type: ignore[arg-type]
        version=version,
        intent=story.ids.key(),
        propose=True,
    )
    return change_slot(story.tx, sending, staff=ADMIN, now=story.now).id


def _sent(story: Story) -> Place:
    return at(Step.CHANGE_SENT, change=changed(story, booked(story), starts=LATER))


def _saved(story: Story) -> Place:
    slot = booked(story)
    return at(Step.CHANGE_SENT, slot=slot, change=changed(story, slot, capacity=40))


def _followed(story: Story) -> Place:
    slot = booked(story)
    changed(story, slot, starts=LATER, place="Porte {x} <2>")
    return at(Step.CHANGE_CARD, slot=slot)


def _late_card(story: Story) -> Place:
    slot = booked(story)
    changed(story, slot, late=20)
    return at(Step.CHANGE_LATE, slot=slot)


def _called_off(story: Story) -> Place:
    slot = booked(story)
    changed(story, slot, state=SlotState.CANCELLED)
    return at(Step.CHANGE_CARD, slot=slot)


def _reopening(story: Story) -> Place:
    slot = booked(story)
    changed(story, slot, state=SlotState.CANCELLED)
    return at(Step.CHANGE_PREVIEW, slot=slot, state="open")


def _closed(story: Story) -> Place:
    slot = booked(story)
    story.tx.execute("UPDATE slot SET state = 'closed'")
    return at(Step.CHANGE_CARD, slot=slot)


def _calls(story: Story) -> Place:
    slot = booked(story)
    changed(story, slot, starts=LATER)
    story.tx.execute("UPDATE person SET reachable = 0 WHERE chat_id = 2")
    caller = Caller(name="Mme <Roux> & {n}", phone="03 87 00 00 00")
    callers.add(story.tx, int(story.value("SELECT MAX(booking_id) FROM notice")), caller)
    return Place(step=Step.CALLS)


def _misfits(story: Story) -> Place:
    slot = booked(story)
    story.tx.execute("UPDATE slot SET audience = :name", {"name": Audience.PUPILS.value})
    return at(Step.CHANGE_PREVIEW, slot=slot, starts=paris(2026, 11, 25, 15))


def imported_lines() -> tuple[SlotLine, SlotLine]:
    """Return a booked slot as one file has it, and as the next one does."""
    before = line("Atelier {x} <b>", STARTS.astimezone(PARIS), ref="a1")
    after = line("Atelier {x} <b>", LATER.astimezone(PARIS), ref="a1")
    return before, after


def _imported(story: Story) -> Place:
    before, after = imported_lines()
    story.bring(before)
    slot = int(story.value("SELECT MAX(id) FROM slot"))
    story.book(INES, slot, 2)
    story.bring(after)
    return at(Step.CHANGE_IMPORT, change=story.value("SELECT MAX(id) FROM slot_change"))


def _to_confirm(story: Story) -> Place:
    _imported(story)
    return at(Step.CHANGE_WHERE)


def _noted(story: Story, **edit: object) -> Place:
    slot = booked(story)
    changed(story, slot, **edit)
    code = story.value(f"SELECT code FROM booking WHERE chat_id = {INES}")
    return Place(step=Step.NOTED, draft=Draft(booking=code))


CHANGE_SITUATIONS: dict[str, Situation] = {
    "which slot to change": lambda story: (booked(story), at(Step.CHANGE_WHERE))[1],
    "an import to confirm": _to_confirm,
    "which visit to change": lambda story: (booked(story), at(Step.CHANGE_VISIT, territory=1))[1],
    "which slot of a visit": lambda story: (booked(story), at(Step.CHANGE_SLOT, visits=(1,)))[1],
    "which slot a sentence means": lambda story: at(
        Step.CHANGE_SLOT, among=(booked(story), 2), said="annule Brasserie"
    ),
    "a slot's card": about(Step.CHANGE_CARD),
    "the card of a slot that was moved": _followed,
    "the card of a slot that is closed": _closed,
    "the card of a slot that was called off": _called_off,
    "when shall it be": about(Step.CHANGE_TIME),
    "how many seats shall it have": about(Step.CHANGE_SEATS),
    "where shall it meet": about(Step.CHANGE_PLACE),
    "how late is it": about(Step.CHANGE_LATE),
    "how late is it, once more": _late_card,
    "a move in preview": about(Step.CHANGE_PREVIEW, starts=LATER.isoformat()),
    "another day in preview": about(
        Step.CHANGE_PREVIEW, starts=(LATER + timedelta(days=2)).isoformat()
    ),
    "calling off in preview": about(Step.CHANGE_PREVIEW, state="cancelled"),
    "reopening in preview": _reopening,
    "more seats in preview": about(Step.CHANGE_PREVIEW, capacity=40),
    "another place in preview": about(Step.CHANGE_PREVIEW, place="Porte {x} <2>"),
    "lateness in preview": about(Step.CHANGE_PREVIEW, late=20),
    "a preview with misfits": _misfits,
    "a change that was sent": _sent,
    "a change that tells nobody": _saved,
    "an import in preview": _imported,
    "nobody to call": lambda _story: Place(step=Step.CALLS),
    "a call list": _calls,
    "a notice answered": lambda story: _noted(story, starts=LATER),
    "a calling-off answered": lambda story: _noted(story, state=SlotState.CANCELLED),
}
