"""A process that has loaded the program, and whose copies run it: real processes, there at once.

Each line of standard input is a request, `{"program", "arguments", "environment", "input",
"output", "errors"}`: call the program (`module:function`) with those arguments in `sys.argv` and
that environment, its three streams being those files. Answered are `{"started": pid}`, in the
order of the requests, and `{"ended": pid, "status": …}`, negative for a signal.
"""

import ctypes
import gc
import json
import os
import select
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PRELOADED = (
    "tests.support.bot_process",
    "bot.cli",
    "bot.commands.run",
    *(f"bot.commands.{name}" for name in ("importing", "exporting", "doctor", "stats", "checking")),
    *(f"bot.commands.{name}" for name in ("understanding", "backing_up", "restoring", "failures")),
    "bot.delivery.rounds",
    *(f"handlers.{name}" for name in ("letter_kinds", "other_doors", "other_places", "texts")),
)
ADDED_TO = os.O_WRONLY | os.O_APPEND | os.O_CREAT
STREAMS = (("input", os.O_RDONLY), ("output", ADDED_TO), ("errors", ADDED_TO))
ROOT = Path(__file__).parents[2]


def die_with_its_parent() -> None:
    """Be killed when the process that started this one ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def become(request: dict[str, Any]) -> None:
    """Be the process that was asked for, to its end."""
    die_with_its_parent()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(request["environment"])
    for number, (name, flags) in enumerate(STREAMS):
        file = os.open(request[name], flags, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, "r" if n == 0 else "w") for n in range(3))
    sys.argv = [request["program"], *request["arguments"]]
    module, _, function = request["program"].partition(":")
    getattr(import_module(module), function)()


def serve() -> None:
    """Copy this process for each request; tell when a copy ends."""
    woken, wakes = os.pipe2(os.O_NONBLOCK)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes)
    asked = sys.stdin.fileno()
    unread = b""
    while True:
        for ready in select.select([woken, asked], [], [])[0]:
            new = os.read(ready, 65536)
            if ready == woken:
                tell_of_the_ended()
            elif not new:
                return
            else:
                *lines, unread = (unread + new).split(b"\n")
                for line in lines:
                    start(json.loads(line))


def start(request: dict[str, Any]) -> None:
    """Copy this process; the copy never comes back."""
    pid = os.fork()
    if pid:
        tell({"started": pid})
        return
    status = 1
    try:
        become(request)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does at the end of a program
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def tell_of_the_ended() -> None:
    """Tell of every copy that ended since."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        tell({"ended": pid, "status": os.waitstatus_to_exitcode(status)})


def tell(answer: dict[str, int]) -> None:
    """Write an answer at once."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    die_with_its_parent()
    os.chdir(ROOT)
    for module in PRELOADED:
        import_module(module)
    gc.freeze()
    serve()
