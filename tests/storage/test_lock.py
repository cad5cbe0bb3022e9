"""One running program a database file."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.database import AlreadyRunning
from storage.lock import FileLock

OTHER = """
import sys
from pathlib import Path
from storage.database import AlreadyRunning
from storage.lock import FileLock
try:
    lock = FileLock(Path(sys.argv[1]))
except AlreadyRunning as refused:
    print("refused", refused, flush=True)
else:
    print("running", flush=True)
    sys.stdin.read()
"""


def other_process(database: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_process_on_the_same_file_is_refused_until_the_first_lets_go(path: Path) -> None:
    lock = FileLock(path)
    with other_process(path) as second:
        assert said(second) == f"refused {path}"
    lock.release()
    with other_process(path) as third:
        assert said(third) == "running"
        third.communicate("")


def test_the_lock_of_a_killed_process_is_free(path: Path) -> None:
    with other_process(path) as first:
        assert said(first) == "running"
        with pytest.raises(AlreadyRunning):
            FileLock(path)
        first.kill()
        first.wait(10)
    FileLock(path).release()


def test_two_files_are_two_programs_and_the_database_itself_is_not_touched(path: Path) -> None:
    locks = [FileLock(path), FileLock(path.with_name("other.sqlite"))]
    assert not path.exists()
    for lock in locks:
        lock.release()
