"""Owe each booking of a changed slot one notice; edits that follow soon are told in the same."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.booking import Booking, BookingState
from bot.domain.catalogue import Slot
from bot.domain.changes import (
    Known,
    calendar_changes,
    known,
    notice_due,
    same_for_people,
)
from bot.domain.deliveries import Delivery, Kind
from bot.domain.notices import Notice, NoticeState
from bot.services.cancel import ABOUT_A_BOOKING
from bot.services.owe_ticket import owe_ticket
from bot.services.plan_reminders import follow_chain, plan_reminders
from bot.services.release_others import release_others
from storage import bookings, deliveries, notices
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """What is told, and whether it is told now."""

    change_id: int
    before: Known
    slot: Slot  # as it is now
    confirmed: bool  # False: an import that nobody has confirmed

    @property
    def after(self) -> Known:
        """What people are told."""
        return known(self.slot)


def owe_notices(
    tx: Transaction, telling: Telling, told: list[Booking], now: datetime
) -> list[Notice]:
    """Bring bookings in step with their slot, owe their notices; return those that are open.

    `told` are the bookings as they were. Calendar entries get another sequence once for each
    notice, reminders of the old time go, tickets that are on their way are written anew.
    """
    earlier = notices.newest_on(tx, telling.slot.id)
    open_ones = {key: one for key, one in earlier.items() if one.open}
    merged = [_merge(tx, telling, open_ones[one.id], now) for one in told if one.id in open_ones]
    owed = _to_tell_anew(telling, [one for one in told if one.id not in open_ones])
    new = [_new(tx, telling, one, earlier.get(one.id), now) for one in owed]
    followed = _follow(tx, telling, told, owed, now)
    all_of_them = [*filter(None, merged), *new]
    for notice in all_of_them:
        if notice.state is NoticeState.OWED:
            owe_notice(tx, notice, followed[notice.booking_id], now)
    return all_of_them


def _to_tell_anew(telling: Telling, told: list[Booking]) -> list[Booking]:
    return [] if same_for_people(telling.before, telling.after) else told


def owe_notice(tx: Transaction, notice: Notice, booking: Booking, now: datetime) -> None:
    """Owe one notice's message, or give it its time anew."""
    due = notice_due(notice.first, now)
    urgency = min(notice.before.starts, notice.after.starts)
    if booking.chat_id is None or notices.put_off(tx, notice, due, urgency):
        return
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.NOTICE,
            chat_id=booking.chat_id,
            dedup_key=notices.key_of(notice.id),
            due=due,
            urgency=urgency,
            slot_id=notice.slot_id,
            booking_id=booking.id,
            fields={"notice": notice.id},
        ),
    )


def _merge(tx: Transaction, telling: Telling, notice: Notice, now: datetime) -> Notice | None:
    """Let an open notice tell the last state; None where that is what they know already."""
    state = NoticeState.OWED if telling.confirmed else notice.state
    if same_for_people(notice.before, telling.after):
        state = NoticeState.DROPPED
        notices.withdraw(tx, notice, now)
    release_others(tx, notice.id, now)  # seats held in exchange for what is no longer so
    notices.tell_instead(tx, notice, telling.change_id, telling.after, state)
    if state is NoticeState.DROPPED:
        return None
    return replace(notice, change_id=telling.change_id, after=telling.after, state=state)


def _new(
    tx: Transaction, telling: Telling, booking: Booking, outdated: Notice | None, now: datetime
) -> Notice:
    if outdated is not None:
        release_others(tx, outdated.id, now)
    notice = Notice(
        id=0,
        change_id=telling.change_id,
        booking_id=booking.id,
        slot_id=telling.slot.id,
        before=telling.before,
        after=telling.after,
        first=now,
        state=NoticeState.OWED if telling.confirmed else NoticeState.DRAFT,
        answer=None,
        called=None,
        open=True,
    )
    return replace(notice, id=notices.add(tx, notice))


def _follow(
    tx: Transaction, telling: Telling, told: list[Booking], owed: list[Booking], now: datetime
) -> dict[int, Booking]:
    """Bring bookings, reminders and tickets in step; return the bookings as they are now."""
    on_their_way = notices.tickets_on_their_way(tx, telling.slot.id)
    state = BookingState.CANCELLED if telling.after.called_off else BookingState.CONFIRMED
    turned = [one for one in told if one.state is not state]
    dated = calendar_changes(telling.before, telling.after)
    kept = [one for one in owed if one.state is state and dated]
    bookings.follow_slot(tx, turned, state)
    bookings.follow_slot(tx, kept)
    another = {one.id for one in (*turned, *kept)}
    followed = {}
    for booking in told:
        now_is = replace(
            booking,
            slot=telling.slot,
            state=state,
            sequence=booking.sequence + (booking.id in another),
        )
        followed[booking.id] = now_is
        follow_chain(tx, booking, now_is, now)
        if not now_is.live:
            deliveries.cancel_of_booking(tx, booking.id, ABOUT_A_BOOKING, now)
            continue
        plan_reminders(tx, now_is, now)
        if booking.id in on_their_way or _lost_its_ticket(tx, booking):
            owe_ticket(tx, now_is, now)
    return followed


def _lost_its_ticket(tx: Transaction, booking: Booking) -> bool:
    """Tell whether a booking that is restored was cancelled before its ticket went out."""
    restored = booking.state is BookingState.CANCELLED and booking.chat_id is not None
    return restored and notices.has_no_ticket(tx, booking.id, booking.chat_id or 0)
