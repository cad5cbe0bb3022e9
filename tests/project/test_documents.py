"""What the documents point at exists, and their words are the program's."""

import re
from pathlib import Path

import pytest

from tests.project.source import EVERYTHING, ROOT, code_spans, documents, named, python_files

DOCUMENTS = pytest.mark.parametrize("document", documents(), ids=named)
IS_PATH = re.compile(r"[\w./<>-]+/[\w.<>-]*|[\w-]+\.(?:py|po|sql|csv|md|toml|conf|service)")
PICTURES = {"docs/demo-phone.png", "docs/demo-desktop.png"}  # made when the demo looks its best
PATTERNS = ("NNNN_", "<")  # a form of names, not a name
ABROAD = ("/", "~", ".venv/", "sqlite:", "postgresql:", "http", "TOCTOC_", "Europe/")


def paths_in(document: Path) -> set[str]:
    spans = code_spans(document)
    found = {span for span in spans if IS_PATH.fullmatch(span) and not span.startswith(ABROAD)}
    return {span for span in found if not any(part in span for part in PATTERNS)}


def exists(path: str) -> bool:
    if "/" in path:
        return (ROOT / path).exists()
    return any(True for _ in ROOT.glob(path)) or any(
        found
        for folder in (*EVERYTHING, "docs", "locales")
        for found in (ROOT / folder).rglob(path)
    )


@DOCUMENTS
def test_every_path_a_document_names_exists(document: Path) -> None:
    assert {path for path in paths_in(document) if not exists(path)} == set()


@DOCUMENTS
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", document.read_text())
    ours = [document.parent / target for target in targets if "://" not in target]
    missing = {named(path.resolve()) for path in ours if not path.exists()}
    assert missing <= PICTURES


def test_every_row_of_the_map_points_at_a_file() -> None:
    rows = re.findall(
        r"^\| (?!I want)[^|]+\| ([^|]+) \|$", (ROOT / "docs/map.md").read_text(), re.M
    )
    assert len(rows) > 30
    without = [row for row in rows if not any(exists(p) for p in re.findall(r"`([^`]+)`", row))]
    assert without == []


def test_every_layer_of_the_program_is_on_the_map() -> None:
    told = (ROOT / "docs/map.md").read_text()
    folders = {
        named(path.parent)
        for path in python_files("bot", "handlers", "storage")
        if path.name != "__init__.py"
    }
    assert {folder for folder in folders if folder != "bot" and f"{folder}/" not in told} == set()


def test_every_decision_is_listed_with_its_number_and_has_three_parts() -> None:
    folder = ROOT / "docs/decisions"
    files = sorted(path for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"^\| \[(\d{4})\]\((\S+)\)", (folder / "README.md").read_text(), re.M)
    assert [name for _, name in listed] == [path.name for path in files]
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
    for path in files:
        parts = re.findall(r"\*\*(\w+)", path.read_text())
        wanted = [p for p in parts if p in ("Context", "Decision", "Decisions", "Consequences")]
        assert len(wanted) >= 3 or "## " in path.read_text(), path.name
        assert len(path.read_text().splitlines()) <= 70, f"{path.name} is more than a page"


# DESIGN's words; those that the program doesn't use yet say so in the glossary.
WORDS = """
    edition territory sector host visit slot audience regime conditions party class booking
    waitlist hold vacancy alert reminder notice news delivery staff
"""
NOT_YET = {"vacancy", "alert"}


@pytest.mark.parametrize("word", WORDS.split())
def test_every_word_of_the_design_is_explained_and_used(word: str) -> None:
    glossary = (ROOT / "docs/glossary.md").read_text()
    row = re.search(rf"^\| .*\*\*{word}\b.*$|^.*\*\*{word}\*\*.*$", glossary, re.M)
    assert row, word
    used = any(
        re.search(rf"(?<![a-z]){word}s?(?![a-z])", path.read_text(), re.I)
        for path in python_files("bot", "handlers", "storage")
    )
    assert used or (word in NOT_YET and re.search("later|not built yet", row[0])), word


def test_every_setting_file_and_class_in_the_glossarys_machine_part_exists() -> None:
    machine = (ROOT / "docs/glossary.md").read_text().partition("## Words of the machine")[2]
    rows = re.findall(r"^\| \*\*.*$", machine, re.M)
    assert len(rows) > 12
    pointed = [path for row in rows for path in re.findall(r"`(\S+/\S+\.py)`", row)]
    assert pointed
    assert all((ROOT / path).is_file() for path in pointed)
