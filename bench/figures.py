"""What a figure is: our number beside its comparison, in pairs, and the goal it should meet."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Bench:
    """How this run measures."""

    pairs: int = 9
    quick: bool = False  # tiny sizes, to see that everything runs
    folder: Path  # for databases and logs, emptied at the end

    def size(self, full: int, tiny: int) -> int:
        """Return how much of something this run takes."""
        return tiny if self.quick else full

    def seconds(self, full: float) -> float:
        """Return for how long this run measures."""
        return 0.3 if self.quick else full

    def place(self, name: str) -> Path:
        """Return an empty folder for one process."""
        number = sum(1 for _ in self.folder.iterdir())  # two at once differ by their names
        place = self.folder / f"{number:04}-{name}"
        place.mkdir()
        return place


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """What a ratio should reach: `floor` at least, `goal` in the end."""

    floor: float
    goal: float | None = None
    at_most: bool = False  # smaller is better

    def verdict(self, ratio: float) -> str:
        """Say whether a ratio meets it, and by how much it misses."""
        best = self.floor if self.goal is None else self.goal
        if self._reached(ratio, best):
            return "met"
        if self._reached(ratio, self.floor):
            return f"floor met, {self._gap(ratio, best)} from the goal"
        return f"**missed** by {self._gap(ratio, self.floor)}"

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        steps = [self.floor] if self.goal is None else [self.floor, self.goal]
        return f"{sign} " + " → ".join(f"{step:g}" for step in steps)

    def _reached(self, ratio: float, wanted: float) -> bool:
        return ratio <= wanted if self.at_most else ratio >= wanted

    @staticmethod
    def _gap(ratio: float, wanted: float) -> str:
        return f"{abs(ratio - wanted) / wanted:.0%}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    against: str
    ours: Sequence[float]  # one number a round
    theirs: Sequence[float]
    unit: str
    goal: Goal | None = None
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        """Ours to theirs, round by round."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return [mine / other if other else float("nan") for mine, other in pairs]

    def cells(self) -> list[str]:
        """Return the line's cells."""
        ratios = self.ratios
        middle = statistics.median(ratios)
        return [
            self.what,
            self.against,
            f"{number(statistics.median(self.ours))} {self.unit}",
            f"{number(statistics.median(self.theirs))} {self.unit}",
            f"**{middle:.2f}** ({min(ratios):.2f}–{max(ratios):.2f})",
            str(self.goal or ""),
            self.goal.verdict(middle) if self.goal else "",
            self.note,
        ]


@dataclass(kw_only=True, slots=True)
class Figure:
    """What one file of the bench found."""

    title: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)  # in Markdown, of what is no ratio

    def body(self) -> str:
        """Return the lines as a table, and the other tables."""
        return "\n\n".join([*([table(self.lines)] if self.lines else []), *self.tables])


HEAD = ("what", "against", "ours", "theirs", "ours ÷ theirs (range)", "goal", "verdict", "note")


def table(lines: Sequence[Line]) -> str:
    """Return lines as a Markdown table."""
    rows = [HEAD, ["---"] * len(HEAD), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def number(value: float) -> str:
    """Return a number with three digits that count."""
    if value >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of all don't exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
