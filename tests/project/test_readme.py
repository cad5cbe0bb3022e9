"""What the README says is so: commands, options, settings, the example."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import typer.main
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import DATA_FOLDER, Settings
from tests.project.source import ROOT, blocks, code_spans

README = ROOT / "README.md"
OPERATE = ROOT / "docs" / "operate"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def options_of(command: str) -> set[str]:
    parameters = COMMANDS[command].params
    return {name for one in parameters for name in (*one.opts, *one.secondary_opts)}


def told_commands() -> list[str]:
    """Every `toctoc …` in the documents for operators, in spans and in code blocks."""
    texts = [README, OPERATE / "README.md"]
    told = [span for path in texts for span in code_spans(path)]
    told += [line for path in texts for block in blocks(path, "sh") for line in block.splitlines()]
    told += (OPERATE / "toctoc.service").read_text().splitlines()
    found = [re.search(r"(?:^|bin/)toctoc ([a-z]+)\b([^#]*)", text) for text in told]
    return [f"{match[1]} {match[2]}" for match in found if match]


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(README.read_text().splitlines()) <= 150


def test_the_make_targets_it_names_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"\bmake (?:-C \S+ )?([a-z]+)\b", README.read_text()))
    assert {"demo", "test", "setup", "lint"} <= named <= targets


def test_every_command_and_option_it_names_exists() -> None:
    for told in told_commands():
        command, *rest = told.replace("[", " ").replace("]", " ").split()
        assert command in COMMANDS, told
        wrong = {word for word in rest if word.startswith("--")} - options_of(command)
        assert not wrong, told


def test_every_command_is_in_its_table() -> None:
    table = re.findall(r"^\| `toctoc (\w+)([^`]*)`", README.read_text(), re.M)
    assert {command for command, _ in table} == set(COMMANDS)
    for command, options in table:
        told = set(re.findall(r"--[a-z-]+", options))
        flags = {name for name in options_of(command) if name.startswith("--")}
        bare = {name.removeprefix("--").removeprefix("no-") for name in flags}
        assert {name.removeprefix("--").removeprefix("no-") for name in told} == bare, command


def test_the_table_of_settings_is_the_settings() -> None:
    rows = re.findall(r"^\| `TOCTOC_(\w+)` \| (.*?) ?\| (.*) \|$", README.read_text(), re.M)
    told = {name.lower(): (default.strip("` "), meaning) for name, default, meaning in rows}
    real = {
        name: (shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }
    assert told == real


def shown(default: object) -> str:
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    home = str(DATA_FOLDER.parent.parent.parent)
    return "" if default == () else str(default).replace(home + "/", "~/")


def toctoc(folder: Path, *words: str) -> Result:
    """Run a command on a database in a folder of its own."""
    environment = {
        "TOCTOC_DATABASE": f"sqlite:///{folder / 'toctoc.sqlite'}",
        "TOCTOC_LANGUAGE": "en",
        "COLUMNS": "200",
    }
    return CliRunner(env=environment).invoke(app, words)


def imports(folder: Path, programme: str, *options: str) -> Result:
    """Run `toctoc import` on a text."""
    (folder / "programme.csv").write_text(programme)
    return toctoc(folder, "import", str(folder / "programme.csv"), *options)


def test_its_example_of_a_programme_is_imported_and_twice_changes_nothing(tmp_path: Path) -> None:
    (example,) = blocks(README, "csv")
    dry = imports(tmp_path, example, "--dry-run")
    assert (dry.exit_code, "3 slots" in dry.stdout) == (0, True)
    first = imports(tmp_path, example)
    assert (first.exit_code, "3 slots added" in first.stdout) == (0, True)
    again = imports(tmp_path, example)
    assert (again.exit_code, "3 unchanged" in again.stdout) == (0, True)


def test_a_refused_line_imports_nothing_and_says_so_in_a_sentence(tmp_path: Path) -> None:
    (example,) = blocks(README, "csv")
    done = imports(tmp_path, example.replace("10h15", "10h75"))
    assert done.exit_code == 1
    assert "10h75" in done.stderr
    assert not re.search(r"\b[a-z]+\.[a-z]+_[a-z_]+\b", done.stderr), "an id instead of a sentence"


def test_what_is_missing_on_two_lines_is_told_in_the_plural(tmp_path: Path) -> None:
    (example,) = blocks(README, "csv")
    done = imports(tmp_path, example.replace(";20\n", ";\n"))
    assert done.exit_code == 0
    assert re.search(r"2 slots.*\(lines 2–3\)", done.stderr), done.stderr


def test_the_backup_it_advises_is_a_sound_copy_that_can_be_restored(tmp_path: Path) -> None:
    imports(tmp_path, blocks(README, "csv")[0])
    advice = "".join(blocks(OPERATE / "README.md", "sh"))
    assert "toctoc backup " in advice
    assert "toctoc restore " in advice
    copy = tmp_path / "copy.sqlite"
    for command in (["backup", str(copy)], ["restore", str(copy)], ["check"]):
        done = toctoc(tmp_path, *command)
        assert done.exit_code == 0, done.output
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM slot").fetchone() == (3,)


def test_the_files_for_operators_agree_with_the_program() -> None:
    path, listen = (str(Settings.model_fields[name].default) for name in ("webhook_path", "listen"))
    assert f"location = {path} " in (OPERATE / "nginx.conf").read_text()
    assert f"handle {path} " in (OPERATE / "Caddyfile").read_text()
    for name in ("nginx.conf", "Caddyfile"):
        assert listen in (OPERATE / name).read_text(), name
    named = re.findall(r"TOCTOC_(\w+)", "".join(p.read_text() for p in OPERATE.iterdir()))
    assert {name.lower() for name in named} - {"sqlite"} <= set(Settings.model_fields)
