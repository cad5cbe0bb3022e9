"""A class: with more adults, or split over several slots, all or nothing."""

from bot.conversation import Draft, Here, Place, Step
from bot.domain.refusals import NothingFound
from bot.services.book_class import ClassOrder, book_class
from bot.services.split_class import Plan, split_on, splits, with_adults
from handlers.callbacks.wishes import ChooseAdults, ChooseSplit, ConfirmClass
from handlers.staff import calling
from storage.database import Transaction


def adults(_tx: Transaction, here: Here, button: ChooseAdults) -> Place:
    """Take so many adults along, on the sheet or before."""
    changed = with_adults(here.place.draft, max(0, button.adults))
    return Place(step=here.place.step, draft=changed)


def split_ways(tx: Transaction, here: Here, draft: Draft) -> Place:
    """Show how the class can be split; one way alone is asked about at once."""
    plans = splits(tx, draft, here.now)
    if len(plans) == 1:
        return _groups(here, draft, plans[0])
    return Place(step=Step.SPLIT, draft=draft.having())


def split(tx: Transaction, here: Here, button: ChooseSplit) -> Place:
    """Ask about the groups on one day of a visit. Raises `NothingFound`."""
    draft = here.place.draft
    plan = split_on(tx, draft, button.visit, button.day, here.now)
    if plan is None:
        raise NothingFound()
    return _groups(here, draft, plan)


def confirm(tx: Transaction, here: Here, button: ConfirmClass) -> Place:
    """Book the groups on the screen, all or none."""
    order = ClassOrder(groups=here.place.draft.groups, chat_id=here.chat_id, intent=button.intent)
    if here.place.draft.caller is not None:
        return calling.confirm_class(tx, here, order, here.place.draft.caller)
    booked = book_class(tx, order, now=here.now, ids=here.ids)
    codes = tuple(one.code for one in booked)
    return Place(step=Step.GROUPS_BOOKED, draft=Draft(bookings=codes))


def _groups(here: Here, draft: Draft, plan: Plan) -> Place:
    asked = draft.having(groups=plan.groups, intent=here.ids.key())
    return Place(step=Step.GROUPS, draft=asked)
