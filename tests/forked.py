"""Work in a process of its own that is forked after the imports: its death and its limits are real, its start is cheap.

A server without a thread imports the modules of the work that it is asked for, reads once what comes with the product,
and forks for every request. Where a system cannot fork, each request has a server of its own, which does the work
itself.
"""

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import readers
from commands import Answer

from smartcity.cli import command
from smartcity.intake.judging import shipped_regions
from smartcity.intake.release import product
from smartcity.wording import LANGUAGES, catalogue

ROOT = Path(__file__).parents[1]
CAN_FORK = hasattr(os, "fork")
_SERVE = "import forked; forked.serve()"
_PATIENCE = 60


@dataclass(frozen=True)
class _Job:
    """What a process does: *work* with *arguments*, after *before*, in an environment, writing to two files."""

    work: Callable[..., object]
    arguments: tuple
    before: Callable[[], None] | None
    environment: dict[str, str]
    outputs: tuple[str, str]


class _Server:
    """A process that forks for every job."""

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def start(self, job: _Job) -> int:
        """Start a job and return its process."""
        pickle.dump(job, self._process.stdin)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)

    def wait(self, process: int) -> int:
        """Wait for the end of a process and return its code."""
        if not CAN_FORK:
            return self._process.wait()
        pickle.dump(process, self._process.stdin)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)


def _server() -> _Server:
    return _shared() if CAN_FORK else _Server()


@cache
def _shared() -> _Server:
    return _Server()


@dataclass(frozen=True)
class Process:
    """A process that works until it is ended."""

    number: int
    server: _Server

    def end(self) -> int:
        """End it as a service is ended, and return its code."""
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGTERM)
        return self.server.wait(self.number)


def call(work: Callable[..., object], *arguments: object, before: Callable[[], None] | None = None) -> Answer:
    """Do *work* in a process that does *before* first, and return what it left; a code below 0 is a deadly signal.

    Both are functions of a module and find the environment as it is now.
    """
    with TemporaryDirectory(prefix="uji-") as place:
        outputs = [Path(place) / name for name in ("out", "err")]
        server = _server()
        code = server.wait(server.start(_Job(work, arguments, before, dict(os.environ), tuple(map(str, outputs)))))
        out, err = (path.read_bytes().decode(errors="replace") if path.exists() else "" for path in outputs)
    return Answer(code, out, err)


def start(work: Callable[..., object], *arguments: object, log: Path) -> Process:
    """Let a process do *work* until it is ended; what it says goes to *log*."""
    server = _server()
    return Process(server.start(_Job(work, arguments, None, dict(os.environ), (str(log), str(log)))), server)


def serve() -> None:
    """Start a process for each job on standard input, and wait for each number of one, until the input ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError):
        while True:
            request = pickle.load(requests)
            if isinstance(request, _Job):
                _read_once()
                answer = os.fork() if CAN_FORK else os.getpid()
                if answer in (0, os.getpid()):
                    _do(request, answers)
            else:
                answer = os.waitstatus_to_exitcode(os.waitpid(request, 0)[1])
            pickle.dump(answer, answers)
            answers.flush()
    # Who asked for them may have been killed, and would have ended them.
    children = psutil.Process().children()
    for child in children:
        child.terminate()
    psutil.wait_procs(children, timeout=_PATIENCE)


@cache
def _read_once() -> None:
    """Import and read what every job would import and read anew, as far as no environment changes it."""
    for name in ("build", "commit", "score"):
        command(name)
    # DuckDB imports it with the first table that it is given.
    import_module("pyarrow.dataset")
    for language in LANGUAGES:
        catalogue(language)
    product()
    shipped_regions()
    readers.stand_ready()


def _do(job: _Job, answers: object) -> None:
    code = 1
    try:
        if not CAN_FORK:
            pickle.dump(os.getpid(), answers)
            answers.flush()
        os.environ.clear()
        os.environ.update(job.environment)
        for number, path in enumerate((os.devnull, *job.outputs)):
            opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
            os.dup2(opened, number)
            os.close(opened)
        if job.before:
            job.before()
        code = job.work(*job.arguments) or 0
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
