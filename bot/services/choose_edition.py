"""Which edition a file speaks of: last year's campaign of the same name is another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.programme import SlotLine
from bot.domain.text import fold
from storage import programme
from storage.database import Transaction

APART = timedelta(days=180)  # so far from an edition's days, the same name is another edition's


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An edition as it is found, or is to be added: its id is None then."""

    id: int | None
    code: str
    name: str


def choose_edition(
    tx: Transaction, name: str, lines: Sequence[SlotLine], days: Sequence[date], now: datetime
) -> Named:
    """Return the edition of that name that a file's lines belong to: the nearest to their days.

    Where all of that name are half a year away it is a new one, named with its year; unless one
    has a slot to come that the file names: that is put off.
    """
    alike = programme.editions_named(tx, fold(name))
    near = [one for one in alike if _apart(one, days) < APART or _is_put_off(tx, one, lines, now)]
    if near:
        found = min(near, key=lambda one: _apart(one, days))
        return Named(id=found.id, code=found.code, name=name)
    dated = f"{name} {min(days).year}" if alike else name
    return Named(id=None, code=fold(dated), name=dated)


def _apart(one: programme.EditionDays, days: Sequence[date]) -> timedelta:
    """Return how many days lie between an edition and those of a file; none where they meet."""
    return max(one.first - max(days), min(days) - one.last, timedelta())


def _is_put_off(
    tx: Transaction, one: programme.EditionDays, lines: Sequence[SlotLine], now: datetime
) -> bool:
    refs = (line.ref for line in lines if line.ref)
    return any(programme.has_to_come(tx, one.id, ref, now) for ref in refs)
