"""Plain values of the domain for tests: say only what matters, the rest is ordinary."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.booking import Booking, BookingState
from bot.domain.catalogue import Slot, SlotState, Visit
from bot.domain.programme import Audience, Format, Regime
from bot.domain.waitlist import Entry, EntryState

PARIS = ZoneInfo("Europe/Paris")


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return the UTC instant of a wall time in Paris."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


NOW = paris(2026, 11, 16, 9)
STARTS = paris(2026, 11, 24, 14)

VISIT = Visit(
    id=1,
    code="biscuits",
    edition="JLPO 2026",
    host="Maison Biscuit",
    territory="Moselle",
    sector="Agroalimentaire",
    title="Biscuiterie",
    format=Format.VISIT,
    description="Du four à la boîte.",
    address="1 rue du Four",
    postcode="57000",
    city="Metz",
    lat=49.12,
    lon=6.18,
    age_min=None,
    group_max=None,
    pupils_per_adult=None,
    conditions="",
    accessibility="",
    language="",
    contact="",
)


def a_visit(**more: object) -> Visit:
    """Return a visit."""
    return replace(VISIT, **more)  # type: ignore[arg-type]


def a_slot(starts: datetime = STARTS, **more: object) -> Slot:
    """Return an open slot of an hour with six free seats."""
    plain = Slot(
        id=1,
        code="s1",
        visit=VISIT,
        starts=starts,
        ends=starts + timedelta(hours=1),
        day=starts.astimezone(PARIS).date(),
        tz=PARIS,
        time_tba=False,
        audience=frozenset({Audience.PUBLIC}),
        regime=Regime.REQUIRED,
        opens=None,
        closes=starts,
        capacity=6,
        taken=0,
        state=SlotState.OPEN,
        version=1,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def a_booking(**more: object) -> Booking:
    """Return a confirmed booking of one seat by person 7."""
    plain = Booking(
        id=1,
        code="K7M-4PX",
        slot=a_slot(),
        chat_id=7,
        seats=1,
        state=BookingState.CONFIRMED,
        sequence=0,
        coming=False,
        created=NOW,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def an_entry(**more: object) -> Entry:
    """Return a place in the queue, for one seat, of person 7."""
    plain = Entry(
        id=1,
        slot=a_slot(taken=6),
        chat_id=7,
        seats=1,
        state=EntryState.WAITING,
        held=0,
        hold_until=None,
        rank=1,
    )
    return replace(plain, **more)  # type: ignore[arg-type]
