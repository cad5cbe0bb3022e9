"""The bench runs, so that it can't rot: every figure with tiny sizes, no threshold on time."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import NAMES
from bench.figures import Goal, Line, percentile

ROOT = Path(__file__).parent.parent.parent


SLOW = (
    "taps",
    "latency",
    "deliveries",
    "replies_during_broadcast",
    "start_and_memory",
    "dates",
)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "name",
    [
        # starting bots and other parsers takes a minute: with the storms, in .ci/run
        pytest.param(name, marks=[pytest.mark.storm] if name in SLOW else [])
        for name in NAMES
    ],
)
def test_a_figure_is_measured_and_compared(name: str) -> None:
    command = [sys.executable, "-m", "bench", "--quick", "--only", name]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=290)
    assert ran.returncode == 0, ran.stderr
    rows = [line for line in ran.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) > 2, ran.stdout
    assert "nan" not in ran.stdout


def line(ours: list[float], theirs: list[float], goal: Goal) -> list[str]:
    return Line(what="x", against="y", ours=ours, theirs=theirs, unit="/s", goal=goal).cells()


def test_a_ratio_is_the_median_of_the_pairs_not_the_ratio_of_medians() -> None:
    cells = line([10, 30, 20], [10, 10, 40], Goal(floor=0.5))
    assert "**1.00** (0.50–3.00)" in cells


@pytest.mark.parametrize(
    ("ours", "goal", "verdict"),
    [
        pytest.param(12, Goal(floor=0.8, goal=1.2), "met", id="goal met"),
        pytest.param(9, Goal(floor=0.8, goal=1.2), "floor met, 25% from the goal", id="floor met"),
        pytest.param(4, Goal(floor=0.8, goal=1.2), "**missed** by 50%", id="missed"),
        pytest.param(15, Goal(floor=1.5, at_most=True), "met", id="at most"),
        pytest.param(30, Goal(floor=1.5, at_most=True), "**missed** by 100%", id="too much"),
    ],
)
def test_a_verdict_says_by_how_much_a_goal_is_missed(ours: float, goal: Goal, verdict: str) -> None:
    assert verdict in line([ours], [10], goal)


def test_a_percentile_of_few_values_is_the_worst_of_them() -> None:
    assert percentile([3, 1, 2], 0.99) == 3
    assert percentile([], 0.99) == 0
