"""How long a tap takes while a broadcast goes out at Telegram's full rate, and when none does."""

from bench.figures import Bench, Figure, Goal, Line
from bench.filling import fill_bookings, fill_broadcast, fill_catalogue, new_database
from bench.stages import Stage, ours

PEOPLE = 8  # about what makes the bot half busy
READERS = 20_000


def measure(bench: Bench) -> Figure:
    """Let people tap on two bots by turns: one has a broadcast under way."""
    found: dict[str, dict[str, list[float]]] = {}
    stages = {name: _stage(bench, name) for name in ("broadcast", "none")}
    try:
        for number in range(bench.pairs):
            for name in list(stages) if number % 2 else reversed(list(stages)):
                taken = stages[name].taps(PEOPLE, bench.seconds(4), 0.5, latency=0.030, books=False)
                for key in ("p50_ms", "p99_ms"):
                    found.setdefault(name, {}).setdefault(key, []).append(taken[key])
        left = {name: stage.telegram.ask(do="sent") for name, stage in stages.items()}
    finally:
        for stage in stages.values():
            stage.close()
    return Figure(
        title="Replies while a broadcast runs",
        lines=[
            Line(
                what=f"ms {key[:3]} of a tap, {PEOPLE} people, 30 ms",
                against="no broadcast",
                ours=found["broadcast"][key],
                theirs=found["none"][key],
                unit="ms",
                goal=Goal(floor=2, at_most=True) if key == "p99_ms" else None,
            )
            for key in ("p50_ms", "p99_ms")
        ],
        remarks=[f"messages of the broadcast sent meanwhile: {left['broadcast']['sent']}"],
    )


def _stage(bench: Bench, name: str) -> Stage:
    folder = bench.place(name)
    path = new_database(folder / "toctoc.sqlite")
    fill_catalogue(path, bench.size(5_000, 200))
    if name == "broadcast":
        fill_bookings(path, bench.size(READERS, 50))
        fill_broadcast(path)
    return Stage(folder, ours(slots=0), crowd=bench.size(READERS, 50))
