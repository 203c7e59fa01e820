"""Feed, watch and end the process that reads untrusted files, so that its death is never ours."""

import contextlib
import dataclasses
import signal
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from smartcity.reading import standby
from smartcity.reading.frames import read_frame, write_frame
from smartcity.reading.prescan import Limits

MEMORY, TIME, CRASH = "memory", "time", "crash"

_IS_LIMITED_BY_SYSTEM = sys.platform == "linux"
_LOOK_SECONDS = 0.02
_GRACE_SECONDS = 2.0
_PATIENCE, _LEAST_SHARE = 3.0, 0.1
"""Its time is what a process works; on a busy machine the clock may run so many times as long, and for less than such a
share of it nobody waits on.
"""

_ABORTED = {-signal.SIGABRT, 3, 134, 0xC0000409}
_KILLED = {-9, 137}
_OUT_OF_TIME = {-24, 152}
"""Return codes of a process: signals on POSIX, what a Rust abort leaves behind on Windows."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read; *sheet_name* names the only sheet of a csv, *is_scanned_first* says whether the scan comes
    before the value reader, which is sure to end in a good finding, or beside it, which is quicker.
    """

    kind: str
    content: bytes
    sheet_name: str
    is_scanned_first: bool


class Watched(ABC):
    """A process with limits of memory and time, ended when this context ends; who inherits says what is started.

    Its time is that of the clock, but for what others on the machine kept it from working.

    On Linux the kernel limits its memory; where that cannot be relied on, *is_watched* lets a thread of ours look
    at its memory and end it.
    """

    def __init__(self, memory_bytes: int, seconds: float, is_watched: bool | None = None) -> None:
        self._memory_bytes, self._seconds = memory_bytes, seconds
        self._is_watched = not _IS_LIMITED_BY_SYSTEM if is_watched is None else is_watched
        self._over = threading.Event()
        self._verdict = ""
        self._process: subprocess.Popen | None = None
        self.renew()

    @abstractmethod
    def _start(self) -> subprocess.Popen:
        """Return the process."""

    @abstractmethod
    def _give(self, stream: BinaryIO) -> None:
        """Write what the process is to work on."""

    def _kill(self) -> None:
        """End the process with those that it started."""
        self._process.kill()

    def __enter__(self) -> Self:
        self._process = self._start()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._feed, self._watch)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        self._process.stdout.close()

    def renew(self) -> None:
        """Give the next file its full time."""
        now = time.monotonic()
        self._before = busy_of(self._process.pid) if self._process is not None else 0.0
        self._deadline, self._latest = now + self._seconds, now + _PATIENCE * self._seconds

    def frames(self) -> Iterator[object]:
        """Yield what the process answers until it ends; a garbled answer ends it too."""
        with contextlib.suppress(ValueError):
            while (frame := read_frame(self._process.stdout)) is not None:
                yield frame

    OUT_OF_MEMORY = _ABORTED | _KILLED
    """What it returns when memory ended it."""

    def ending(self) -> str:
        """Say what the process died of: `memory`, `time` or `crash`."""
        try:
            code = self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return CRASH
        if self._verdict:
            return self._verdict
        if code in _OUT_OF_TIME:
            return TIME
        return MEMORY if code in self.OUT_OF_MEMORY else CRASH

    def _feed(self) -> None:
        # A process that died in the meantime is noticed where its answers are read.
        with contextlib.suppress(OSError), self._process.stdin as stream:
            self._give(stream)
            stream.flush()

    def _watch(self) -> None:
        memory = memory_of(self._process.pid) if self._is_watched else None
        while True:
            left = self._deadline - time.monotonic()
            if left <= 0 and not self._waits_for_its_turn():
                self._end(TIME)
                return
            if memory and memory() > self._memory_bytes:
                self._end(MEMORY)
                return
            if self._over.wait(min(left, _LOOK_SECONDS) if memory else max(left, 0.0)):
                return

    def _waits_for_its_turn(self) -> bool:
        """Give more time to a process that others on this machine kept from working for the time that it had."""
        now, owed = time.monotonic(), self._seconds - (busy_of(self._process.pid) - self._before)
        self._deadline = min(now + owed, self._latest)
        return self._deadline - now > _LEAST_SHARE * self._seconds

    def _end(self, verdict: str) -> None:
        self._verdict = verdict
        self._kill()


class Guarded(Watched):
    """One reading process for a row of requests."""

    def __init__(self, requests: Sequence[Request], limits: Limits, is_watched: bool | None = None) -> None:
        self._requests, self._limits = requests, limits
        super().__init__(limits.memory_bytes, limits.seconds, is_watched)

    def _start(self) -> subprocess.Popen:
        return standby.take()

    def _give(self, stream: BinaryIO) -> None:
        write_frame(stream, {"limits": dataclasses.asdict(self._limits), "is_limited": not self._is_watched})
        for request in self._requests:
            fields = {name: getattr(request, name) for name in ("kind", "sheet_name", "is_scanned_first")}
            write_frame(stream, {**fields, "bytes": len(request.content)})
            stream.write(request.content)


def busy_of(pid: int) -> float:
    """Return the seconds that a process and those that it started have worked."""
    import psutil

    try:
        process = psutil.Process(pid)
        return sum(sum(one.cpu_times()[:4]) for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0.0


def memory_of(pid: int) -> Callable[[], int]:
    """Return a function that says how much memory a process holds, zero once it is gone."""
    import psutil

    def resident() -> int:
        try:
            return psutil.Process(pid).memory_info().rss
        except psutil.Error:
            return 0

    return resident
