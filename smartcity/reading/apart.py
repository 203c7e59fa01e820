"""Do one step with foreign bytes in a process of its own, whose memory and time are limited and which may die.

For what needs the project's own modules, such as judging or marking a workbook; cells are read by `guard`. What is
given goes over as it is; what comes back are bytes, so that nothing a taken-over process sends can run here.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from smartcity.reading import standby
from smartcity.reading.frames import write_frame
from smartcity.reading.guard import Watched
from smartcity.reading.prescan import MEBIBYTE

_ROOT = Path(__file__).parents[2]
_BOOT = """
import sys, types
root, step = sys.argv[1:]
sys.path.insert(0, root)
name = step.partition(":")[0].rpartition(".")[0]
if name:
    package = types.ModuleType(name)
    package.__path__ = ["/".join([root, *name.split(".")])]
    sys.modules[name] = package
from smartcity.reading.apart import serve
serve(step)
"""
"""The package of a step stands bare in the process, so that only what the step needs is imported."""

_OUT_OF_MEMORY = 77
_MOST_MADE = 1024 * MEBIBYTE

Tell = Callable[[str, float], None]
"""Is told the name of a part of a long step and its share done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one step may cost: memory beside that of the modules it needs, and seconds in all."""

    memory_bytes: int = 768 * MEBIBYTE
    seconds: float = 30.0


class OutOfBounds(Exception):
    """The step did not come to its end; *reason* is `memory`, `time` or `crash`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_lock = threading.Lock()
_waiting: dict[str, subprocess.Popen] = {}


def stand_by(step: str) -> None:
    """Have one process wait for the next doing of *step*, if the system allows it; one that waits already is enough."""
    with _lock, suppress(OSError):
        if step not in _waiting or _waiting[step].poll() is not None:
            _dismiss(step)
            _waiting[step] = _started(step)


def done_apart(step: str, given: tuple, bounds: Bounds = Bounds(), tell: Tell | None = None) -> bytes:
    """Let a process of its own do *step*, `module:function`, with *given*, and return the bytes that it makes.

    With *tell* the function is given one more argument, by which it tells how far it is.

    Raises:
        OutOfBounds: If it needs more than it may, or dies.
    """
    with _Apart(step, given, bounds, is_told=tell is not None) as child:
        for frame in child.frames():
            if isinstance(frame, int):
                made = child.taken(frame)
                if made is not None:
                    return made
                break
            if tell is not None:
                tell(str(frame[0]), float(frame[1]))
        raise OutOfBounds(child.ending())


class _Apart(Watched):
    """The process of one step."""

    OUT_OF_MEMORY = frozenset({_OUT_OF_MEMORY, -signal.SIGABRT, -9})

    def __init__(self, step: str, given: tuple, bounds: Bounds, *, is_told: bool) -> None:
        # Where the kernel does not limit it, what is looked at holds its modules too.
        super().__init__(2 * bounds.memory_bytes, bounds.seconds)
        self._step, self._sent = step, (bounds.memory_bytes, given, is_told)

    def taken(self, size: int) -> bytes | None:
        """Return the *size* bytes that were made; None where they are not all there, or too many."""
        made = self._process.stdout.read(size) if size <= _MOST_MADE else b""
        return made if len(made) == size else None

    def _start(self) -> subprocess.Popen:
        with _lock:
            waiting = _waiting.pop(self._step, None)
        return waiting if waiting is not None and waiting.poll() is None else _started(self._step)

    def _give(self, stream: BinaryIO) -> None:
        pickle.dump(self._sent, stream)

    def _kill(self) -> None:
        _end(self._process)


_OF_MEMORY = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Arrow's own way to memory takes a gigabyte of addresses before it holds anything, half of what a step may have."""


def _started(step: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _BOOT, str(_ROOT), step],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
        env={**os.environ, **_OF_MEMORY},
    )


def _end(process: subprocess.Popen) -> None:
    """End the process with those that it started itself."""
    if process.poll() is None and os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _dismiss(step: str) -> None:
    process = _waiting.pop(step, None)
    if process is not None:
        _end(process)
        process.wait()
        process.stdin.close()
        process.stdout.close()


@atexit.register
def _dismiss_all() -> None:
    for step in [*_waiting]:
        _dismiss(step)


def serve(step: str) -> None:
    """Do *step* with what stands on standard input, and write what it makes to standard output."""
    module, _, name = step.partition(":")
    work = getattr(import_module(module), name)
    standby.stand_by()  # whoever works with foreign bytes has them read
    memory_bytes, given, is_told = pickle.load(sys.stdin.buffer)
    _limit(memory_bytes)
    try:
        made = work(*given, *([_told] if is_told else []))
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    write_frame(sys.stdout.buffer, len(made))
    sys.stdout.buffer.write(made)


def _told(part: str, share: float) -> None:
    write_frame(sys.stdout.buffer, [part, share])


def _limit(memory_bytes: int) -> None:
    """Allow so much memory beside what the modules took; the process that it reads with sets limits of its own."""
    try:
        import resource
    except ImportError:  # Windows: the parent watches instead
        return
    if sys.platform != "linux":
        return
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + memory_bytes, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
