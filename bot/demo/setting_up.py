"""Puts the demo programme into a database, with a slot or two already full."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.demo.programme import FULL_SLOT_REFS, demo_editions, demo_lines
from bot.demo.vacancies import demo_vacancies
from bot.domain.booking import Order
from bot.domain.times import to_text
from bot.ids import Ids
from bot.services.import_programme import import_programme
from bot.services.import_vacancies import import_vacancies
from bot.services.know_jobs import read_jobs
from storage import bookings, programme
from storage.database import Transaction

STRANGER = 1  # nobody in the cast: who took the last seats


def set_up_programme(tx: Transaction, *, now: datetime, tz: ZoneInfo, ids: Ids) -> None:
    """Import the demo programme once; a database that has it is left as it is."""
    today = now.astimezone(tz).date()
    editions = demo_editions(today)
    if any(programme.edition_id(tx, edition.code) for edition in editions):
        return
    for edition in editions:
        programme.add_edition(
            tx,
            {
                "code": edition.code,
                "name": edition.name,
                "first_day": edition.first_day.isoformat(),
                "last_day": edition.last_day.isoformat(),
                "tz": edition.tz,
                "opens": to_text(edition.opens) if edition.opens else None,
                "theme": edition.theme,
            },
        )
    import_programme(tx, demo_lines(today), tz=tz, ids=ids, now=now)
    declared = demo_vacancies(today)
    import_vacancies(tx, declared, tz=tz, code_of=read_jobs(tx).code_of, ids=ids, now=now)
    for edition in editions:
        for ref in FULL_SLOT_REFS:
            _fill(tx, programme.edition_id(tx, edition.code) or 0, ref, now, ids)


def _fill(tx: Transaction, edition: int, ref: str, now: datetime, ids: Ids) -> None:
    slot = programme.slot(tx, edition, ref)
    if slot is None:
        return
    order = Order(
        slot_id=slot["id"], chat_id=STRANGER, seats=slot["capacity"], intent=f"demo:{ref}"
    )
    bookings.add(tx, order, ids.code(), now)
