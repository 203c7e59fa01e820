"""Do one step with foreign bytes in a process of its own, whose memory and time are limited and which may die.

For what needs the project's own modules, such as marking a workbook; cells are read by `guard`. What is given goes
over as it is; what comes back are bytes, so that nothing a taken-over process sends can run here.
"""

import os
import pickle
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from smartcity.reading.guard import CRASH, MEMORY, TIME, memory_of
from smartcity.reading.prescan import MEBIBYTE

_ROOT = Path(__file__).parents[2]
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from smartcity.reading.apart import serve; serve(sys.argv[2])"
_LOOK_SECONDS = 0.05
_OUT_OF_MEMORY = 77


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


def done_apart(step: str, given: object, bounds: Bounds = Bounds()) -> bytes:
    """Let a process of its own do *step*, `module:function`, with *given*, and return the bytes that it makes.

    Raises:
        OutOfBounds: If it needs more than it may, or dies.
    """
    command = [sys.executable, "-I", "-c", _BOOT, str(_ROOT), step]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    sent: bytes | None = pickle.dumps((bounds.memory_bytes, given))
    end, memory = time.monotonic() + bounds.seconds, None if sys.platform == "linux" else memory_of(process.pid)
    try:
        while True:
            try:
                made, _ = process.communicate(sent, timeout=_LOOK_SECONDS if memory else max(end - time.monotonic(), 0))
                break
            except subprocess.TimeoutExpired:
                sent = None
            if time.monotonic() >= end:
                raise OutOfBounds(TIME)
            if memory and memory() > 2 * bounds.memory_bytes:
                raise OutOfBounds(MEMORY)
    finally:
        _end(process)
    if process.returncode:
        raise OutOfBounds(MEMORY if process.returncode in (_OUT_OF_MEMORY, -signal.SIGABRT, -9) else CRASH)
    return made


def _end(process: subprocess.Popen) -> None:
    """End the process with those that it started itself."""
    if process.poll() is None and os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def serve(step: str) -> None:
    """Do *step* with what stands on standard input, and write what it makes to standard output."""
    module, _, name = step.partition(":")
    work = getattr(import_module(module), name)
    memory_bytes, given = pickle.load(sys.stdin.buffer)
    _limit(memory_bytes)
    try:
        made = work(*given)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    sys.stdout.buffer.write(made)


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
