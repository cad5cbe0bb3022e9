"""Booking taps a second over HTTP, beside what people would use instead."""

import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.figures import Bench, Figure, Goal, Line
from bench.stages import Stage, aiogram_echo, aiogram_python, echo, ours, usual

OURS = "TocToc"
SAME = "echo, same transport (a)"
STOCK = "echo, stock client (b)"
USUAL = "the usual style (c)"
AIOGRAM = "aiogram echo (d)"
SLOTS = 5_000
CROWDS = ((1, 0.0), (64, 0.0), (1_000, 0.0), (1, 0.030), (64, 0.030), (1_000, 0.030))
GOALS = {  # at 64 people
    (SAME, "taps/s"): Goal(floor=0.8, goal=1.2),
    (STOCK, "taps/s"): Goal(floor=3, goal=6),
    (AIOGRAM, "taps/s"): Goal(floor=1),
    (SAME, "ms CPU a tap"): Goal(floor=1.3, goal=0.8, at_most=True),
    (SAME, "ms p99"): Goal(floor=2.0, goal=1.0, at_most=True),
}
USUAL_GOALS = {0.0: Goal(floor=5, goal=8), 0.030: Goal(floor=20, goal=40)}
KEYS = {"taps/s": "taps_s", "ms p50": "p50_ms", "ms p99": "p99_ms", "ms CPU a tap": "cpu_ms"}
WITH_GOALS = 64  # the crowd that is measured on every bot in every round
ROUNDS_FOR_ALL = 3  # the other crowds meet the slower bots in every third round only
Samples = dict[tuple[str, int, float], dict[int, dict[str, float]]]  # by bot and crowd, by round


def measure(bench: Bench) -> Figure:
    """Let crowds tap on every bot in turn, round by round, each round with fresh processes."""
    figure = Figure(title="Booking taps through HTTP")
    samples: Samples = {}
    disorder: dict[str, list[dict[str, float]]] = {}
    for number in range(bench.pairs):
        with stages(bench) as playing:
            for people, latency in crowds(bench):
                names = [name for name in playing if _meets(name, people, number)]
                for name in names[number % len(names) :] + names[: number % len(names)]:
                    taken = _sample(bench, playing[name], people, latency)
                    samples.setdefault((name, people, latency), {})[number] = taken
            for name in (OURS, SAME):
                found = playing[name].telegram.ask(
                    do="order", people=bench.size(100, 3), texts=3, latency=0.005
                )
                disorder.setdefault(name, []).append(found)
    figure.lines.extend(_lines(samples))
    figure.remarks.extend(_remarks(samples, disorder))
    if not (bench.quick or any(name == AIOGRAM for name, _, _ in samples)):
        figure.remarks.append("aiogram could not be installed: left out.")
    return figure


def crowds(bench: Bench) -> tuple[tuple[int, float], ...]:
    """Return how many people tap at once, and how late Telegram answers (seconds)."""
    return ((4, 0.0),) if bench.quick else CROWDS


def _meets(name: str, people: int, number: int) -> bool:
    always = name in (OURS, SAME) or people == WITH_GOALS
    return always or number % ROUNDS_FOR_ALL == 0


@contextmanager
def stages(bench: Bench) -> Iterator[dict[str, Stage]]:
    """Set up one stage for each bot."""
    slots = bench.size(SLOTS, 100)
    commands = {OURS: ours(slots), SAME: echo("ours"), USUAL: usual(slots)}
    if not bench.quick:
        commands[STOCK] = echo("stock")
        if (interpreter := aiogram_python()) is not None:
            commands[AIOGRAM] = aiogram_echo(interpreter)
    with ExitStack() as stack:
        playing = {}
        for name, command in commands.items():
            playing[name] = Stage(bench.place("taps"), command)
            stack.callback(playing[name].close)
        yield playing


def _sample(bench: Bench, stage: Stage, people: int, latency: float) -> dict[str, float]:
    warm = 0.2 if bench.quick else 0.5 if people < 1_000 else 1.5
    return stage.taps(people, bench.seconds(2), warm, latency=latency)


def _lines(samples: Samples) -> Iterator[Line]:
    for name, people, latency in samples:
        if name == OURS:
            continue
        theirs = samples[name, people, latency]
        mine = [samples[OURS, people, latency][number] for number in theirs]
        for unit in KEYS if name == SAME else ("taps/s", "ms p99"):
            yield Line(
                what=f"{unit}, {people} people, {latency * 1e3:.0f} ms",
                against=name,
                ours=[one[KEYS[unit]] for one in mine],
                theirs=[one[KEYS[unit]] for one in theirs.values()],
                unit=unit.split()[0],
                goal=_goal(name, unit, people, latency),
            )


def _goal(name: str, unit: str, people: int, latency: float) -> Goal | None:
    if people != 64:
        return None
    if name == USUAL and unit == "taps/s":
        return USUAL_GOALS[latency]
    return GOALS.get((name, unit))


def _remarks(samples: Samples, disorder: dict[str, list[dict[str, float]]]) -> Iterator[str]:
    for (name, people, latency), rounds in samples.items():
        taken = list(rounds.values())
        middle = {key: statistics.median(one[key] for one in taken) for key in taken[0]}
        yield (
            f"{name}, {people} people, {latency * 1e3:.0f} ms: bot {middle['busy']:.0%} of a core,"
            f" generator {middle['own_busy']:.0%}, {middle['calls_a_tap']:.2f} calls a tap,"
            f" {middle['booked_s']:.1f} bookings/s, {middle['lost']:.0f} taps lost,"
            f" {middle['memory'] / 1e6:.0f} MB"
        )
    for name, found in disorder.items():
        wrong, crowd, missing = (
            sum(one[key] for one in found) for key in ("wrong", "people", "missing")
        )
        yield (
            f"{name}: {wrong} of {crowd} people who wrote three texts at once were answered out"
            f" of order, {missing} not within 20 s"
        )
