"""What is fetched for the places where staff change slots, within their reach."""

from datetime import datetime

from bot.conversation import Draft, Here
from bot.domain.catalogue import Slot, Wanted
from bot.domain.changes import Known, calendar_changes, known
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.notices import Call, NoticeState, Tally
from bot.domain.refusals import NotYours
from bot.domain.staff import Right
from bot.domain.times import from_text, to_text
from bot.domain.waitlist import Entry
from bot.i18n import translator
from bot.services.follow_import import ImportPreview, check_reach, preview_import
from bot.services.preview_change import Preview, preview_change, reached
from bot.services.propose_others import nearest_others
from bot.services.ring_desk import is_at_desk
from handlers.screens.change_preview import SentFacts
from handlers.screens.changes import CardFacts, VisitLine, WhereFacts
from handlers.screens.notices import NoticeFacts
from handlers.screens.waiting import WaitFacts
from handlers.staff.changes import draft_of, reach_of
from storage import (
    bookings,
    callers,
    catalogue,
    changes,
    intentions,
    notice_answers,
    notices,
    reach,
    waitlist,
)
from storage.database import Transaction

MOST_OTHERS = 3  # slots that are named to somebody whose slot was called off


def where(tx: Transaction, here: Here, _draft: Draft) -> WhereFacts:
    """Fetch the territories within reach, and the imports to confirm."""
    may_send = here.staff is not None and here.staff.reach(Right.CHANGE).everywhere
    asked = changes.unsent(tx) if may_send else []
    tz, t = catalogue.zone_of(tx, Wanted()), translator(here.language)
    return WhereFacts(
        territories=reach.territories(tx, reach_of(here), here.now),
        imports=[(one.id, t.short_moment(one.at, tz)) for one in asked],
        may_change=here.staff is not None and here.staff.may(Right.CHANGE),
    )


def visits(tx: Transaction, here: Here, draft: Draft) -> list[VisitLine]:
    """Fetch the visits to choose among."""
    mine = draft_of(draft)
    found = reach.visits(tx, reach_of(here), mine.territory, here.now)
    return [
        VisitLine(id=row["id"], title=row["title"], host=row["host"])
        for row in found
        if not mine.visits or row["id"] in mine.visits
    ]


def slots(tx: Transaction, here: Here, draft: Draft) -> list[Slot]:
    """Fetch the slots to choose among. Raises `NotYours` where there are none within reach."""
    mine = draft_of(draft)
    within = reach.visits(tx, reach_of(here), None, here.now)
    visits_within = {row["id"] for row in within}
    if mine.among:
        found = [catalogue.slot(tx, one) for one in mine.among]
        chosen = [one for one in found if one is not None and one.visit.id in visits_within]
    else:
        chosen = reach.slots_of(tx, tuple(visits_within & set(mine.visits)), here.now)
    if not chosen:
        raise NotYours()
    return chosen


def card(tx: Transaction, here: Here, draft: Draft) -> CardFacts:
    """Fetch a slot with its counts. Raises `NotYours` beyond reach."""
    slot = one_slot(tx, here, draft)
    where_it_is = reached(tx, slot.id, here.staff, Right.LATE)
    at = {"territory_id": where_it_is.territory_id, "host_id": where_it_is.host_id}
    staff = here.staff
    return CardFacts(
        slot=slot,
        counts=changes.counts(tx, slot.id),
        may_change=staff is not None and staff.may_at(Right.CHANGE, **at),
        answers=notice_answers.on_slot(tx, slot.id),
        may_call=staff is not None and staff.may_at(Right.CALLS, **at),
    )


def one_slot(tx: Transaction, here: Here, draft: Draft) -> Slot:
    """Fetch the slot at hand. Raises `NotYours` beyond reach."""
    slot_id = draft_of(draft).slot or 0
    reached(tx, slot_id, here.staff, Right.LATE)
    slot = catalogue.slot(tx, slot_id)
    if slot is None:
        raise NotYours()
    return slot


def changeable_slot(tx: Transaction, here: Here, draft: Draft) -> Slot:
    """Fetch the slot at hand, to change more than that it runs late. Raises `NotYours`."""
    reached(tx, draft_of(draft).slot or 0, here.staff, Right.CHANGE)
    return one_slot(tx, here, draft)


def preview(tx: Transaction, here: Here, draft: Draft) -> Preview:
    """Fetch what the change at hand would do."""
    mine = draft_of(draft)
    return preview_change(tx, mine.slot or 0, mine.edit(), staff=here.staff, now=here.now)


