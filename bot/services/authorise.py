"""Ask whether somebody may do what they are about to do; everything of staff begins here."""

from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from storage import staff
from storage.database import Transaction


def authorise(tx: Transaction, user_id: int, right: Right) -> Staff:
    """Return somebody's roles as they are now. Raises `NotYours` without the right.

    It is asked at every tap, every text and every drawing of a staff screen: a role that was
    revoked ends at once. Whether the right reaches a slot or a host, its service asks.
    """
    found = staff.find(tx, user_id)
    if found is None or not found.may(right):
        raise NotYours()
    return found
