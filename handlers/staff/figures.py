"""Figures for staff: on the screen, as a chart, as a table; each within one's own reach."""

from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.deliveries import TAPPED_TWICE, Delivery, DeliveryState, Kind
from bot.domain.refusals import NothingFound, NotYours
from bot.domain.staff import Right
from bot.domain.stats import By, Stats
from bot.drafts.figures import FiguresDraft
from bot.services.authorise import authorise
from bot.services.count_figures import count_figures
from handlers.callbacks.figures import FiguresBy, FiguresOf, SendFigures
from handlers.screens.figures import FORMS, Paper
from storage import deliveries
from storage.database import Transaction


def by(_tx: Transaction, here: Here, button: FiguresBy) -> Place:
    """Tell the figures apart by something else."""
    return _at(_draft(here.place.draft).model_copy(update={"by": _by(button.by)}))


def of_edition(tx: Transaction, here: Here, button: FiguresOf) -> Place:
    """Show another edition. Raises `NotYours` for one there is not."""
    others = figures(tx, here, here.place.draft).others
    if not 0 <= button.number < len(others):
        raise NotYours()
    chosen = {"edition": others[button.number]}
    return _at(_draft(here.place.draft).model_copy(update=chosen))


def send(tx: Transaction, here: Here, button: SendFigures) -> Place:
    """Owe the figures as a file. Raises `NotYours` for a form there is not."""
    if button.form not in FORMS:
        raise NotYours()
    shown = figures(tx, here, here.place.draft)
    deliveries.add_once(
        tx,
        Delivery(
            kind=Kind.FIGURES,
            chat_id=here.chat_id,
            dedup_key=f"figures:{here.ids.key()}",
            due=here.now,
            urgency=here.now,
            fields={"by": _by(button.by).value, "form": button.form, "edition": shown.edition},
        ),
        here.now - TAPPED_TWICE,
    )
    return here.place


def figures(tx: Transaction, here: Here, draft: Draft) -> Stats:
    """Fetch the figures within reach. Raises `NothingFound` before anything was imported."""
    chosen = _draft(draft)
    reach = here.of_staff().reach(Right.FIGURES)
    return count_figures(
        tx, by=chosen.by, today=here.now.date(), edition=chosen.edition, reach=reach
    )


def paper(tx: Transaction, delivery: Delivery, now: datetime) -> Paper | DeliveryState:
    """Fetch what a file tells, within reach at the moment it is sent."""
    try:
        staff = authorise(tx, delivery.chat_id, Right.FIGURES)
        chosen = By(str(delivery.fields["by"]))
        edition = str(delivery.fields["edition"])
        reach = staff.reach(Right.FIGURES)
        counted = count_figures(tx, by=chosen, today=now.date(), edition=edition, reach=reach)
    except (NotYours, NothingFound):
        return DeliveryState.CANCELLED
    return Paper(stats=counted, form=str(delivery.fields["form"]))


def _by(text: str) -> By:
    if text not in set(By):
        raise NotYours()
    return By(text)


def _draft(draft: Draft) -> FiguresDraft:
    return draft.figures or FiguresDraft()


def _at(chosen: FiguresDraft) -> Place:
    return Place(step=Step.FIGURES, draft=Draft(figures=chosen))
