"""Which trades lie near each other: offered where a sector that was asked for has nothing."""

from collections.abc import Iterable
from typing import TypeVar

from bot.domain.text import fold
from bot.understanding.common import SMALL
from bot.understanding.sectors import trades

Value = TypeVar("Value")
NEAR = {  # a trade of `sectors.csv` → those nearest to it, the nearest first
    "food": ("tourism", "chemistry", "crafts", "trade"),
    "metal": ("vehicles", "aviation", "building", "electronics"),
    "vehicles": ("metal", "aviation", "electronics", "logistics"),
    "digital": ("electronics", "energy", "aviation"),
    "wood": ("building", "crafts", "textile"),
    "chemistry": ("health", "energy", "food", "textile"),
    "textile": ("crafts", "chemistry", "trade"),
    "logistics": ("trade", "vehicles"),
    "energy": ("building", "chemistry", "electronics"),
    "health": ("chemistry", "digital"),
    "aviation": ("vehicles", "metal", "electronics"),
    "crafts": ("wood", "textile", "metal", "food"),
    "building": ("wood", "metal", "energy"),
    "electronics": ("digital", "energy", "metal"),
    "tourism": ("food", "trade"),
    "trade": ("logistics", "tourism"),
}


def neighbours(name: str, others: Iterable[tuple[str, Value]]) -> list[Value]:
    """Return those of the other named sectors whose trade is near a sector's, nearest first."""
    near = NEAR.get(trade_of(name) or "", ())
    ranked = [
        (near.index(trade), value) for other, value in others if (trade := trade_of(other)) in near
    ]
    return [value for _, value in sorted(ranked, key=lambda one: one[0])]


def trade_of(name: str) -> str | None:
    """Return the trade that a sector's name speaks of, by its first word that does."""
    words = [word for word in fold(name).split() if word not in SMALL]
    for phrase in (" ".join(words), *words):
        for trade in trades():
            if phrase in trade:
                return trade[0]
    return None
