"""A company's queue at a job dating: who comes next, in order."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Wanted
from bot.domain.refusals import NotYours
from bot.domain.staff import Right
from bot.drafts.queue import QueueDraft
from bot.services.check_in import check_in
from handlers.callbacks.dating import MetInQueue, QueueOfHost
from handlers.screens.dating import QueueFacts
from storage import catalogue, chains
from storage.database import Transaction


def of_host(_tx: Transaction, _here: Here, button: QueueOfHost) -> Place:
    """Show another of one's companies."""
    return _at(button.host)


def met(tx: Transaction, here: Here, button: MetInQueue) -> Place:
    """Note that somebody came to their meeting."""
    check_in(tx, here.of_staff(), button.code, 1, now=here.now)
    return _at(button.host)


def queue(tx: Transaction, here: Here, draft: Draft) -> QueueFacts:
    """Fetch the queue of today of a company within reach. Raises `NotYours` for any other."""
    today = here.now.astimezone(catalogue.zone_of(tx, Wanted())).date()
    mine = chains.hosts_of_day(tx, here.of_staff().reach(Right.QUEUE), today)
    wanted = draft.queue.host if draft.queue else None
    place = next((at for at, one in enumerate(mine) if wanted in (None, one.id)), None)
    if place is None:
        if wanted is not None:
            raise NotYours()
        return QueueFacts(host=None, meetings=[], others=[])
    return QueueFacts(
        host=mine[place],
        meetings=chains.meetings_of_host(tx, mine[place].id, today),
        others=[*mine[place + 1 :], *mine[:place]],
    )


def _at(host: int) -> Place:
    return Place(step=Step.QUEUE, draft=Draft(queue=QueueDraft(host=host)))
