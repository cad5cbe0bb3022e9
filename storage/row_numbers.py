"""Row numbers written into SQL: the one place where values are no parameters."""

from collections.abc import Iterable


def listed(ids: Iterable[int]) -> str:
    """Return row numbers for `IN (…)`; none at all is a list of nothing."""
    return ", ".join(str(int(one)) for one in ids) or "NULL"
