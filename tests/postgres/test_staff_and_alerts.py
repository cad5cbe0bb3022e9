"""Staff, figures, alerts and chains on PostgreSQL: the same statements, and several at once."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.alerts import VisitSearch
from bot.domain.booking import Booking, Order
from bot.domain.checkin import WasCancelled
from bot.domain.desk import Caller
from bot.domain.programme import Format
from bot.domain.staff import Grant, Reach, Right, Role
from bot.domain.stats import By
from bot.domain.team import InviteOver
from bot.domain.vacancies import JobQuestion, Spot, VacancyLine
from bot.ids import RandomIds
from bot.services.answer_invite import answer_invite, revoke
from bot.services.authorise import authorise
from bot.services.book_chain import ChainOrder, book_chain
from bot.services.book_for_caller import book_for_caller
from bot.services.change_for_caller import cancel_for_caller
from bot.services.check_in import check_in
from bot.services.claim_booking import claim_booking
from bot.services.count_figures import count_figures
from bot.services.forget import forget
from bot.services.import_programme import import_programme
from bot.services.import_vacancies import import_vacancies
from bot.services.invite import invite
from bot.services.keep_alert import change_alert, keep_alert
from bot.services.match_alerts import match_alerts
from bot.services.open_invite import open_invite
from bot.services.propose_chain import propose_chain
from bot.services.send_alerts import send_alerts
from bot.services.tidy_up import tidy_up
from storage import audit, chains, invites, staff
from storage.database import Transaction
from storage.postgres import PostgresDatabase
from tests.support.day import admin
from tests.support.hiring import a_vacancy
from tests.support.programme import slot
from tests.support.values import NOW, PARIS, STARTS, paris

INES, TOM, NADIA = 71_000_001, 72_000_002, 73_000_003
IDS = RandomIds()
EVENING = paris(2026, 11, 16, 18, 1)


def add(tx: Transaction, title: str = "Biscuiterie", **more: object) -> int:
    """Import one slot; return its id."""
    line = slot(title, more.pop("starts", STARTS.astimezone(PARIS)), **more)  # type: ignore[arg-type]
    import_programme(tx, (line,), tz=PARIS, ids=IDS, now=NOW)
    row = tx.fetch_one("SELECT MAX(id) AS id FROM slot")
    assert row is not None
    return int(row["id"])


def one(tx: Transaction, sql: str) -> object:
    """Return the first value of a query."""
    row = tx.fetch_one(sql)
    return None if row is None else next(iter(row.values()))


def team(tx: Transaction) -> None:
    """Invite, open, confirm, revoke; everything is written down."""
    staff.name_admins(tx, (NADIA,), NOW)
    staff.name_admins(tx, (NADIA,), NOW)
    nadia = authorise(tx, NADIA, Right.INVITE)
    territory = one(tx, "SELECT MIN(id) FROM territory")
    grant = Grant(role=Role.ORGANISER, territory_id=int(str(territory)))
    secret = invite(tx, nadia, grant, "Paul", now=NOW, ids=IDS)
    opened = open_invite(tx, secret, user_id=TOM, now=NOW, ids=IDS)
    assert open_invite(tx, secret, user_id=TOM, now=NOW, ids=IDS) == opened
    with pytest.raises(InviteOver):
        open_invite(tx, secret, user_id=INES, now=NOW, ids=IDS)
    answer_invite(tx, nadia, opened.id, confirmed=True, now=NOW)
    with pytest.raises(InviteOver):
        answer_invite(tx, nadia, opened.id, confirmed=True, now=NOW)
    assert authorise(tx, TOM, Right.CHANGE).reach(Right.CHANGE).territories == {territory}
    paul = next(member for member in staff.members(tx) if member.user_id == TOM)
    revoke(tx, nadia, paul.id, now=NOW)
    assert staff.find(tx, TOM) is None
    assert len(audit.latest(tx, limit=9)) == 3
    assert invites.of_id(tx, opened.id) is not None


async def test_the_team_is_invited_and_taken_back(database: PostgresDatabase) -> None:
    await database.write(add)
    await database.write(team)


async def test_figures_are_counted_by_everything_and_within_reach(
    database: PostgresDatabase,
) -> None:
    await database.write(add)
    nowhere = Reach(territories=frozenset({0}))
    for by in By:
        count = partial(count_figures, by=by, today=NOW.date())
        assert (await database.read(count)).whole.slots == 1
        assert (await database.read(partial(count, reach=nowhere))).whole.slots == 0


def watched(tx: Transaction) -> None:
    """Keep searches; bring what fits, with and without a place on the map."""
    add(tx)
    near = Spot(name="Metz", lat=49.12, lon=6.18, km=20)
    for search in (VisitSearch(territory_id=1), VisitSearch(spot=near), JobQuestion(spot=near)):
        kept = keep_alert(tx, search, chat_id=INES, now=NOW)
    change_alert(tx, kept.id, chat_id=INES, now=NOW, hour=12)
    keep_alert(tx, VisitSearch(territory_id=1), chat_id=TOM, now=NOW)
    add(tx, "Sans carte")
    add(tx, "Sur la carte", lat=49.1, lon=6.2)


async def test_alerts_find_what_is_new_wherever_it_is(database: PostgresDatabase) -> None:
    await database.write(watched)
    await database.write(lambda tx: match_alerts(tx, NOW))
    await database.write(lambda tx: send_alerts(tx, EVENING))
    await database.write(lambda tx: send_alerts(tx, EVENING))
    rows = await database.read(
        lambda tx: tx.fetch_all("SELECT chat_id FROM delivery WHERE kind = 'alert' ORDER BY 1")
    )
    assert [row["chat_id"] for row in rows] == [INES, INES, TOM]


def meetings(tx: Transaction, host: str) -> int:
    """Let a company meet people twice for ten minutes; return its visit."""
    for minute in (0, 20):
        starts = STARTS.astimezone(PARIS) + timedelta(minutes=minute)
        more: dict[str, object] = {"host": host, "format": Format.JOB_DATING, "capacity": 1}
        add(tx, f"Rencontre {host}", starts=starts, ends=starts + timedelta(minutes=9), **more)
    return int(str(one(tx, "SELECT MAX(visit_id) FROM slot")))


def chained(tx: Transaction) -> list[int]:
    """Meet two companies; cancel nothing, repeat the tap, look at the queue."""
    acier, bois = meetings(tx, "Acier"), meetings(tx, "Bois")
    day = STARTS.date()
    there = chains.dating(tx, acier, day, NOW)
    assert [company.free for company in there.companies] == [2, 2]
    found = propose_chain(tx, (acier, bois), day, chat_id=INES, since=NOW, now=NOW)
    order = ChainOrder(slots=[one.id for one in found], chat_id=INES, intent="Kw3")
    chain = book_chain(tx, order, now=NOW, ids=IDS)
    assert book_chain(tx, order, now=NOW, ids=IDS) == chain
    assert chains.owner(tx, chain.id) == INES
    assert chains.of_booking(tx, chain.bookings[0]) == chain
    hosts = chains.hosts_of_day(tx, admin().reach(Right.QUEUE), day)
    return [len(chains.meetings_of_host(tx, host.id, day)) for host in hosts]


async def test_a_chain_is_booked_whole(database: PostgresDatabase) -> None:
    assert await database.write(chained) == [1, 1]


def called(tx: Transaction) -> Booking:
    order = Order(slot_id=add(tx), chat_id=None, seats=1, intent="call")
    return book_for_caller(tx, admin(), order, Caller(name="Zoé", phone=""), now=NOW, ids=IDS)


async def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_shown_nothing(
    database: PostgresDatabase,
) -> None:
    code = (await database.write(called)).code
    looked = threading.Barrier(2)

    def claims(tx: Transaction, who: int) -> Booking | None:
        tx.fetch_one("SELECT 1 AS one")
        looked.wait(10)
        return claim_booking(tx, code, chat_id=who, now=NOW)

    async def of(who: int) -> Booking | None:
        return await database.write(partial(claims, who=who))

    shown = [found for found in await asyncio.gather(of(INES), of(TOM)) if found is not None]
    owners = await database.read(lambda tx: tx.fetch_all("SELECT chat_id FROM booking"))
    assert [found.chat_id for found in shown] == [owners[0]["chat_id"]]


async def test_many_keep_the_same_search_at_once(database: PostgresDatabase) -> None:
    await database.write(add)

    def keeps(tx: Transaction, who: int) -> int:
        return keep_alert(tx, VisitSearch(territory_id=1), chat_id=who, now=NOW).chat_id

    async with asyncio.TaskGroup() as group:
        kept = [group.create_task(database.write(partial(keeps, who=who))) for who in range(1, 17)]
    assert [task.result() for task in kept] == list(range(1, 17))
    assert await database.read(lambda tx: one(tx, "SELECT COUNT(*) FROM search")) == 1


def everything_about_tom(tx: Transaction) -> None:
    watched(tx)
    match_alerts(tx, NOW)
    send_alerts(tx, EVENING)
    staff.add(tx, TOM, Grant(role=Role.DESK), granted_by=INES, now=NOW, name="Tom")
    invite(tx, admin(TOM), Grant(role=Role.DESK), "Lou", now=NOW, ids=IDS)


async def test_erasing_and_tidying_leave_nothing_of_staff_and_alerts(
    database: PostgresDatabase,
) -> None:
    await database.write(everything_about_tom)
    for who in (INES, TOM):
        await database.write(partial(forget, chat_id=who, now=NOW))
    left = await database.read(
        lambda tx: [
            one(tx, f"SELECT COUNT(*) FROM {table}")
            for table in ("alert", "alert_item", "staff_grant", "invite", "delivery")
        ]
    )
    assert left == [0, 0, 0, 0, 0]
    assert await database.read(lambda tx: one(tx, "SELECT MAX(user_id) FROM audit")) is None
    assert (await database.write(partial(tidy_up, now=NOW)))["searches"] == 3


class Long(tuple[VacancyLine, ...]):
    """Lines of which the last comes when everything else was tried."""

    added, over = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[VacancyLine]:
        """Give the lines; keep whoever reads them waiting."""
        yield from super().__iter__()
        self.added.set()
        self.over.wait(10)


def declare(tx: Transaction, lines: tuple[VacancyLine, ...]) -> None:
    import_vacancies(tx, lines, tz=PARIS, code_of=lambda _title: "", ids=IDS, now=NOW)


async def test_what_a_long_import_adds_is_not_overtaken(database: PostgresDatabase) -> None:
    await database.write(add)
    watch = partial(keep_alert, search=JobQuestion(), chat_id=INES, now=NOW)
    await database.write(watch)
    lines = Long((a_vacancy(ref="long", host="Maison Biscuiterie"),))

    async def meanwhile() -> None:
        short = (a_vacancy(ref="short", host="Maison Biscuiterie"),)
        await database.write(partial(declare, lines=short))
        await database.write(partial(match_alerts, now=NOW))

    long = asyncio.create_task(database.write(partial(declare, lines=lines)))
    await asyncio.to_thread(lines.added.wait, 10)
    short = asyncio.create_task(meanwhile())
    await asyncio.wait([short], timeout=1)
    lines.over.set()
    await asyncio.gather(long, short)
    await database.write(partial(match_alerts, now=NOW))
    assert await database.read(lambda tx: one(tx, "SELECT COUNT(*) FROM alert_item")) == 2


async def test_who_cancels_while_they_are_checked_in_has_cancelled(
    database: PostgresDatabase,
) -> None:
    day = paris(2026, 11, 24, 13, 50)
    code = (await database.write(called)).code
    cancelled, over = threading.Event(), threading.Event()

    def cancels(tx: Transaction) -> None:
        cancel_for_caller(tx, admin(), code, now=day)
        cancelled.set()
        over.wait(10)

    first = asyncio.create_task(database.write(cancels))
    await asyncio.to_thread(cancelled.wait, 10)
    at_gate = partial(check_in, staff=admin(), code=code, present=1, now=day)
    second = asyncio.create_task(database.write(at_gate))
    await asyncio.wait([second], timeout=1)
    over.set()
    await first
    with pytest.raises(WasCancelled):
        await second
    assert await database.read(lambda tx: one(tx, "SELECT state FROM booking")) == "cancelled"
