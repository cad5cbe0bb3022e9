"""Rules of the house that no linter knows. Each list of exceptions must only shrink."""

import ast
import re

import pytest

from tests.project.source import (
    EVERYTHING,
    PROGRAM,
    ROOT,
    functions,
    named,
    python_files,
    strings,
    tree,
)

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_BRANCHES = 10
CODE = (*PROGRAM, "simulator")

# What is over today, and by how much it may be; take off what is mended.
LONG_FILES: dict[str, int] = {}  # file → lines
LONG_FUNCTIONS: dict[str, int] = {}  # file:function → lines
TANGLED = {  # file:function → ways through it
    "bot/delivery/sender.py:_round": 11,
    "bot/programme/events.py:_cells": 15,
    "bot/programme/instants.py:_day": 13,
    "bot/programme/openagenda.py:_text": 11,
    "bot/programme/recurrence.py:_fitting": 11,
    "bot/programme/recurrence.py:_repeated": 11,
    "bot/understanding/calendar.py:in_month": 12,
    "bot/understanding/dates.py:_answer": 14,
    "bot/understanding/dates.py:_likely_first": 11,
    "bot/understanding/dates.py:_within": 11,
    "bot/understanding/rules_hours.py:range_of": 20,
    "handlers/letters.py:_useless": 12,
}

# file → why it has to catch whatever comes
BROAD_EXCEPTS = {"storage/sqlite_jobs.py": "whatever a job raises is its caller's to see"}

# Where French words are the matter itself: what files and people write, and the demo's people.
FRENCH_IN_CODE = (
    "bot/understanding/",
    "bot/programme/",
    "bot/demo/",
    "bot/commands/demo.py",
)
FRENCH = re.compile(r"[àâçéèêëîïôùûœÀÂÇÉÈÊÎÔÛŒ«»]")
SECONDS_OF_VIRTUAL_TIME = {"tests/delivery/test_pace.py"}


BRANCH = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.Assert,
    ast.comprehension, ast.match_case,
)  # fmt: skip


def complexity(function: ast.AST) -> int:
    """Count the ways through a function: one, and one more at each branch."""
    nodes = list(ast.walk(function))
    operators = [node for node in nodes if isinstance(node, ast.BoolOp)]
    branches = [node for node in nodes if isinstance(node, BRANCH)]
    return 1 + len(branches) + sum(len(node.values) - 1 for node in operators)


def over(sizes: dict[str, int], most: int, excepted: dict[str, int]) -> dict[str, int]:
    """Return what is too large and not excepted at that size, and exceptions nobody needs."""
    large = {name: size for name, size in sizes.items() if size > excepted.get(name, most)}
    return large | {name: 0 for name in excepted if sizes.get(name, 0) <= most}


def test_no_file_is_too_long() -> None:
    sizes = {named(path): len(path.read_text().splitlines()) for path in python_files(*CODE)}
    assert over(sizes, MOST_LINES_OF_A_FILE, LONG_FILES) == {}


def test_no_function_is_too_long() -> None:
    sizes = {
        f"{named(path)}:{one.name}": (one.end_lineno or 0) - one.lineno + 1
        for path in python_files(*CODE)
        for one in functions(path)
    }
    assert over(sizes, MOST_LINES_OF_A_FUNCTION, LONG_FUNCTIONS) == {}


def test_no_function_is_too_tangled() -> None:
    ways = {
        f"{named(path)}:{one.name}": complexity(one)
        for path in python_files(*CODE)
        for one in functions(path)
    }
    assert over(ways, MOST_BRANCHES, TANGLED) == {}


def test_broad_excepts_stand_where_they_are_explained() -> None:
    found = set()
    for path in python_files(*CODE):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "BaseException"
                if re.search(r"\b(?:Base)?Exception\b", caught):
                    found.add(named(path))
    assert found == set(BROAD_EXCEPTS)


def test_no_sentence_for_people_stands_in_code() -> None:
    found = [
        f"{named(path)}:{text.lineno} {text.value!r}"
        for path in python_files(*PROGRAM)
        if not named(path).startswith(FRENCH_IN_CODE)
        for text in strings(path)
        if len(text.value) > 2 and FRENCH.search(text.value)
    ]
    assert found == []


def test_nothing_is_mocked_or_patched() -> None:
    forbidden = re.compile(
        r"^\s*(?:from|import)\s+(?:unittest\.)?mock|\bmonkey"
        r"patch\b|\bMagic"
        r"Mock\b"
        r"|\bmocker\b|\bpatch\(",
        re.M,
    )
    found = [named(p) for p in python_files("tests", "bench") if forbidden.search(p.read_text())]
    assert found == []


def test_no_test_sleeps_but_to_look_again_before_a_deadline() -> None:
    found = []
    for path in python_files("tests"):
        if named(path) in SECONDS_OF_VIRTUAL_TIME:
            continue
        for one in functions(path):
            sleeps = [n for n in ast.walk(one) if isinstance(n, ast.Call) and is_sleep(n)]
            if sleeps and not re.search("deadline|timeout", ast.unparse(one)):
                found.append(f"{named(path)}:{one.name}")
    assert found == []


def is_sleep(call: ast.Call) -> bool:
    slept = ast.unparse(call.func).rpartition(".")[2] == "sleep"
    return slept and ast.unparse(call.args[0]) != "0"


def test_nothing_is_left_to_do() -> None:
    mark = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b|raise NotImplemented")
    files = python_files(*EVERYTHING)
    assert [named(path) for path in files if mark.search(path.read_text())] == []


def texts() -> list[str]:
    folders = (*EVERYTHING, "docs", "locales", "requirements", ".ci")
    kinds = {".py", ".md", ".po", ".sql", ".js", ".html", ".txt", ".conf", ".service", ""}
    found = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in kinds
    ]
    return [named(path) for path in [*found, ROOT / "README.md", ROOT / "pyproject.toml"]]


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param(r"pypi\.org|pythonhosted\.org|/simple/\b|npmjs\.org", id="a package registry"),
        pytest.param(
            r"/work/\w+|\bfarm-" r"studio\b|\.lib" r"rary/", id="the place it was made in"
        ),
        pytest.param(r"\b\d{8,10}:AA[\w-]{30,}", id="a bot's token"),
    ],
)
def test_no_file_names(foreign: str) -> None:
    pattern = re.compile(foreign)
    this = named(ROOT / "tests/project/test_house_rules.py")
    found = [p for p in texts() if p != this and pattern.search((ROOT / p).read_text())]
    assert found == []
