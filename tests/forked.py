"""Work in a process of its own that is forked after the imports: its death and its limits are real, its start is cheap.

A server without a thread imports what the work needs and forks for every call. Where a system cannot fork, each call
has a server of its own, which does the work itself.
"""

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import Answer

ROOT = Path(__file__).parents[1]
CAN_FORK = hasattr(os, "fork")
_SERVE = "import forked; forked.serve()"


def call(work: Callable[..., object], *arguments: object, before: Callable[[], None] | None = None) -> Answer:
    """Do *work* in a process that does *before* first, and return what it left; a code below 0 is a deadly signal.

    Both are functions of a module and find the environment as it is now.
    """
    with TemporaryDirectory(prefix="uji-") as place:
        outputs = [Path(place) / name for name in ("out", "err")]
        code = _server()((work, arguments, before, dict(os.environ), [str(path) for path in outputs]))
        out, err = (path.read_bytes().decode(errors="replace") if path.exists() else "" for path in outputs)
    return Answer(code, out, err)


def _server() -> Callable[[tuple], int]:
    return _started() if CAN_FORK else _started.__wrapped__()


@cache
def _started() -> Callable[[tuple], int]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def ask(request: tuple) -> int:
        pickle.dump(request, process.stdin)
        process.stdin.flush()
        if not CAN_FORK:
            process.stdin.close()
            return process.wait()
        return pickle.load(process.stdout)

    return ask


def serve() -> None:
    """Answer each request on standard input with the code of the process that did it, until the input ends."""
    from smartcity import cli, intake  # noqa: F401 (before a fork, so that no child imports them)

    intake.shipped_regions()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while request := _next(requests):
        child = os.fork() if CAN_FORK else 0
        if not child:
            _do(*request)
        pickle.dump(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), answers)
        answers.flush()


def _next(requests: object) -> tuple | None:
    try:
        return pickle.load(requests)
    except EOFError:
        return None


def _do(
    work: Callable[..., object],
    arguments: tuple,
    before: Callable[[], None] | None,
    environment: dict[str, str],
    outputs: list[str],
) -> None:
    code = 1
    try:
        os.environ.clear()
        os.environ.update(environment)
        for number, path in enumerate((os.devnull, *outputs)):
            opened = os.open(path, os.O_RDWR | os.O_CREAT)
            os.dup2(opened, number)
            os.close(opened)
        if before:
            before()
        code = work(*arguments) or 0
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
