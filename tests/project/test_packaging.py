"""What is installed is pinned, and what is installed is whole."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from storage.migrations import HERE, migrations
from tests.project.source import ROOT

PACKAGES = ("bot", "handlers", "storage", "simulator", "locales")


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_requirement_is_pinned_by_hash_and_says_not_where_from(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert not re.search(r"^\s*--?(?:index-url|i\b|extra-index|find-links|f\b|trusted)", text, re.M)
    assert "://" not in text
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.replace("\\\n", " "))
    pinned = [entry for entry in entries if re.match(r"[A-Za-z0-9]", entry)]
    assert len(pinned) > 20
    assert [e.split()[0] for e in pinned if "==" not in e or "--hash=sha256:" not in e] == []


def test_what_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = re.findall(
        r"^([\w.-]+)(?:\[[\w,]+\])?==", (ROOT / "requirements/run.txt").read_text(), re.M
    )
    have = {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}
    asked = {re.match(r"[\w.-]+", line)[0].lower() for line in project["dependencies"]}  # type: ignore[index]
    assert {re.sub(r"[-_.]+", "-", name) for name in asked} - have == set()


def test_the_wheel_holds_every_file_the_program_reads(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = f"from setuptools import build_meta; build_meta.build_wheel({str(tmp_path)!r})"
    command = [sys.executable, "-c", build]
    subprocess.run(command, cwd=source, check=True, timeout=60, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    needed = {
        path.relative_to(source).as_posix()
        for name in PACKAGES
        for path in (source / name).rglob("*")
        if path.is_file()
    }
    assert needed - packed == set()
    assert {Path(name).suffix for name in needed} >= {".py", ".po", ".sql", ".csv", ".html", ".js"}
    assert any(name.endswith("LICENSE") for name in packed)


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    numbers = [step.number for step in migrations("sqlite")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_one_database_alone_says_stands_beside_what_all_say() -> None:
    of_all = {path.stem for path in HERE.glob("*.sql") if path.name.count(".") == 1}
    of_one = {path.name.split(".")[0] for path in HERE.glob("*.*.sql")}
    assert of_one <= of_all
    assert {path.name.split(".")[1] for path in HERE.glob("*.*.sql")} <= {"sqlite", "postgres"}


def test_seats_taken_are_counted_by_triggers_alone() -> None:
    writes = re.compile(r"\b(?:SET|,)\s*taken\s*=|taken\s*=\s*taken", re.I)
    sources = [*(ROOT / "storage").glob("*.py"), *(ROOT / "bot").rglob("*.py")]
    assert [path.name for path in sources if writes.search(path.read_text())] == []
    assert writes.search((HERE / "0001_start.sqlite.sql").read_text())


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
