"""Ask hosts whose vacancy has ended whether it is still open: once, in the morning."""

from datetime import datetime, time, timedelta

from bot.domain.catalogue import Wanted
from bot.domain.deliveries import Delivery, Kind
from bot.domain.times import at_local, from_text, to_text
from bot.domain.vacancies import Vacancy
from storage import catalogue, deliveries, facts, hiring, vacancies
from storage.database import Transaction

ASKED_UNTIL = "vacancies_asked_until"  # facts: until when, and of which id, hosts were asked
FIRST_LOOK = timedelta(days=1)  # of a database that never asked
ASKED_AT = time(9)  # local, on the day after its last
AT_ONCE = 100  # in one transaction: replies wait for it


def ask_hosts(tx: Transaction, now: datetime) -> int:
    """Owe the question for vacancies that have ended since the last look; return how many.

    One look asks about `AT_ONCE` vacancies at most, though thousands end at one midnight.
    """
    known = facts.get(tx, ASKED_UNTIL)
    since, after = _asked(known) if known else (now - FIRST_LOOK, None)
    ended = vacancies.ended(tx, since, now, after=after, limit=AT_ONCE)
    if ended:
        facts.put(tx, ASKED_UNTIL, f"{to_text(ended[-1].closes)} {ended[-1].id}")
    elif not known:
        facts.put(tx, ASKED_UNTIL, to_text(since))
    return sum(_ask(tx, one, now) for one in ended)


def _asked(known: str) -> tuple[datetime, int | None]:
    """Return the instant and the id of the last one; without an id all of that instant were."""
    instant, _, number = known.partition(" ")
    return from_text(instant), int(number) if number else None


def _ask(tx: Transaction, vacancy: Vacancy, now: datetime) -> int:
    tz = catalogue.zone_of(tx, Wanted())
    due = max(now, at_local(vacancy.expires + timedelta(days=1), ASKED_AT, tz))
    return sum(
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.VACANCY_ASK,
                chat_id=chat_id,
                dedup_key=f"vacancy_ask:{vacancy.id}:{vacancy.expires.isoformat()}:{chat_id}",
                due=due,
                urgency=due,
                fields={"vacancy": vacancy.code},
            ),
        )
        for chat_id in hiring.readers(tx, vacancy.host_id, hiring.territory_of(tx, vacancy.id))
    )
