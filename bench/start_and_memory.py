"""From start to the first answer, and what memory it takes, beside a bare echo."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bench.figures import Bench, Figure, Goal, Line
from bench.processes import Process, usage
from bench.stages import Stage, echo, ours

CONVERSATIONS = 10_000
UPDATES = 100_000


def measure(bench: Bench) -> Figure:
    """Start each in turn; then let one of each live through many updates."""
    slots = bench.size(5_000, 100)
    commands = {"ours": ours(slots), "echo": echo("ours")}
    times: dict[str, list[float]] = {"ours": [], "echo": []}
    for number in range(bench.pairs):
        for name in list(commands) if number % 2 else reversed(list(commands)):
            stage = Stage(bench.place("start"), commands[name])
            answered = stage.telegram.ask(do="first_answer")["at"]
            times[name].append(answered - stage.bot.started)
            stage.close()
    figure = Figure(title="Start and memory")
    figure.lines.append(
        Line(
            what="s from start to the first answer",
            against="echo, same transport (a)",
            ours=times["ours"],
            theirs=times["echo"],
            unit="s",
            goal=Goal(floor=1.6, goal=1.2, at_most=True),
        )
    )
    with ThreadPoolExecutor() as both:  # memory doesn't mind that they share the machine
        lives = both.map(partial(_live, bench), commands.items())
        memory = dict(zip(commands, lives, strict=True))
    for when in memory["ours"]:
        figure.lines.append(
            Line(
                what=f"MB {when}",
                against="echo, same transport (a)",
                ours=[memory["ours"][when]],
                theirs=[memory["echo"][when]],
                unit="MB",
                goal=Goal(floor=2, at_most=True),
            )
        )
    return figure


def _live(bench: Bench, bot: tuple[str, Callable[[Stage], Process]]) -> dict[str, float]:
    """Return a bot's memory (MB) once settled, after many conversations, after many updates."""
    name, command = bot
    stage = Stage(bench.place(f"memory-{name}"), command)
    try:
        time.sleep(bench.seconds(5))  # ours loads a part of itself after the first answers
        found = {"a few seconds after the start": usage(stage.bot.pid).memory / 1e6}
        for count, when in (
            (bench.size(CONVERSATIONS, 20), f"after {CONVERSATIONS:,} conversations"),
            (bench.size(UPDATES // 2, 30), f"after {UPDATES // 2:,} more updates"),
            (bench.size(UPDATES // 2, 30), f"after {UPDATES:,} more updates"),
        ):
            short = when.endswith("conversations")
            stage.telegram.ask(do="many", people=64, taps=count, a_person=1 if short else 21)
            time.sleep(bench.seconds(1))
            found[when] = usage(stage.bot.pid).memory / 1e6
        return found
    finally:
        stage.close()
