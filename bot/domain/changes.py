"""Changes of a slot: what it becomes, whom that concerns, and what they are told."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.booking import Booking, most_seats
from bot.domain.catalogue import Slot, SlotState
from bot.domain.classes import adults_needed
from bot.domain.programme import Audience
from bot.domain.refusals import Refusal
from bot.domain.times import local_day, overlaps

MERGED_WITHIN = timedelta(seconds=60)  # a notice waits so long for further edits…
MERGED_AT_MOST = timedelta(minutes=3)  # …and never longer than this after the first
LATEST = 240  # minutes that something may run late
LONGEST_PLACE = 200  # characters of a meeting point
MOST_HELD = 2  # other slots on which seats are held for one party


class BelowTaken(Refusal):
    """More seats are taken than the new capacity has; fields: n (too many), taken, asked."""

    message_id = "changes.below_taken"


class NothingChanges(Refusal):
    """The slot is like that already."""

    message_id = "changes.nothing_changes"


class InThePast(Refusal):
    """The new time has passed already; fields: starts, tz."""

    message_id = "changes.in_the_past"


class EndsBeforeStart(Refusal):
    """It would end before it starts."""

    message_id = "changes.ends_before_start"


class TooLate(Refusal):
    """So late is another time; fields: n (minutes at most)."""

    message_id = "changes.too_late"


class NoTimeNamed(Refusal):
    """A text names no time to come; fields: text."""

    message_id = "changes.no_time_named"


class NoNextGroup(Refusal):
    """Nobody comes any more that day: there is nobody to tell that it runs late."""

    message_id = "changes.no_next_group"


class ChangedMeanwhile(Refusal):
    """Somebody else changed the slot since this preview was drawn."""

    message_id = "changes.changed_meanwhile"


class CalledOff(Refusal):
    """The slot is called off: it has to be reopened first."""

    message_id = "changes.called_off_first"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """What staff want a slot to be; None leaves a thing as it is."""

    starts: datetime | None = None  # UTC
    ends: datetime | None = None  # UTC; None: it lasts as long as before
    state: SlotState | None = None
    capacity: int | None = None
    place: str | None = None  # the meeting point; empty: the visit's own address again
    late: int | None = None  # minutes; concerns the next groups of that day, too


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What somebody who booked knows of a slot: a change of it is told."""

    starts: datetime  # UTC
    ends: datetime  # UTC
    place: str
    called_off: bool = False
    late: int = 0


class Answer(StrEnum):
    """What became of somebody who was told of a change."""

    OK = "ok"
    MOVED = "moved"
    CANCELLED = "cancelled"
    SILENT = "silent"
    UNREACHABLE = "unreachable"


class Misfit(StrEnum):
    """Why a party no longer fits on a slot."""

    AUDIENCE = "audience"  # it is for others now
    TOO_LARGE = "too_large"  # more seats than one booking may take
    ADULTS = "adults"  # the site wants more adults with the pupils
    AGE = "age"  # a minimum age was set or raised: nobody's age is known
    BEGUN = "begun"  # it has begun: they can't change or cancel any more


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """A booking whose party has another visit at the new time."""

    booking: Booking
    title: str  # of the other visit
    starts: datetime  # UTC
    ends: datetime  # UTC


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How full a slot is."""

    bookings: int
    confirmed: int  # seats
    held: int  # seats
    waiting: int  # parties


def known(slot: Slot) -> Known:
    """Return what those who booked know of a slot as it is."""
    return Known(
        starts=slot.starts,
        ends=slot.ends,
        place=slot.visit.address,
        called_off=slot.state is SlotState.CANCELLED,
        late=slot.late,
    )


def edited(slot: Slot, edit: Edit, own_address: str) -> Slot:
    """Return a slot as it would be; booking closes as long before the start as it did."""
    starts = edit.starts or slot.starts
    shift = starts - slot.starts
    visit = slot.visit
    if edit.place is not None:
        visit = replace(visit, address=edit.place or own_address, lat=None, lon=None)
    return replace(
        slot,
        visit=visit,
        starts=starts,
        ends=edit.ends or slot.ends + shift,
        day=local_day(starts, slot.tz),
        time_tba=slot.time_tba and edit.starts is None,
        closes=slot.closes + shift,
        state=edit.state or slot.state,
        capacity=slot.capacity if edit.capacity is None else edit.capacity,
        late=slot.late if edit.late is None else edit.late,
    )


def check_edit(before: Slot, after: Slot, now: datetime) -> None:
    """Raise the refusal that says why a slot can't become that."""
    if after == before:
        raise NothingChanges()
    if after.late > LATEST:
        raise TooLate(n=LATEST)
    over = after.taken - after.capacity
    if over > 0 and after.capacity != before.capacity:
        raise BelowTaken(taken=after.taken, n=over, asked=after.capacity)
    if after.ends <= after.starts:
        raise EndsBeforeStart()
    if after.starts != before.starts and after.starts <= now:
        raise InThePast(starts=after.starts, tz=after.tz)
    if SlotState.CANCELLED is before.state is after.state:
        raise CalledOff()


def misfits(booking: Booking, slot: Slot, now: datetime) -> list[Misfit]:
    """Return why a party would not fit on a slot; nothing is known of ages."""
    pupils = booking.pupils or 0
    found = []
    for_all = Audience.PUBLIC in slot.audience
    only_pupils = slot.audience == {Audience.PUPILS}
    if not for_all and ((Audience.PUPILS not in slot.audience) if pupils else only_pupils):
        found.append(Misfit.AUDIENCE)
    if booking.seats > most_seats(slot, school=bool(pupils)):
        found.append(Misfit.TOO_LARGE)
    if adults_needed(pupils, slot.visit.pupils_per_adult) > (booking.adults or 0):
        found.append(Misfit.ADULTS)
    if slot.starts <= now:
        found.append(Misfit.BEGUN)
    return found


def newly_unfit(booking: Booking, before: Slot, after: Slot, now: datetime) -> list[Misfit]:
    """Return why a party no longer fits on a slot that it fitted on before."""
    already = misfits(booking, before, now)
    found = [one for one in misfits(booking, after, now) if one not in already]
    older = (after.visit.age_min or 0) > (before.visit.age_min or 0)
    return [*found, Misfit.AGE] if older else found


def newly_overlaps(before: Slot, after: Slot, other: tuple[datetime, datetime]) -> bool:
    """Tell whether another visit clashes with a slot as it would be, and did not before."""
    if after.time_tba:
        return False
    did = not before.time_tba and overlaps(before.starts, before.ends, *other)
    return overlaps(after.starts, after.ends, *other) and not did


def notice_due(first: datetime, now: datetime) -> datetime:
    """Return when a notice goes out, so that edits that follow soon are told in the same."""
    return max(now, min(now + MERGED_WITHIN, first + MERGED_AT_MOST))


def same_for_people(before: Known, after: Known) -> bool:
    """Tell whether there is nothing to tell; of what is called off only that counts."""
    if before.called_off and after.called_off:
        return True
    return before == after


def calendar_changes(before: Known, after: Known) -> bool:
    """Tell whether people's calendars are wrong now: running late alone changes none."""
    return not same_for_people(replace(before, late=0), replace(after, late=0))
