"""The bot starts without the libraries that only some of its work needs."""

import subprocess
import sys

LOADED_WHEN_NEEDED = (
    "dateparser",
    "fontTools",
    "fpdf",
    "icalendar",
    "matplotlib",
    "numpy",
    "openpyxl",
    "PIL",
    "psycopg",
    "segno",
    "xlsxwriter",
)


def test_the_bot_starts_without_the_libraries_of_files_and_pictures() -> None:
    start = "import sys, bot.cli, bot.commands.run; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True)
    assert "telegram" in ran.stdout.split()
    assert {name for name in LOADED_WHEN_NEEDED if name in ran.stdout.split()} == set()