def sent(tx: Transaction, here: Here, draft: Draft) -> SentFacts:
    """Fetch the answers to a change. Raises `NotYours` beyond reach."""
    change = changes.of_id(tx, draft_of(draft).change or 0)
    if change is None or here.staff is None:
        raise NotYours()
    if change.slot_id is None:
        check_reach(tx, preview_import(tx, change.id, here.now), here.staff)
    else:
        reached(tx, change.slot_id, here.staff, Right.LATE)
    return SentFacts(
        change_id=change.id,
        slot_id=change.slot_id,
        tally=Tally(answers=dict(notice_answers.answers(tx, change.id))),
        may_call=here.staff.may(Right.CALLS),
    )


def imported(tx: Transaction, here: Here, draft: Draft) -> ImportPreview:
    """Fetch what an import does to those who booked. Raises `NotYours` beyond reach."""
    found = preview_import(tx, draft_of(draft).change or 0, here.now)
    check_reach(tx, found, here.staff)
    return found


def calls(tx: Transaction, here: Here, _draft: Draft) -> list[Call]:
    """Fetch whom to ring up, the soonest visit first."""
    if here.staff is None:
        raise NotYours()
    found = notice_answers.to_call(tx, here.staff.reach(Right.CALLS), here.now)
    return [
        Call(notice=notice, booking=booking, answer=answer, caller=callers.of(tx, booking.id))
        for notice, answer in found
        if (booking := bookings.of_id(tx, notice.booking_id)) is not None
    ]


def notice_to_tell(
    tx: Transaction, delivery: Delivery, now: datetime
) -> NoticeFacts | DeliveryState:
    """Fetch a notice, or how it ends where it tells nobody anything any more."""
    notice = notices.of_id(tx, int(delivery.fields["notice"]))
    booking = bookings.of_id(tx, notice.booking_id) if notice else None
    if notice is None or booking is None or notice.state is not NoticeState.OWED:
        return DeliveryState.CANCELLED
    gone = booking.slot.id != notice.slot_id or booking.live is notice.after.called_off
    if gone or booking.chat_id is None:
        return DeliveryState.CANCELLED
    if now >= max(notice.before.ends, notice.after.ends):
        return DeliveryState.MISSED
    held = waitlist.held_for_notice(tx, notice.id)
    return NoticeFacts(notice=notice, booking=booking, held=held, now=now)


def wait_to_tell(tx: Transaction, delivery: Delivery, now: datetime) -> WaitFacts | DeliveryState:
    """Fetch how a slot differs from what those who wait knew; nobody is told of no difference."""
    slot = catalogue.slot(tx, delivery.slot_id or 0)
    if slot is None:
        return DeliveryState.CANCELLED
    before = _known_then(slot, delivery)
    entry = waitlist.of_id(tx, int(delivery.fields["entry"]))
    intends = entry is None and intentions.has(tx, slot.id, delivery.chat_id)
    waits = intends or _still_waits(tx, entry, delivery, slot)
    if not waits or not calendar_changes(before, known(slot)):
        return DeliveryState.CANCELLED
    if now >= max(before.ends, slot.ends):
        return DeliveryState.MISSED
    others = _nearest(tx, slot, entry, before, now) if known(slot).called_off else []
    return WaitFacts(slot=slot, before=before, entry=entry, intends=intends, others=others)


def _still_waits(tx: Transaction, entry: Entry | None, delivery: Delivery, slot: Slot) -> bool:
    """Tell whether somebody waits, or waited until the slot was called off; or is at the desk."""
    if entry is None:
        return is_at_desk(tx, delivery.chat_id, slot.id)
    return entry.live or entry.called_off


def _known_then(slot: Slot, delivery: Delivery) -> Known:
    """Return what was known when the message was first owed; of an older row, that it was on."""
    then = {"starts": to_text(slot.starts), "ends": to_text(slot.ends), **delivery.fields}
    return Known(
        starts=from_text(str(then["starts"])),
        ends=from_text(str(then["ends"])),
        place=str(then.get("place", slot.visit.address)),
        called_off=bool(then.get("called_off", 0)),
        late=slot.late,
    )


def _nearest(
    tx: Transaction, slot: Slot, entry: Entry | None, before: Known, now: datetime
) -> list[Slot]:
    where_it_is = changes.whereabouts(tx, slot.id)
    if where_it_is is None:
        return []
    found = nearest_others(tx, slot, where_it_is, before.starts, now)
    seats = entry.seats if entry else 1
    return [one for one in found if one.left >= seats][:MOST_OTHERS]


def import_to_tell(
    tx: Transaction, delivery: Delivery, now: datetime
) -> ImportPreview | DeliveryState:
    """Fetch an import that waits to be confirmed; nobody is asked when it was."""
    found = preview_import(tx, int(delivery.fields["change"]), now)
    waits = found.change.sent is None and found.bookings
    return found if waits else DeliveryState.CANCELLED
