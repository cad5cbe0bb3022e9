"""Compare what the catalogue says with what one counts by hand."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.catalogue import Wanted
from bot.domain.programme import Audience
from storage import choices
from storage.database import Transaction
from storage.invariants import breaches
from tests.support.season import choices_by_hand, days_by_hand

KEPT = {"seats_unfollowed", "slots_miscounted", "visits_miscounted"}
FEW = 2
NOUNS = {
    "territory": (choices.territories, choices.few_territories),
    "sector": (choices.sectors, choices.few_sectors),
}


def check_counts(tx: Transaction, now: datetime) -> None:
    """Check every count and probe, of searches by place and of narrower ones."""
    assert not KEPT & {breach.name for breach in breaches(tx)}
    for wanted in _searches(tx, now):
        for noun, (all_of, few_of) in NOUNS.items():
            by_hand = choices_by_hand(tx, noun, wanted, now)
            assert all_of(tx, wanted, now) == by_hand, wanted
            few = few_of(tx, wanted, now, FEW)
            assert set(few) <= {one.id for one in by_hand}, wanted
            assert len(few) == min(FEW, len(by_hand)), wanted
        for full in (False, True):
            days = days_by_hand(tx, wanted, now, full=full)
            assert choices.days(tx, wanted, now, full=full) == days, wanted
        few_days = choices.few_days(tx, wanted, now, FEW)
        found = {one.day for one in choices.days(tx, wanted, now)}
        assert set(few_days) <= found, wanted
        assert len(few_days) == min(FEW, len(found)), wanted


def _searches(tx: Transaction, now: datetime) -> Iterator[Wanted]:
    yield Wanted()
    ids = {
        noun: [row["id"] for row in tx.fetch_all(f"SELECT id FROM {noun} ORDER BY id")]
        for noun in (*NOUNS, "visit")
    }
    for territory in ids["territory"]:
        yield Wanted(territory_id=territory)
        yield Wanted(territory_id=territory, sector_id=ids["sector"][0])
        yield Wanted(territory_id=territory, among=tuple(ids["visit"][:2]))
    for sector in ids["sector"]:
        yield Wanted(sector_id=sector)
    yield Wanted(day=now.date() + timedelta(days=1))
    yield Wanted(since=now, until=now + timedelta(days=3))
    yield Wanted(audience=Audience.PRESS)
    yield Wanted(audience=Audience.PUPILS, seats=2)
