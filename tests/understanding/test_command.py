"""`toctoc understand` and `toctoc import --kind places`, as a person runs them: over a pipe."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.operate.terminal import Command, Ended

TOCTOC = Path(sys.executable).with_name("toctoc")
NOW = "2026-11-18T09:30:00"
LANGUAGES_SAID: tuple[dict[str, Any], ...] = ({}, {"lang": None}, {"lang": "xx"}, {"lang": "fr"})
LINES, MOST_SECONDS = 2000, 60  # two cores are shared by all tests
FIELDS = ["id", "start", "end", "question", "party", "territory", "sector", "host", "intent"]
NO_QUESTIONS = (
    "nonsense",
    "[1]",
    '"demain"',
    "{}",
    '{"id": 1, "text": 3}',
    '{"id": 1, "text": "demain", "now": "soon"}',
    '{"id": 1, "text": "demain", "now": 7}',
    '{"id": 1, "text": "demain", "lang": ',
)
TOWNS = """name,countrycode,latitude,longitude,population,alt
Briey,FR,49.249,5.940,5000,Bri
Saarbrücken,DE,49.235,6.997,180000,Sarrebruck|ci wei
"""
VISITS = """host;title;sector;territory;city;starts;ends;capacity;lat;lon
Forge Mirliton;Le marteau;Métallurgie;Moselle;Jœuf;24/11/2026 14:00;24/11/2026 15:00;10;49.23;6.01
"""


def toctoc(folder: Path, *words: str, given: str = "") -> Ended:
    """Run a command on a database in a folder."""
    more = {"TOCTOC_TIMEZONE": "Europe/Paris", "TOCTOC_LANGUAGE": "fr"}
    return Command(*words, database=folder / "toctoc.sqlite", env=more, given=given).ends()


def answers(folder: Path, *asked: dict[str, Any]) -> list[dict[str, Any]]:
    given = "".join(json.dumps(line) + "\n" for line in asked)
    done = toctoc(folder, "understand", given=given)
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def question(text: str, number: int = 1, now: str = NOW) -> dict[str, Any]:
    return {"id": number, "text": text, "lang": "fr", "now": now}


def test_without_a_database_the_demo_s_names_are_known_and_no_file_is_made(tmp_path: Path) -> None:
    (said,) = answers(tmp_path, question("mardi aprem une usine agro près de Metz pour 2"))
    assert said == {
        "id": 1,
        "start": "2026-11-24T12:00:00",
        "end": "2026-11-24T18:00:00",
        "question": False,
        "party": 2,
        "territory": "Moselle",
        "sector": "Agroalimentaire",
        "host": None,
        "intent": "book",
    }
    assert list(tmp_path.iterdir()) == []


def test_lines_are_answered_in_order_with_null_for_what_was_not_meant(tmp_path: Path) -> None:
    languages = ({"id": 1, "text": "demain", "now": NOW, **more} for more in LANGUAGES_SAID)
    abroad = question("demain 14h", now="2026-11-18T23:30:00Z")
    said = answers(
        tmp_path, question("bonjour", 7), question("mardi 25", 8), {**abroad, "id": 9}, *languages
    )
    assert [list(line) for line in said] == [FIELDS] * len(said)
    assert [line["id"] for line in said] == [7, 8, 9, 1, 1, 1, 1]
    assert {value for name, value in said[0].items() if name not in ("id", "question")} == {None}
    assert [line["question"] for line in said[:3]] == [False, True, False]
    assert [line["start"] for line in said[1:3]] == [None, "2026-11-20T14:00:00"]
    assert {line["start"] for line in said[3:]} == {"2026-11-19T00:00:00"}


def test_an_imported_programme_and_imported_towns_are_what_is_named(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(VISITS)
    (tmp_path / "towns.csv").write_text(TOWNS)
    for kind, file in (("visits", "visits"), ("places", "towns")):
        done = toctoc(tmp_path, "import", "--kind", kind, str(tmp_path / f"{file}.csv"))
        assert done.status == 0, done.err
    forge, town, gone = answers(
        tmp_path,
        question("chez mirliton"),
        question("une forge près de briey"),
        question("biscuiterie colombeline"),
    )
    assert forge["host"] == "Forge Mirliton"
    assert (town["territory"], town["sector"]) == ("Moselle", "Métallurgie")
    assert gone["host"] is None


def test_a_town_without_a_point_is_refused_by_line_and_importing_twice_changes_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "towns.csv").write_text(TOWNS + "Nulle-Part,FR,,,0,\n")
    importing = ("import", "--kind", "places", str(tmp_path / "towns.csv"))
    refused = toctoc(tmp_path, *importing)
    assert refused.status == 1
    assert "4" in refused.err
    assert "3 noms ajoutés" in toctoc(tmp_path, *importing, "--partial").out
    again = toctoc(tmp_path, *importing, "--partial")
    assert "0 noms ajoutés, 0 changés, 3 inchangés" in again.out


def test_a_line_that_is_no_question_is_told_and_the_rest_is_answered(tmp_path: Path) -> None:
    good = json.dumps(question("demain"))
    given = "\n".join([good, *(f"{line}\n{good}" for line in NO_QUESTIONS)])
    done = toctoc(tmp_path, "understand", given=given)
    said = [json.loads(answer) for answer in done.out.splitlines()]
    assert [line["start"] for line in said[::2]] == ["2026-11-19T00:00:00"] * 9
    assert [(bad["start"], bad["question"], "error" in bad) for bad in said[1::2]] == [
        (None, False, True)
    ] * len(NO_QUESTIONS)
    assert done.status == 1
    assert "2" in done.err
    assert "Traceback" not in done.err


def test_each_answer_comes_before_the_next_question_is_asked(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [TOCTOC, "understand"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TOCTOC_DATABASE": f"sqlite:///{tmp_path / 'none.sqlite'}"},
    )
    assert running.stdin is not None
    assert running.stdout is not None
    for number, text in enumerate(("demain", "bonjour", "jeudi")):
        running.stdin.write(json.dumps(question(text, number)) + "\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == number
    running.communicate(timeout=60)
    assert running.returncode == 0


def test_thousands_of_lines_are_answered_in_seconds(tmp_path: Path) -> None:
    texts = ("mardi aprem une usine agro près de Metz pour 2", "bonjour", "finalement on sera 3")
    asked = [question(texts[number % 3], number) for number in range(LINES)]
    begun = time.monotonic()
    said = answers(tmp_path, *asked)
    assert [line["id"] for line in said] == list(range(LINES))
    assert time.monotonic() - begun < MOST_SECONDS
