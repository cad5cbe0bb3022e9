"""The bot starts without what only some of its work needs."""

import subprocess
import sys
from pathlib import Path

from bot.services.know_jobs import _ours
from tests.support.hiring_stage import hiring

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
LOADED_AFTER_THE_FIRST_ANSWERS = (
    "bot.understanding",
    "bot.services.match_alerts",
    "handlers.hiring",
    "handlers.letter_kinds",
    "handlers.other_doors",
    "handlers.other_places",
    "handlers.texts",
    "rapidfuzz",
    "snowballstemmer",
)


def loaded(start: str) -> set[str]:
    command = f"import sys; {start}; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    return set(ran.stdout.split())


def test_the_bot_starts_without_what_the_first_answers_do_without() -> None:
    at_the_start = loaded("import bot.cli, bot.commands.run")
    assert "handlers.entry" in at_the_start
    assert at_the_start & {*LOADED_WHEN_NEEDED, *LOADED_AFTER_THE_FIRST_ANSWERS} == set()


def test_nobody_waits_for_the_rest_a_little_later() -> None:
    soon = loaded("import bot.commands.run, handlers; handlers.load_the_rest()")
    assert soon & set(LOADED_WHEN_NEEDED) == set()
    assert soon >= set(LOADED_AFTER_THE_FIRST_ANSWERS) - {"bot.services.match_alerts"}


async def test_what_a_first_question_takes_is_ready_before_anybody_asks(tmp_path: Path) -> None:
    _ours.cache_clear()
    async with hiring(tmp_path) as stage:
        await stage.program.settled
        assert _ours.cache_info().misses == 1
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs ?")
        await karim.sees("déclare")
        assert _ours.cache_info().misses == 1
