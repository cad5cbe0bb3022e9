"""The answers among which people choose, and how much lies behind each.

What depends on the place alone is read from counts that triggers keep, by the UTC day on which
booking closes; only what closes on the present day is looked at one by one (docs/decisions/0017).
What depends on more is counted, within what was asked for.
"""

from datetime import date, datetime, timedelta

from bot.domain.catalogue import Choice, DayChoice, Wanted
from bot.domain.times import to_text
from storage.database import Row, Transaction
from storage.fitting import FOR_THE_PRESS, LISTED, PLACES, SEATS, Values, fitting

IN_SLOTS = "IN (SELECT id FROM sector)"  # an index by sector can be entered, sector by sector
IN_COUNTS = "= 0"  # all sectors are counted together, too


def territories(tx: Transaction, wanted: Wanted, now: datetime) -> list[Choice]:
    """Return the territories with coming visits, by name, and how many still have seats."""
    return _choices(tx, "territory", wanted, now)


def sectors(tx: Transaction, wanted: Wanted, now: datetime) -> list[Choice]:
    """Return the sectors with coming visits, by name, and how many still have seats."""
    return _choices(tx, "sector", wanted, now)


def days(tx: Transaction, wanted: Wanted, now: datetime, *, full: bool = False) -> list[DayChoice]:
    """Return the days with seats, soonest first; all days when every slot is full, or on wish."""
    ask = _kept_days if _is_kept(wanted) else _counted_days
    rows = [] if full else tx.fetch_all(*ask(wanted, now, full=False))
    rows = rows or tx.fetch_all(*ask(wanted, now, full=True))
    return [DayChoice(day=date.fromisoformat(row["day"]), slots=row["slots"]) for row in rows]


def few_territories(tx: Transaction, wanted: Wanted, now: datetime, limit: int) -> list[int]:
    """Return at most so many of `territories`, by id."""
    return _few(tx, "territory", wanted, now, limit)


def few_sectors(tx: Transaction, wanted: Wanted, now: datetime, limit: int) -> list[int]:
    """Return at most so many of `sectors`, by id."""
    return _few(tx, "sector", wanted, now, limit)


def few_days(tx: Transaction, wanted: Wanted, now: datetime, limit: int) -> list[date]:
    """Return at most so many of `days`, whichever are found first."""
    if _is_kept(wanted):
        where, values = _where(wanted, "slot", IN_SLOTS), _values(wanted, now)
        free, listed = "slot.bookable_until > :now", f"{LISTED} AND slot.closes > :now"
    else:
        where, values = fitting(wanted, now)
        free, listed = SEATS, FOR_THE_PRESS  # the search itself says who is shown what
    rows: list[Row] = []
    for which in (free, listed):
        rows = rows or tx.fetch_all(
            f"SELECT DISTINCT slot.day FROM slot WHERE {which} AND {where} LIMIT :limit",  # noqa: S608
            {**values, "limit": limit},
        )
    return [date.fromisoformat(row["day"]) for row in rows]


def _choices(tx: Transaction, noun: str, wanted: Wanted, now: datetime) -> list[Choice]:
    ask = _kept_choices if _is_kept(wanted) else _counted_choices
    rows = tx.fetch_all(*ask(noun, wanted, now))
    return [Choice(id=row["id"], name=row["name"], visits=row["visits"]) for row in rows]


def _few(tx: Transaction, noun: str, wanted: Wanted, now: datetime, limit: int) -> list[int]:
    if _is_kept(wanted):
        where, values = _coming(noun, wanted), _values(wanted, now)
    else:
        where, values = fitting(wanted, now, of=noun)
    rows = tx.fetch_all(
        f"""SELECT {noun}.id FROM {noun} WHERE EXISTS (SELECT 1 FROM slot WHERE {where})
            LIMIT :limit""",  # noqa: S608
        {**values, "limit": limit},
    )
    return [row["id"] for row in rows]


def _is_kept(wanted: Wanted) -> bool:
    """Tell whether a search names a place and nothing else."""
    return wanted == Wanted(territory_id=wanted.territory_id, sector_id=wanted.sector_id)


