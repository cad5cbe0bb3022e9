"""What a search of the catalogue is in SQL: conditions on slots, and their values."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.catalogue import Wanted
from bot.domain.programme import Audience
from bot.domain.times import to_text
from storage.row_numbers import listed

SEATS = "slot.state = 'open' AND (slot.taken < slot.capacity OR slot.regime = 'none')"
LISTED = "slot.state = 'open' AND slot.audience <> 'press'"
FOR_THE_PRESS = "slot.state = 'open'"  # what journalists are shown: their own slots too
PLACES = ("territory_id", "sector_id")
# A local day begins and ends between these hours of UTC, wherever on earth it is.
EARLIEST, LATEST = timedelta(hours=-14), timedelta(days=1, hours=12)

Values = dict[str, object]
After = tuple[datetime, int]  # the start and the id of a slot


def fitting(
    wanted: Wanted, now: datetime, *, after: After | None = None, of: str | None = None
) -> tuple[str, Values]:
    """Return the conditions on listed slots still to be booked that fit, and their values.

    With `after`, only those that follow a slot in order of start and id; with `of`, those of a
    row of `territory` or `sector`. `+` and `|| ''` keep indexes out: the place and the start,
    or the visits, lead.
    """
    values: Values = {"now": to_text(now)}
    listed = FOR_THE_PRESS if wanted.audience is Audience.PRESS else LISTED
    place, time_ = _place(wanted, of, values), _time(wanted, after, values)
    clauses = [listed, "slot.closes || '' > :now", *place, *time_]
    if wanted.day is not None:
        clauses.append("slot.day || '' = :day")
        values["day"] = wanted.day.isoformat()
    if wanted.audience is not None:
        clauses.append("(slot.audience LIKE :audience OR slot.audience LIKE :everybody)")
        values |= {"audience": f"%{wanted.audience}%", "everybody": f"%{Audience.PUBLIC}%"}
    if wanted.seats is not None:
        clauses.append("(slot.regime = 'none' OR slot.taken + :seats <= slot.capacity)")
        values["seats"] = wanted.seats
    return " AND ".join(clauses), values


def _place(wanted: Wanted, of: str | None, values: Values) -> list[str]:
    """Let the visits lead where they are named, else the territory."""
    clauses = []
    if wanted.visit_id is not None:
        clauses.append("slot.visit_id = :visit_id")
        values["visit_id"] = wanted.visit_id
    if wanted.among is not None:
        clauses.append(f"slot.visit_id IN ({listed(wanted.among)})")
    led = "+" if clauses else ""
    for name in PLACES:
        if (value := getattr(wanted, name)) is not None:
            clauses.append(f"{led}slot.{name} = :{name}")
            values[name] = value
    if of is not None:
        clauses.append(f"{led}slot.{of}_id = {of}.id")
    if wanted.territory_id is None and of != "territory" and not led:
        clauses.append("slot.territory_id IN (SELECT id FROM territory)")
    return clauses


def _time(wanted: Wanted, after: After | None, values: Values) -> list[str]:
    """Return one lower and one upper limit of the start: what an index can be entered with."""
    lowest = _present(wanted.since, _midnight(wanted.day, EARLIEST))
    highest = _present(wanted.until, _midnight(wanted.day, LATEST))
    clauses = []
    if highest:
        clauses.append("slot.starts < :until")
        values["until"] = to_text(min(highest))
    if after is not None and after[0] >= max(lowest, default=after[0]):
        values |= {"after": to_text(after[0]), "after_id": after[1]}
        return [*clauses, "(slot.starts, slot.id) > (:after, :after_id)"]
    if lowest:
        clauses.append("slot.starts >= :since")
        values["since"] = to_text(max(lowest))
    return clauses


def _present(*moments: datetime | None) -> list[datetime]:
    return [moment for moment in moments if moment is not None]


def _midnight(day: date | None, later: timedelta) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, tzinfo=UTC) + later
