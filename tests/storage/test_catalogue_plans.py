"""How SQLite answers the catalogue's questions: through an index, and never by sorting slots."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.catalogue import Wanted
from storage import catalogue, choices
from storage.database import Parameters, Row, Transaction
from storage.sqlite_jobs import SqliteTransaction
from tests.support.story import Story
from tests.support.values import NOW

BOTH = Wanted(territory_id=1, sector_id=1)
WEEK = Wanted(territory_id=1, sector_id=1, since=NOW, until=NOW + timedelta(days=7))
DAY = Wanted(territory_id=1, day=NOW.date())
BIG = ("slot", "visit", "kept", "following")  # tables that grow with the programme
NEXT = (NOW + timedelta(days=1), 3)

QUESTIONS: dict[str, Callable[[Transaction], object]] = {
    "a week's slots": lambda tx: catalogue.slots(tx, WEEK, NOW, limit=8),
    "their next page": lambda tx: catalogue.slots(tx, WEEK, NOW, limit=8, after=NEXT),
    "a day's slots": lambda tx: catalogue.slots(tx, DAY, NOW, limit=8),
    "a place's slots": lambda tx: catalogue.slots(tx, BOTH, NOW, limit=8),
    "territories": lambda tx: choices.territories(tx, Wanted(), NOW),
    "sectors": lambda tx: choices.sectors(tx, Wanted(territory_id=1), NOW),
    "days": lambda tx: choices.days(tx, BOTH, NOW, full=True),
    "days of all sectors": lambda tx: choices.days(tx, Wanted(territory_id=1), NOW),
    "a day's territories": lambda tx: choices.territories(tx, Wanted(day=NOW.date()), NOW),
    "a week's sectors": lambda tx: choices.sectors(tx, WEEK, NOW),
    "some visits' territories": lambda tx: choices.territories(tx, Wanted(among=(1,)), NOW),
    "which territories": lambda tx: choices.few_territories(tx, Wanted(), NOW, 2),
    "which sectors": lambda tx: choices.few_sectors(tx, Wanted(territory_id=1), NOW, 2),
    "which days": lambda tx: choices.few_days(tx, BOTH, NOW, 2),
    "which days for a class": lambda tx: choices.few_days(
        tx, Wanted(territory_id=1, seats=20), NOW, 2
    ),
    "a visit's time zone": lambda tx: catalogue.zone_of(tx, Wanted(visit_id=1)),
}
IN_ORDER = [name for name in QUESTIONS if name.endswith(("slots", "page"))]


class Explaining(SqliteTransaction):
    """A transaction that notes how each query is answered."""

    def __init__(self, story: Story) -> None:
        super().__init__(story.connection)
        self.plan: list[str] = []

    def fetch_all(self, sql: str, parameters: Parameters | tuple[()] = ()) -> list[Row]:
        """Explain a query, then run it."""
        self.plan += [
            row["detail"] for row in super().fetch_all(f"EXPLAIN QUERY PLAN {sql}", parameters)
        ]
        return super().fetch_all(sql, parameters)

    def fetch_one(self, sql: str, parameters: Parameters | tuple[()] = ()) -> Row | None:
        """Explain a query, then run it."""
        return next(iter(self.fetch_all(sql, parameters)), None)


def plan(story: Story, name: str) -> list[str]:
    """Return how a question is answered where there is one slot to find."""
    story.slot(starts=NOW + timedelta(days=1))
    explaining = Explaining(story)
    QUESTIONS[name](explaining)
    return explaining.plan


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_that_grows_is_read_from_end_to_end(story: Story, name: str) -> None:
    lines = plan(story, name)
    assert any(line.startswith("SEARCH slot USING") for line in lines)
    assert not [line for line in lines if line.startswith(tuple(f"SCAN {one}" for one in BIG))]


@pytest.mark.parametrize("name", IN_ORDER)
def test_slots_are_found_in_order_and_entered_by_their_start(story: Story, name: str) -> None:
    lines = plan(story, name)
    (search,) = [line for line in lines if line.startswith("SEARCH slot ")]
    assert "slot_in_order" in search
    assert ("starts>?" in search) == (name != "a place's slots")
    assert not [line for line in lines if "TEMP B-TREE" in line]


def test_a_scan_would_be_noticed(story: Story) -> None:
    story.connection.execute("DROP INDEX slot_in_order_of_sector")
    story.connection.execute("DROP INDEX slot_in_order")
    assert "USE TEMP B-TREE FOR ORDER BY" in plan(story, "a week's slots")
