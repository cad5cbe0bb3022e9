"""`make bench`: measure every figure beside its comparison, and write bench/RESULTS.md.

`--quick` runs everything in seconds with tiny sizes, and writes nothing.
"""

import argparse
import importlib
import tempfile
from pathlib import Path

from bench.figures import Bench, Figure
from bench.report import write

NAMES = (
    "taps",
    "latency",
    "calls",
    "bookings",
    "last_seats",
    "catalogue_reads",
    "search_sizes",
    "vacancies",
    "alerts",
    "scheduler_tick",
    "deliveries",
    "replies_during_broadcast",
    "start_and_memory",
    "dates",
)


def main() -> None:
    """Measure what was asked for, say what was found."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, no thresholds")
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME")
    parser.add_argument("--pairs", type=int, default=9, help="interleaved rounds (9)")
    wanted = parser.parse_args()
    for name in wanted.only or NAMES:
        with tempfile.TemporaryDirectory(prefix="toctoc-bench-") as folder:
            pairs = 1 if wanted.quick else wanted.pairs
            bench = Bench(pairs=pairs, quick=wanted.quick, folder=Path(folder))
            figure: Figure = importlib.import_module(f"bench.{name}").measure(bench)
        print(f"\n## {figure.title}\n\n{figure.body()}\n", flush=True)
        print("\n".join(f"* {remark}" for remark in figure.remarks), flush=True)
        if not wanted.quick:
            write(name, figure, pairs)


if __name__ == "__main__":
    main()
