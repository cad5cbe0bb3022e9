"""Stages: a simulated Telegram with its people, and one bot, each in a process of its own."""

import csv
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.peers.screens import LABELS
from bench.processes import ROOT, Process, python

SECTORS = ("Agroalimentaire", "Métallurgie", "Bois", "Santé", "Énergie", "Textile")
PATIENCE_S = 60.0  # a bot that has not begun after so long never will
TOCTOC = str(Path(sys.executable).parent / "toctoc")
CACHE = Path.home() / ".cache" / "toctoc-bench"
COLUMNS = [
    "host",
    "title",
    "sector",
    "territory",
    "city",
    "starts",
    "ends",
    "capacity",
    "address",
    "postcode",
    "lat",
    "lon",
]


class Stage:
    """A Telegram and the bot that plays there."""

    def __init__(self, folder: Path, command: Callable[["Stage"], Process], crowd: int = 0) -> None:
        self.folder = folder
        self._telegram_folder = folder / "telegram"
        self._telegram_folder.mkdir()
        self.telegram = Process(python("bench.load", crowd), self._telegram_folder, talks=True)
        hello = self.telegram.hear()
        self.url, self.token = hello["url"], hello["token"]
        self.bot = command(self)
        self._until_it_polls()

    def _until_it_polls(self) -> None:
        patience = time.monotonic() + PATIENCE_S
        while not self.telegram.ask(do="polled", within=0.5)["polled"]:
            if self.bot.popen.poll() is not None or time.monotonic() > patience:
                raise RuntimeError(f"the bot doesn't ask for updates:\n{self.bot.log()}")

    def taps(self, people: int, seconds: float, warm: float, **more: Any) -> dict[str, float]:
        """Let people tap for a while."""
        asked = {"latency": 0.0, "books": True, **more}
        answer: dict[str, float] = self.telegram.ask(
            do="taps", people=people, seconds=seconds, warm=warm, pid=self.bot.pid, **asked
        )
        return answer

    def close(self) -> None:
        """End both."""
        self.bot.stop()
        self.telegram.stop()


def ours(slots: int, rate: float = 28) -> Callable[[Stage], Process]:
    """Run TocToc through its public settings, with a programme of so many slots."""

    def command(stage: Stage) -> Process:
        settings = {
            "TOCTOC_TOKEN": stage.token,
            "TOCTOC_API_URL": stage.url,
            "TOCTOC_DATABASE": f"sqlite:///{stage.folder / 'toctoc.sqlite'}",
            "TOCTOC_LISTEN": "127.0.0.1:0",
            "TOCTOC_SEND_RATE": str(rate),
        }
        return start_ours(settings, stage.folder, slots)

    return command


def start_ours(settings: dict[str, str], folder: Path, slots: int) -> Process:
    """Import a programme of so many slots, then run TocToc."""
    if slots:
        file = str(programme(folder, slots))
        Process([TOCTOC, "import", file], folder, settings).popen.wait()
    return Process([TOCTOC, "run"], folder, settings)


def echo(transport: str) -> Callable[[Stage], Process]:
    """Run the bare echo over `ours` or `stock` transport."""
    return lambda stage: Process(
        python("bench.peers.echo", stage.url, stage.token, "--transport", transport), stage.folder
    )


def usual(slots: int) -> Callable[[Stage], Process]:
    """Run the usual style."""
    return lambda stage: Process(
        python("bench.peers.usual", stage.url, stage.token, stage.folder, slots), stage.folder
    )


def aiogram_echo(interpreter: Path) -> Callable[[Stage], Process]:
    """Run aiogram's echo."""
    script = ROOT / "bench" / "peers" / "aiogram_echo.py"
    return lambda stage: Process(
        [str(interpreter), str(script), stage.url, stage.token], stage.folder
    )


def aiogram_python() -> Path | None:
    """Return a Python that has aiogram, made on first use; None when it can't be installed."""
    interpreter = CACHE / "aiogram" / "bin" / "python"
    steps = [
        [sys.executable, "-m", "venv", str(CACHE / "aiogram")],
        [str(interpreter), "-m", "pip", "install", "--quiet", "aiogram>=3.20"],
    ]
    ready = interpreter.exists() and not _fails([str(interpreter), "-c", "import aiogram"])
    return interpreter if ready or not any(_fails(step) for step in steps) else None


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def programme(folder: Path, slots: int) -> Path:
    """Write a programme of so many slots, from the day after tomorrow on; return its file."""
    path = folder / "programme.csv"
    first = datetime.now(UTC).date() + timedelta(days=2)
    with path.open("w", newline="") as target:
        rows = csv.writer(target, delimiter=";")
        rows.writerow(COLUMNS)
        for number in range(slots):
            rows.writerow(_slot(number, first))
    return path


def _slot(number: int, first: date) -> list[object]:
    territory = LABELS[number % len(LABELS)]
    day = first + timedelta(days=number // 48 % 20)
    hour = 8 + number % 10
    return [
        f"Maison {number % 480}",
        f"Visite {number % 480}",
        SECTORS[number // len(LABELS) % len(SECTORS)],
        territory,
        "Metz",
        f"{day} {hour:02}:{number // 960 % 60:02}",
        f"{day} {hour + 1:02}:{number // 960 % 60:02}",
        100_000,
        "1 rue du Four",
        "57000",
        49.12,
        6.18,
    ]
