"""Book a class that is split over several slots: all its groups, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.booking import Booking, Order, check_person
from bot.domain.classes import Group
from bot.domain.refusals import NothingFound
from bot.ids import Ids
from bot.services.book import book
from storage import bookings, catalogue
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassOrder:
    """What a teacher asks for with one tap: the groups as they were shown."""

    groups: Sequence[Group]
    chat_id: int | None  # None: the desk books for a caller
    intent: str  # one intent, one booking of each group


def book_class(
    tx: Transaction, order: ClassOrder, *, now: datetime, ids: Ids
) -> tuple[Booking, ...]:
    """Book every group, each with a ticket of its own; the same intent twice books once.

    The groups of a class may be there at the same time, another visit of the teacher may not.
    Raises what `book` raises: then no group is booked.
    """
    return tx.attempt(lambda inner: _book_all(inner, order, now, ids))


def _book_all(tx: Transaction, order: ClassOrder, now: datetime, ids: Ids) -> tuple[Booking, ...]:
    intents = [f"{order.intent}.{number}" for number in range(1, len(order.groups) + 1)]
    if bookings.of_intent(tx, intents[0]) is None:
        _check_free(tx, order, now)
    return tuple(
        book(tx, _order(group, order.chat_id, intent), now=now, ids=ids)
        for group, intent in zip(order.groups, intents, strict=True)
    )


def _check_free(tx: Transaction, order: ClassOrder, now: datetime) -> None:
    others = bookings.coming_of(tx, order.chat_id, now)
    for group in order.groups:
        slot = catalogue.slot(tx, group.slot)
        if slot is None:
            raise NothingFound()
        check_person(slot, others, overlap_agreed=False)


def _order(group: Group, chat_id: int | None, intent: str) -> Order:
    return Order(
        slot_id=group.slot,
        chat_id=chat_id,
        seats=group.seats,
        intent=intent,
        overlap_agreed=True,
        pupils=group.pupils,
        adults=group.adults,
    )
