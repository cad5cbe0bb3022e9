"""Figures for staff: on the screen, as a chart, as a table; each within one's own reach."""

from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from bot.domain.refusals import NothingFound, NotYours
from bot.domain.staff import Reach, Right
from bot.domain.stats import By, Stats
from bot.drafts.figures import FiguresDraft
from bot.services.authorise import authorise
from bot.services.count_figures import count_figures
from handlers.callbacks.figures import FiguresBy, SendFigures
from handlers.screens.figures import FORMS, Paper
from storage import deliveries
from storage.database import Transaction


def by(_tx: Transaction, _here: Here, button: FiguresBy) -> Place:
    """Tell the figures apart by something else."""
    return _at(_by(button.by))


def send(tx: Transaction, here: Here, button: SendFigures) -> Place:
    """Owe the figures as a file. Raises `NotYours` for a form there is not."""
    if button.form not in FORMS:
        raise NotYours()
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.FIGURES,
            chat_id=here.chat_id,
            dedup_key=f"figures:{here.ids.key()}",
            due=here.now,
            urgency=here.now,
            fields={"by": _by(button.by).value, "form": button.form},
        ),
    )
    return _at(_by(button.by))


def figures(tx: Transaction, here: Here, draft: Draft) -> Stats:
    """Fetch the figures within reach. Raises `NothingFound` before anything was imported."""
    chosen = draft.figures or FiguresDraft()
    reach = here.staff.reach(Right.FIGURES) if here.staff is not None else Reach()
    return count_figures(tx, by=chosen.by, reach=reach)


def paper(tx: Transaction, delivery: Delivery, _now: datetime) -> Paper | DeliveryState:
    """Fetch what a file tells, within reach at the moment it is sent."""
    try:
        staff = authorise(tx, delivery.chat_id, Right.FIGURES)
        chosen = By(str(delivery.fields["by"]))
        counted = count_figures(tx, by=chosen, reach=staff.reach(Right.FIGURES))
    except (NotYours, NothingFound):
        return DeliveryState.CANCELLED
    return Paper(stats=counted, form=str(delivery.fields["form"]))


def _by(text: str) -> By:
    if text not in set(By):
        raise NotYours()
    return By(text)


def _at(chosen: By) -> Place:
    return Place(step=Step.FIGURES, draft=Draft(figures=FiguresDraft(by=chosen)))
