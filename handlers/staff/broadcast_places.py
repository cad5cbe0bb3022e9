"""What the places and letters of broadcasts are given to draw."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.broadcast import (
    Broadcast,
    BroadcastState,
    Circle,
    Part,
    PartChoice,
    may_go_at,
)
from bot.domain.catalogue import Wanted
from bot.domain.deliveries import Delivery, DeliveryState, Later
from bot.domain.staff import Right
from bot.domain.text import fold
from bot.services.count_audience import count_audience
from bot.services.pause_broadcast import find_broadcast
from bot.services.start_broadcast import within_reach
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import broadcast, broadcast_card
from handlers.screens.broadcast import CircleFacts, PickFacts, PreviewFacts
from handlers.screens.broadcast_card import CardFacts, ListFacts, Said
from handlers.staff.broadcast import draft_of
from storage import broadcast_mail, broadcasts, catalogue, circles, recipients
from storage.database import Transaction

LISTED = 40  # the newest broadcasts
LOOK_AGAIN = timedelta(minutes=1)  # at one that is paused; going on with it makes it due at once


def newest(tx: Transaction, here: Here, _draft: Draft) -> ListFacts:
    """Fetch the newest broadcasts that somebody may see."""
    staff = here.of_staff()
    user_id = None if staff.reach(Right.BROADCAST).everywhere else staff.user_id
    found = broadcasts.latest(tx, user_id=user_id, limit=LISTED)
    return ListFacts(broadcasts=found, tz=catalogue.zone_of(tx, Wanted()))


def circle(tx: Transaction, here: Here, draft: Draft) -> CircleFacts:
    """Fetch what the circle is narrowed to, and how many people are in it."""
    chosen = _circle(here, draft)
    headcount = count_audience(tx, chosen, here.now)
    return CircleFacts(headcount=headcount, names=circles.names(tx, chosen))


def pick(tx: Transaction, here: Here, draft: Draft) -> PickFacts:
    """Fetch the values of a part to choose among."""
    part = draft_of(draft).picking or Part.TERRITORY
    others = draft_of(draft).having(**{part.value: None}).circle(None)
    found = circles.choices(tx, within_reach(others, here.of_staff()), part, here.now)
    fitting = [one for one in found if draft.query is None or draft.query in fold(_said(one))]
    return PickFacts(part=part, choices=fitting)


def _said(one: PartChoice) -> str:
    return one.name or one.value


def preview(tx: Transaction, here: Here, draft: Draft) -> PreviewFacts:
    """Fetch whom it goes to, and how many they are."""
    chosen = _circle(here, draft)
    return PreviewFacts(
        headcount=count_audience(tx, chosen, here.now),
        names=circles.names(tx, chosen),
        tz=catalogue.zone_of(tx, Wanted()),
    )


def card(tx: Transaction, here: Here, draft: Draft) -> CardFacts:
    """Fetch where a broadcast stands. Raises `NotYours`."""
    found = find_broadcast(tx, here.of_staff(), draft_of(draft).broadcast or 0)
    return _card(tx, found, here.now)


def _card(tx: Transaction, found: Broadcast, now: datetime) -> CardFacts:
    tz = catalogue.zone_of(tx, Wanted())
    waits = may_go_at(now, tz, found.kind, None)
    return CardFacts(
        broadcast=found,
        tally=broadcast_mail.tally(tx, found),
        names=circles.names(tx, found.circle),
        waits_until=waits if waits > now else None,
        now=now,
        tz=tz,
    )


def _circle(here: Here, draft: Draft) -> Circle:
    return within_reach(draft_of(draft).circle(None), here.of_staff())


def to_read(tx: Transaction, delivery: Delivery, now: datetime) -> Said | DeliveryState | Later:
    """Fetch what a broadcast says to one person, if they are still concerned and it may go now."""
    found = broadcasts.find(tx, delivery.broadcast_id or 0)
    if found is None or found.state is BroadcastState.CANCELLED:
        return DeliveryState.CANCELLED
    if found.state is BroadcastState.PAUSED:
        return Later(now + LOOK_AGAIN)
    if not recipients.is_concerned(tx, found.circle, delivery.chat_id, now):
        return DeliveryState.CANCELLED
    slot = catalogue.slot(tx, delivery.slot_id) if delivery.slot_id else None
    tz = slot.tz if slot else catalogue.zone_of(tx, Wanted())
    at = may_go_at(now, tz, found.kind, slot.starts if slot else None)
    return Later(at) if at > now else Said(content=found.content, kind=found.kind)


def sample(_tx: Transaction, delivery: Delivery, _now: datetime) -> Said:
    """Fetch what a broadcast being composed says in one language."""
    return Said.of_sample(delivery.fields)


def report(tx: Transaction, delivery: Delivery, now: datetime) -> CardFacts | DeliveryState:
    """Fetch the final numbers."""
    found = broadcasts.find(tx, int(delivery.fields["broadcast"]))
    return _card(tx, found, now) if found is not None else DeliveryState.CANCELLED


BROADCAST_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.BROADCASTS: PlaceSpec(newest, broadcast_card.listed, right=Right.BROADCAST),
    Step.BROADCAST_PEOPLE: PlaceSpec(nothing, broadcast.people, right=Right.BROADCAST),
    Step.BROADCAST_CIRCLE: PlaceSpec(circle, broadcast.circle, right=Right.BROADCAST),
    Step.BROADCAST_PICK: PlaceSpec(pick, broadcast.pick, right=Right.BROADCAST),
    Step.BROADCAST_TEXT: PlaceSpec(nothing, broadcast.text, right=Right.BROADCAST),
    Step.BROADCAST_WHEN: PlaceSpec(nothing, broadcast.when, right=Right.BROADCAST),
    Step.BROADCAST_PREVIEW: PlaceSpec(preview, broadcast.preview, right=Right.BROADCAST),
    Step.BROADCAST_CARD: PlaceSpec(card, broadcast_card.card, right=Right.BROADCAST),
}
