"""Find what a file no longer names: booked slots of its hosts, which stay as they are."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.catalogue import Slot
from storage import catalogue, programme
from storage.database import Transaction


def find_missing(
    tx: Transaction, met: Iterable[tuple[int, int, str]], now: datetime
) -> tuple[Slot, ...]:
    """Return the coming booked slots of the hosts of a file that the file does not name.

    `met` are the file's slots: edition, host, and the file's own name for each.
    """
    in_file = set(met)
    pairs = {(edition, host) for edition, host, _ in in_file}
    missing = [
        row["id"]
        for edition, host in sorted(pairs)
        for row in programme.booked_of_host(tx, edition, host, now)
        if (edition, host, row["ref"]) not in in_file
    ]
    found = (catalogue.slot(tx, one) for one in missing)
    return tuple(one for one in found if one is not None)