def _kept_choices(noun: str, wanted: Wanted, now: datetime) -> tuple[str, Values]:
    of_count = _where(wanted, "kept", IN_COUNTS, noun)
    of_visit = _where(wanted, "visit", None, noun)
    sql = f"""
        SELECT {noun}.id, {noun}.name, (
                SELECT COALESCE(SUM(visits), 0) FROM visit_count AS kept
                WHERE {of_count} AND kept.closing > :today
            ) + (
                SELECT COUNT(*) FROM visit WHERE {of_visit}
                AND visit.bookable_until > :now AND visit.bookable_until < :tomorrow
            ) AS visits
        FROM {noun} WHERE EXISTS (SELECT 1 FROM slot WHERE {_coming(noun, wanted)})
        ORDER BY {noun}.name"""  # noqa: S608
    return sql, _values(wanted, now)


def _coming(noun: str, wanted: Wanted) -> str:
    """Return that a slot is listed, still to be booked, and of a row of `noun`."""
    itself = f"AND slot.{noun}_id = :{noun}_id" if getattr(wanted, f"{noun}_id") else ""
    of_slot = _where(wanted, "slot", IN_SLOTS, noun)
    return f"{LISTED} AND {of_slot} AND slot.closes > :now {itself}"


def _counted_choices(noun: str, wanted: Wanted, now: datetime) -> tuple[str, Values]:
    where, values = fitting(wanted, now)
    sql = f"""
        SELECT {noun}.id, {noun}.name,
               COUNT(DISTINCT CASE WHEN {SEATS} THEN slot.visit_id END) AS visits
        FROM slot JOIN {noun} ON {noun}.id = slot.{noun}_id WHERE {where}
        GROUP BY {noun}.id, {noun}.name ORDER BY {noun}.name"""  # noqa: S608
    return sql, values


def _kept_days(wanted: Wanted, now: datetime, *, full: bool) -> tuple[str, Values]:
    of_count = _where(wanted, "kept", IN_COUNTS)
    of_slot = _where(wanted, "slot", IN_SLOTS)
    full_ones = f"""UNION ALL SELECT slot.day, 1, 0 FROM slot WHERE {LISTED} AND {of_slot}
            AND slot.closes > :now AND slot.closes < :tomorrow"""  # noqa: S608
    sql = f"""
        SELECT day, SUM(with_seats) AS slots FROM (
            SELECT kept.day, kept.listed, kept.with_seats FROM slot_count AS kept
            WHERE {of_count} AND kept.closing > :today
            UNION ALL SELECT slot.day, 1, 1 FROM slot WHERE {of_slot}
            AND slot.bookable_until > :now AND slot.bookable_until < :tomorrow
            {full_ones if full else ""}) AS found
        GROUP BY day HAVING SUM({"listed" if full else "with_seats"}) > 0 ORDER BY day"""  # noqa: S608
    return sql, _values(wanted, now)


def _counted_days(wanted: Wanted, now: datetime, *, full: bool) -> tuple[str, Values]:
    where, values = fitting(wanted, now)
    sql = f"""
        SELECT slot.day, COUNT(CASE WHEN {SEATS} THEN 1 END) AS slots
        FROM slot WHERE {where} {"" if full else f"AND {SEATS}"}
        GROUP BY slot.day ORDER BY slot.day"""  # noqa: S608
    return sql, values


def _where(wanted: Wanted, table: str, any_sector: str | None, noun: str = "") -> str:
    """Return the place in a table's words: of the row of `noun`, else the one that is wanted."""
    clauses = []
    for name, anywhere in zip(PLACES, ("IN (SELECT id FROM territory)", any_sector), strict=True):
        if name == f"{noun}_id":
            clauses.append(f"{table}.{name} = {noun}.id")
        elif getattr(wanted, name) is not None:
            clauses.append(f"{table}.{name} = :{name}")
        elif anywhere:
            clauses.append(f"{table}.{name} {anywhere}")
    return " AND ".join(clauses)


def _values(wanted: Wanted, now: datetime) -> Values:
    values: Values = {"now": to_text(now)}
    values |= {"today": to_text(now)[:10], "tomorrow": to_text(now + timedelta(days=1))[:10]}
    return values | {name: getattr(wanted, name) for name in PLACES}
