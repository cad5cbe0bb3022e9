"""A small written programme for journeys: three territories, every regime."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.programme import Regime, SlotLine
from tests.support.values import PARIS


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026, in Paris."""
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


def slot(title: str, starts: datetime, **more: object) -> SlotLine:
    """Return one slot of an hour with six seats; say what differs."""
    plain = SlotLine(
        line=1,
        host=f"Maison {title}",
        title=title,
        sector="Agroalimentaire",
        territory="Moselle",
        city="Metz",
        starts=starts,
        ends=starts + timedelta(hours=1),
        capacity=6,
        address="1 rue du Four",
        postcode="57000",
        description="Une visite.",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


METZ = {"lat": 49.12, "lon": 6.18}  # where coordinates are given, a ticket has a map, too
BISCUITS = slot("Biscuiterie", at(24, 14), conditions="Chaussures fermées.", age_min=8, **METZ)
BISCUITS_LATER = slot(
    "Biscuiterie", at(26, 10), conditions="Chaussures fermées.", age_min=8, **METZ
)
FOUNDRY = slot("Fonderie", at(24, 14, 30), sector="Métallurgie", city="Thionville")
CLOCKS = slot("Horlogerie", at(25, 9), sector="Métallurgie", capacity=1)
CHEESE = slot(
    "Fromagerie",
    at(24, 10),
    territory="Lot",
    city="Cahors",
    lat=44.45,
    lon=1.44,
    postcode="46000",
)
ZONE = slot(
    "Zone ouverte",
    at(28, 9),
    territory="Lot",
    city="Figeac",
    regime=Regime.NONE,
    capacity=None,
    ends=at(28, 17),
    lat=44.6,
    lon=2.03,
)
PROGRAMME = (BISCUITS, BISCUITS_LATER, FOUNDRY, CLOCKS, CHEESE, ZONE)
