"""A ticket's files: the QR code that opens the bot, and the calendar entry.

Their libraries are loaded with the first ticket: they were a tenth of the start.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from bot.domain.booking import Booking
from bot.ids import bare

if TYPE_CHECKING:
    from icalendar import Event, Timezone

QR_SCALE, QR_BORDER = 10, 4
QR_MASK = 4  # any is valid: trying all eight for the prettiest takes 8 ms a ticket


def link(username: str, payload: str) -> str:
    """Return a link that opens the bot with a payload."""
    return f"https://t.me/{username}?start={payload}"


def qr_code(booking: Booking, username: str) -> bytes:
    """Return a PNG whose QR code opens the bot at this booking."""
    import segno

    image = BytesIO()
    target = link(username, f"c_{bare(booking.code)}")
    code = segno.make(target, error="m", micro=False, mask=QR_MASK)
    code.save(image, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return image.getvalue()


def calendar_entry(booking: Booking, *, description: str, now: datetime) -> bytes:
    """Return an iCalendar file; the UID stays, SEQUENCE grows with each change.

    That of a booking which is no more takes its entry out of the calendar.
    """
    return calendar_of((booking,), describe=lambda _one: description, now=now)


def calendar_of(
    bookings: Sequence[Booking], *, describe: Callable[[Booking], str], now: datetime
) -> bytes:
    """Return an iCalendar file of bookings that are all alive, or all gone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//TocToc//toctoc//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if all(one.live for one in bookings) else "CANCEL")
    for booking in bookings:
        calendar.add_component(_event(booking, describe(booking), now))
    timed = (one.slot for one in bookings if not one.slot.time_tba)
    for name, year in sorted({(slot.tz.key, slot.starts.year) for slot in timed}):
        calendar.add_component(_zone(name, year))
    return bytes(calendar.to_ical())


def _event(booking: Booking, description: str, now: datetime) -> "Event":
    from icalendar import Event

    slot, visit = booking.slot, booking.slot.visit
    event = Event()
    event.add("uid", f"{bare(booking.code)}@toctoc")
    event.add("sequence", booking.sequence)
    event.add("status", "CONFIRMED" if booking.live else "CANCELLED")
    event.add("dtstamp", now)
    if slot.time_tba:
        event.add("dtstart", slot.day)
        event.add("dtend", slot.day + timedelta(days=1))
    else:
        event.add("dtstart", slot.starts.astimezone(slot.tz))
        event.add("dtend", slot.ends.astimezone(slot.tz))
    event.add("summary", f"{visit.title} – {visit.host}")
    event.add("location", ", ".join(part for part in (visit.address, visit.city) if part))
    event.add("description", description)
    if visit.lat is not None and visit.lon is not None:
        event.add("geo", (visit.lat, visit.lon))
    return event


@lru_cache
def _zone(name: str, year: int) -> "Timezone":
    """Return a zone's clock changes of a year and the next: all since 1970 take 15 ms a ticket."""
    from icalendar import Timezone

    return Timezone.from_tzid(name, first_date=date(year, 1, 1), last_date=date(year + 1, 12, 31))
