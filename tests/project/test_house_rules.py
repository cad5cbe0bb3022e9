"""Rules of the house that no linter knows. Each list of exceptions must only shrink."""

import ast
import re

from tests.project.source import (
    EVERYTHING,
    PROGRAM,
    ROOT,
    functions,
    named,
    nodes,
    python_files,
    strings,
)

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_BRANCHES = 10
CODE = (*PROGRAM, "simulator")
THIS = "tests/project/test_house_rules.py"  # it names what it forbids

# What is over today, and by how much it may be; take off what is mended.
LONG_FILES: dict[str, int] = {}  # file → lines
LONG_FUNCTIONS: dict[str, int] = {}  # file:function → lines
TANGLED: dict[str, int] = {}  # file:function → ways through it

# file → why it has to catch whatever comes
BROAD_EXCEPTS = {
    "bot/delivery/keeper.py": "one round's mistake must not keep the others from running",
    "storage/sqlite_jobs.py": "whatever a job raises is its caller's to see",
}

# Where French words are the matter itself: what files and people write, and the demo's people.
FRENCH_IN_CODE = (
    "bot/understanding/",
    "bot/programme/",
    "bot/demo/",
    "bot/commands/demo.py",
)
FRENCH = re.compile(r"[àâçéèêëîïôùûœÀÂÇÉÈÊÎÔÛŒ«»]")
HOSTS = {"api.telegram.org", "t.me", "www.w3.org", "127.0.0.1", "localhost", "a.fr"}
INVENTED = (".example", "example.org", "example.com", ".invalid", ".test")
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
    found = {
        named(path)
        for path in python_files(*CODE)
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler) and is_broad(node)
    }
    assert found == set(BROAD_EXCEPTS)


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler swallows whatever comes; one that only cleans up raises it again."""
    caught = ast.unparse(handler.type) if handler.type else "BaseException"
    raises_again = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    return bool(re.search(r"\b(?:Base)?Exception\b", caught)) and not raises_again


def test_only_the_clock_and_commands_look_at_the_time() -> None:
    looks = re.compile(r"\b(?:datetime\.(?:now|today|utcnow)|date\.today|time\.time)\(")
    found = {named(path) for path in python_files(*PROGRAM) if looks.search(path.read_text())}
    assert {name for name in found if not name.startswith("bot/commands/")} == {"bot/clock.py"}


def test_no_sentence_for_people_stands_in_code() -> None:
    found = [
        f"{named(path)}:{line} {text!r}"
        for path in python_files(*PROGRAM)
        if not named(path).startswith(FRENCH_IN_CODE)
        for line, text in strings(path)
        if len(text) > 2 and FRENCH.search(text)
    ]
    assert found == []


def test_nothing_is_mocked_or_patched() -> None:
    forbidden = re.compile(
        r"^\s*(?:from|import)\s+(?:unittest\.)?mock|\b(?:monkeypatch|MagicMock|mocker)\b|\bpatch\(",
        re.M,
    )
    files = [path for path in python_files("tests", "bench") if named(path) != THIS]
    assert [named(path) for path in files if forbidden.search(path.read_text())] == []


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
    mark = re.compile(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplemented")
    files = [path for path in python_files(*EVERYTHING) if named(path) != THIS]
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


def test_every_host_named_is_one_the_program_knows() -> None:
    for path in texts():
        hosts = set(re.findall(r"https?://([\w.-]+\w)(?![\w{])", (ROOT / path).read_text()))
        strange = {host for host in hosts - HOSTS if not host.endswith(INVENTED)}
        assert not strange, path


def test_no_file_points_out_of_the_project() -> None:
    outside = re.compile(rf"{re.escape(str(ROOT))}/|(?<![\w/])((?:\.\./)+[\w.-]+)")
    for path in texts():
        for found in outside.finditer((ROOT / path).read_text()):
            target = ((ROOT / path).parent / (found[1] or "/")).resolve()
            assert target.is_relative_to(ROOT), f"{path}: {found[0]}"


def test_no_file_holds_a_token() -> None:
    token = re.compile(r"\b\d{8,10}:AA[\w-]{30,}")
    assert [path for path in texts() if token.search((ROOT / path).read_text())] == []
