"""Count an edition's figures, by one criterion, within somebody's reach."""

from bot.domain.refusals import NothingFound
from bot.domain.staff import Reach
from bot.domain.stats import By, Counts, Stats
from storage import stats
from storage.database import Transaction

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
    tx: Transaction, *, by: By, edition: str | None = None, reach: Reach = EVERYWHERE
) -> Stats:
    """Count an edition, by its code or name; the newest when none is named.

    Raises `NothingFound` where there is no such edition.
    """
    known = stats.editions(tx)
    wanted = [one for one in known if edition in (None, one.code, one.name)]
    if not wanted:
        raise NothingFound()
    chosen = wanted[0]
    whole = stats.parts(tx, chosen.id, By.EDITION, reach)
    return Stats(
        edition=chosen.name,
        by=by,
        whole=whole[0].counts if whole else NONE,
        parts=tuple(stats.parts(tx, chosen.id, by, reach)),
        comparison=stats.comparison(tx, chosen.id, reach),
    )
