"""Count an edition's figures, by one criterion, within somebody's reach."""

from collections.abc import Sequence
from datetime import date

from bot.domain.refusals import NothingFound
from bot.domain.staff import Reach
from bot.domain.stats import By, Counts, Stats
from storage import stats
from storage.database import Transaction
from storage.stats import Edition

NONE = Counts(
    hosts=0,
    visits=0,
    slots=0,
    seats=0,
    bookings=0,
    booked=0,
    waiting=0,
    attended=0,
    no_show=0,
    walk_ins=0,
    pupils=0,
)
EVERYWHERE = Reach(everywhere=True)


def count_figures(
    tx: Transaction, *, by: By, today: date, edition: str | None = None, reach: Reach = EVERYWHERE
) -> Stats:
    """Count an edition, by its code or name; without one, the next that has not ended, or the last.

    Raises `NothingFound` where there is no such edition.
    """
    known = stats.editions(tx)
    chosen = _chosen(known, edition, today)
    whole = stats.parts(tx, chosen.id, By.EDITION, reach)
    return Stats(
        edition=chosen.name,
        others=tuple(one.name for one in known if one.id != chosen.id),
        by=by,
        whole=whole[0].counts if whole else NONE,
        parts=tuple(stats.parts(tx, chosen.id, by, reach)),
        comparison=stats.comparison(tx, chosen.id, reach),
    )


def _chosen(known: Sequence[Edition], named: str | None, today: date) -> Edition:
    if named is not None:
        wanted = [one for one in known if named in (one.code, one.name)]
    else:
        wanted = [one for one in reversed(known) if one.last_day >= today] or list(known)
    if not wanted:
        raise NothingFound()
    return wanted[0]
