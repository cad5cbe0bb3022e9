"""Book a chain of meetings: all of them or none, with one ticket for the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.booking import Order
from bot.domain.dating import MOST_COMPANIES, Chain, NoChain, NothingPicked, TooManyCompanies
from bot.domain.deliveries import Delivery, Kind
from bot.domain.refusals import BookingGone
from bot.ids import Ids
from bot.services.book import book
from bot.services.plan_reminders import plan_reminders
from storage import chains, deliveries
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainOrder:
    """What somebody asks for with one tap: the slots as they were proposed."""

    slots: Sequence[int]
    chat_id: int
    intent: str  # one intent, one chain


def book_chain(tx: Transaction, order: ChainOrder, *, now: datetime, ids: Ids) -> Chain:
    """Book every slot, owe one ticket, plan the chain's reminders; the same intent books once.

    Raises what `book` raises: then nothing is booked; `BookingGone` where the same intent booked
    what was cancelled since.
    """
    if (earlier := chains.of_intent(tx, order.intent)) is not None:
        if (chain := chains.of_id(tx, earlier)) is None:
            raise BookingGone()
        return chain
    if not order.slots:
        raise NothingPicked()
    if len(order.slots) > MOST_COMPANIES:
        raise TooManyCompanies(most=MOST_COMPANIES)
    return tx.attempt(lambda inner: _book_all(inner, order, now, ids))


def _book_all(tx: Transaction, order: ChainOrder, now: datetime, ids: Ids) -> Chain:
    chain_id = chains.add(tx, order.chat_id, order.intent, now)
    for number, slot_id in enumerate(order.slots, 1):
        one = Order(
            slot_id=slot_id, chat_id=order.chat_id, seats=1, intent=f"{order.intent}.{number}"
        )
        chains.link(tx, chain_id, book(tx, one, now=now, ids=ids, alone=False).id)
    chain = chains.of_id(tx, chain_id)
    if chain is None:
        raise NoChain()  # every booking was made in this transaction: can't happen
    for booking in chain.bookings:
        plan_reminders(tx, booking, now)
    _owe_ticket(tx, chain, order.chat_id, now)
    return chain


def _owe_ticket(tx: Transaction, chain: Chain, chat_id: int, now: datetime) -> None:
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.CHAIN,
            chat_id=chat_id,
            dedup_key=f"chain:{chain.id}",
            due=now,
            urgency=chain.bookings[0].slot.starts,
            fields={"chain": chain.id},
        ),
    )
