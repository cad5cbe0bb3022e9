"""The staff menu: what somebody's roles let them do."""

from bot.conversation import Draft, Step
from bot.domain.staff import Right, Staff
from bot.i18n import Translator
from handlers.callbacks import Button, Go
from handlers.screens.listing import home_key
from handlers.screens.screen import Key, Screen

ENTRIES: tuple[tuple[str, Right, Button], ...] = (  # label's message id, right, where it leads
    ("staff.desk", Right.DESK, Go(Step.DESK)),
    ("staff.check_in", Right.CHECK_IN, Go(Step.CHECK_IN)),
    ("staff.roster", Right.ROSTER, Go(Step.ROSTER)),
    ("staff.queue", Right.QUEUE, Go(Step.QUEUE)),
    ("staff.figures", Right.FIGURES, Go(Step.FIGURES)),
    ("hiring.staff_menu", Right.VACANCIES, Go(Step.VACANCIES)),
    ("changes.menu", Right.LATE, Go(Step.CHANGE_WHERE)),
    ("changes.calls", Right.CALLS, Go(Step.CALLS)),
    ("broadcast.menu", Right.BROADCAST, Go(Step.BROADCASTS)),
    ("staff.team", Right.INVITE, Go(Step.TEAM)),
    ("staff.audit", Right.AUDIT, Go(Step.AUDIT)),
)


def menu(staff: Staff | None, _draft: Draft, t: Translator) -> Screen:
    """Draw what one may do."""
    rows = [
        (Key(t.label(label), button, numbered=True),)
        for label, right, button in ENTRIES
        if staff is not None and staff.may(right)
    ]
    return Screen(text=t("staff.menu"), rows=(*rows, (home_key(t),)))
