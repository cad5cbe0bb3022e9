"""Find whom an import leaves behind: parties that booked and no longer meet the conditions."""

from collections import Counter
from datetime import datetime

from bot.domain.catalogue import Slot
from bot.domain.changes import Misfit, newly_unfit
from bot.domain.programme import Remark
from storage import bookings, catalogue
from storage.database import Transaction

MESSAGES = {
    Misfit.AUDIENCE: "cli.unfit_audience",
    Misfit.TOO_LARGE: "cli.unfit_too_large",
    Misfit.ADULTS: "cli.unfit_adults",
    Misfit.BEGUN: "cli.unfit_begun",
    Misfit.AGE: "cli.unfit_age",
}


def find_misfits(tx: Transaction, before: Slot, line: int, now: datetime) -> list[Remark]:
    """Return a remark for each reason why parties no longer fit on a slot as it is now."""
    after = catalogue.slot(tx, before.id)
    if after is None:
        return []
    booked = bookings.confirmed_on(tx, before.id)
    found = Counter(why for one in booked for why in newly_unfit(one, before, after, now))
    return [
        Remark(
            line=line,
            message_id=MESSAGES[why],
            fields={"count": count, "title": after.visit.title, "age": after.visit.age_min or 0},
        )
        for why, count in found.items()
    ]
