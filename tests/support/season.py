"""A season at random: a programme that changes, people who come and go, a clock that jumps."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from bot.domain.booking import Booking, Order
from bot.domain.catalogue import Choice, DayChoice, Wanted
from bot.domain.programme import Audience, Regime
from bot.domain.refusals import Refusal
from bot.domain.text import fold
from bot.domain.times import to_text
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.cancel import cancel
from bot.services.import_programme import import_programme
from bot.services.move import move
from storage import bookings, programme
from storage.database import ConstraintBroken, Row, Transaction
from tests.support.programme import slot
from tests.support.values import NOW, PARIS

TERRITORIES, SECTORS, TITLES = ("Lot", "Moselle"), ("Bois", "Métal", "Verre"), "ABCD"
AUDIENCES = (Audience.PUBLIC, Audience.PUPILS, Audience.PRESS)


@dataclass
class Season:
    """What happens next is drawn; each step is one transaction's work."""

    random: Random
    now: datetime = NOW
    ids: RandomIds = field(default_factory=RandomIds)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)  # by title

    def step(self, tx: Transaction) -> None:
        """Let one thing happen, or be refused."""
        often = (self._import, self._book, self._book, self._book, self._move)
        seldom = (self._cancel, self._set, self._go, self._relocate)
        happen = self.random.choice((*often, *often, *seldom))
        with suppress(Refusal, ConstraintBroken):
            tx.attempt(happen)

    def pass_time(self) -> None:
        """Let the clock go on, or be set back."""
        self.now += timedelta(hours=self.random.choice((-50, -1, 1, 5, 30)))

    def _import(self, tx: Transaction) -> None:
        draw = self.random
        starts = (self.now + timedelta(hours=draw.randint(-30, 250))).astimezone(PARIS)
        regime = draw.choice((Regime.REQUIRED, Regime.REQUIRED, Regime.OPTIONAL, Regime.NONE))
        title = draw.choice(TITLES)
        territory, sector = self.places.setdefault(title, self._place())
        line = slot(
            title,
            starts,
            ref=f"r{draw.randint(1, 6)}",
            territory=territory,
            sector=sector,
            capacity=draw.randint(1, 3),
            regime=regime,
            audience=frozenset(draw.sample(AUDIENCES, draw.randint(1, 2))),
            closes=draw.choice((None, starts - timedelta(days=2))),
        )
        import_programme(tx, (line,), tz=PARIS, ids=self.ids, now=self.now)

    def _book(self, tx: Transaction) -> None:
        order = Order(
            slot_id=self._any(tx, "slot"),
            chat_id=self.random.randint(1, 30),
            seats=self.random.randint(1, 2),
            intent=self.ids.key(),
        )
        book(tx, order, now=self.now, ids=self.ids)

    def _cancel(self, tx: Transaction) -> None:
        booking = self._any_booking(tx)
        cancel(tx, booking.code, chat_id=booking.chat_id or 0, now=self.now)

    def _move(self, tx: Transaction) -> None:
        booking = self._any_booking(tx)
        slot_id = self._any(tx, "slot")
        move(tx, booking.code, slot_id, chat_id=booking.chat_id or 0, now=self.now)

    def _set(self, tx: Transaction) -> None:
        state = self.random.choice(("open", "open", "open", "closed", "cancelled"))
        values = {"state": state, "id": self._any(tx, "slot")}
        tx.execute("UPDATE slot SET state = :state WHERE id = :id", values)

    def _go(self, tx: Transaction) -> None:
        tx.execute("DELETE FROM slot WHERE id = :id", {"id": self._any(tx, "slot")})
        tx.execute("DELETE FROM visit WHERE id NOT IN (SELECT visit_id FROM slot)")

    def _relocate(self, tx: Transaction) -> None:
        title, place = self.random.choice(TITLES), self._place()
        self.places[title] = place
        visit = tx.fetch_one("SELECT id FROM visit WHERE title = :title", {"title": title})
        values = {
            "territory_id": programme.named(tx, "territory", fold(place[0]), place[0]),
            "sector_id": programme.named(tx, "sector", fold(place[1]), place[1]),
            "id": visit["id"] if visit else None,
        }
        for table, key in (("visit", "id"), ("slot", "visit_id")):
            tx.execute(
                f"""UPDATE {table} SET territory_id = :territory_id, sector_id = :sector_id
                    WHERE {key} = :id""",
                values,
            )

    def _place(self) -> tuple[str, str]:
        return self.random.choice(TERRITORIES), self.random.choice(SECTORS)

    def _any(self, tx: Transaction, table: str) -> int:
        rows = tx.fetch_all(f"SELECT id FROM {table} ORDER BY id")
        if not rows:
            raise ConstraintBroken("there is none yet")
        return int(self.random.choice(rows)["id"])

    def _any_booking(self, tx: Transaction) -> Booking:
        booking = bookings.of_id(tx, self._any(tx, "booking"))
        assert booking is not None
        return booking


def has_seats(row: Row) -> bool:
    """Tell whether a slot can be booked, or just walked into."""
    return bool(row["taken"] < row["capacity"] or row["regime"] == "none")


def fits(row: Row, wanted: Wanted, now: datetime) -> bool:
    """Tell whether a slot is listed, still to be booked, and what is wanted."""
    names = row["audience"].split(",")
    told: dict[str, Callable[[Any], bool]] = {
        "territory_id": lambda one: row["territory_id"] == one,
        "sector_id": lambda one: row["sector_id"] == one,
        "visit_id": lambda one: row["visit_id"] == one,
        "day": lambda one: row["day"] == one.isoformat(),
        "since": lambda one: row["starts"] >= to_text(one),
        "until": lambda one: row["starts"] < to_text(one),
        "among": lambda one: row["visit_id"] in one,
        "audience": lambda one: one in names or "public" in names,
        "seats": lambda one: row["regime"] == "none" or row["capacity"] - row["taken"] >= one,
    }
    shown = names != ["press"] or wanted.audience is Audience.PRESS
    asked = {name: getattr(wanted, name) for name in told}
    return (
        row["state"] == "open"
        and shown
        and row["closes"] > to_text(now)
        and all(told[name](value) for name, value in asked.items() if value is not None)
    )


def choices_by_hand(tx: Transaction, noun: str, wanted: Wanted, now: datetime) -> list[Choice]:
    """Count the visits with seats of each territory or sector from nothing but slots."""
    rows = [row for row in tx.fetch_all("SELECT * FROM slot") if fits(row, wanted, now)]
    named = tx.fetch_all(f"SELECT id, name FROM {noun} ORDER BY name")
    found = {row["id"]: row["name"] for row in named}
    listed = {row[f"{noun}_id"] for row in rows}
    free = {(row[f"{noun}_id"], row["visit_id"]) for row in rows if has_seats(row)}
    visits = Counter(one for one, _visit in free)
    return [
        Choice(id=one, name=name, visits=visits[one])
        for one, name in found.items()
        if one in listed
    ]


def days_by_hand(tx: Transaction, wanted: Wanted, now: datetime, *, full: bool) -> list[DayChoice]:
    """Count the slots with seats of each day from nothing but slots."""
    rows = [row for row in tx.fetch_all("SELECT * FROM slot") if fits(row, wanted, now)]
    slots = Counter(row["day"] for row in rows if has_seats(row))
    days = {row["day"] for row in rows} if full or not slots else set(slots)
    return [DayChoice(day=date.fromisoformat(day), slots=slots[day]) for day in sorted(days)]
