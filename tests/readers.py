"""Reading processes that are forked after their imports: their limits and their deaths are real, their start is cheap.

One process without a thread imports what a reading process imports, in the same bare way, and forks for every file.
`tests/reading/test_guard.py` starts them as the product does, and so does a system that cannot fork. What else is done
apart, such as examining a file, is done here; `tests/intake/test_examining.py` starts that as the product does.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

from smartcity.checks.composite import table
from smartcity.intake import examining
from smartcity.reading import apart, standby

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
START_AS_THE_PRODUCT = standby._start
WAIT_AS_THE_PRODUCT = apart.stand_by

_NUMBER = 8
"""Bytes of a number on the way."""

_SERVE = """
import os, signal, socket
requests = socket.socket(fileno=0)
while ends := socket.recv_fds(requests, 1, 3)[1]:
    # The one that waits for the reader and tells how it ended; nobody waits for that one.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if not os.fork():
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        reader = os.fork()
        if not reader:
            for number, end in enumerate(ends[:2]):
                os.dup2(end, number)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            for end in ends:
                os.close(end)
            code = 1
            try:
                main()
                sys.stdout.flush()
                code = 0
            finally:
                os._exit(code)
        for end in ends[:2]:
            os.close(end)
        os.write(ends[2], reader.to_bytes(8, "big"))
        code = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
        os.write(ends[2], code.to_bytes(8, "big", signed=True))
        os._exit(0)
    for end in ends:
        os.close(end)
"""

_lock = threading.Lock()


def done_here(step: str, given: tuple, bounds: object, tell: Callable[[str, float], None] | None = None) -> bytes:
    """Do a step of `reading.apart` in this process, without its limits; what comes back is bytes all the same."""
    module, _, name = step.partition(":")
    return getattr(import_module(module), name)(*given, *([] if tell is None else [tell]))


def examine_here() -> None:
    """Let this process examine files and read tables itself, start none to wait for them, and fork for what reads."""
    if CAN_FORK:
        standby._start = Reader
    for step in (examining, table):
        step.done_apart = done_here
    apart.stand_by = nobody_waits


def stand_ready() -> None:
    """Start the process that forks for every file, so that what is forked from here need not."""
    if CAN_FORK:
        _server()


def nobody_waits(step: str) -> None:
    """Start no process for a step that is done here."""


@cache
def _server() -> tuple[socket.socket, subprocess.Popen]:
    ours, its = socket.socketpair()
    program = standby.BOOT.replace("main()\n", _SERVE)
    folder = str(Path(standby.__file__).parent)
    command = [sys.executable, "-I", "-S", "-c", program, folder, standby.site_folder()]
    with its:
        return ours, subprocess.Popen(command, stdin=its)


class Reader:
    """A reading process, with as much of `subprocess.Popen` as whoever feeds it needs."""

    def __init__(self) -> None:
        its_input, our_output = os.pipe()
        our_input, its_output = os.pipe()
        ending, its_ending = os.pipe()
        ends = [its_input, its_output, its_ending]
        with _lock:
            socket.send_fds(_server()[0], [b"r"], ends)
        for end in ends:
            os.close(end)
        self.stdin, self.stdout = open(our_output, "wb"), open(our_input, "rb")  # noqa: PTH123, SIM115 (numbers, and whoever reads closes them)
        self._ending = open(ending, "rb", buffering=0)  # noqa: PTH123, SIM115
        self._asking = threading.Lock()
        self.pid = int.from_bytes(self._ending.read(_NUMBER), "big")
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return its code if it has ended."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return its code; a negative one is a deadly signal."""
        code = self._look(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("reader", timeout)
        return code

    def kill(self) -> None:
        """End it at once."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _look(self, timeout: float | None) -> int | None:
        with self._asking:
            if self.returncode is None and select.select([self._ending], [], [], timeout)[0]:
                self.returncode = int.from_bytes(self._ending.read(_NUMBER), "big", signed=True)
                self._ending.close()
            return self.returncode
