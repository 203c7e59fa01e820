"""The lock of the one who writes: held in PostgreSQL, so that it holds for the processes of all machines."""

import time
from contextlib import ExitStack
from threading import RLock, get_ident
from typing import TYPE_CHECKING

import duckdb

from smartcity.warehouse.store import leave

if TYPE_CHECKING:
    from smartcity.lake.catalogue import Lake

LOCK_SECONDS = 60
_AGAIN_SECONDS = 0.07


class LakeLock:
    """A lock as `filelock` has them: taken again by the thread that holds it, let go of when its process ends."""

    lock_file = "smartcity_journal"
    """What is locked, for people to read."""

    def __init__(self, lake: "Lake", key: int) -> None:
        self._lake, self._key = lake, key
        self._threads = RLock()
        self._depth = 0
        self._owner = 0
        self._times = 0
        self._held: duckdb.DuckDBPyConnection | None = None

    def acquire(self, timeout: float = LOCK_SECONDS) -> ExitStack:
        """Take the lock, and give what lets go of it; raises `TimeoutError` where another one holds it that long."""
        until = time.monotonic() + timeout
        if not self._threads.acquire(timeout=timeout):
            raise TimeoutError(self.lock_file)
        try:
            while not self._depth and not self._is_taken():
                if time.monotonic() >= until:
                    raise TimeoutError(self.lock_file)
                time.sleep(_AGAIN_SECONDS)
        except BaseException:
            self._threads.release()
            raise
        self._times += not self._depth
        self._depth += 1
        self._owner = get_ident()
        held = ExitStack()
        held.callback(self.release)
        return held

    @property
    def term(self) -> int:
        """The number of the time for which this very thread holds it, 0 while it does not.

        What was read in that time stays as it is: nobody else writes.
        """
        return self._times if self._depth and self._owner == get_ident() else 0

    def _is_taken(self) -> bool:
        """Try to take it; it is held as long as the transaction of the cursor lasts."""
        held = self._lake.plain_cursor()
        try:
            held.begin()
            if self._lake.rows_of(held, f"select pg_try_advisory_xact_lock({self._key})")[0][0]:
                self._held = held
        except duckdb.Error as problem:
            self._lake.require_reach(problem)
            raise
        finally:
            if self._held is None:
                leave(held)
        return self._held is not None

    def release(self) -> None:
        """Let go of it once for each time it was taken."""
        self._depth -= 1
        if not self._depth and self._held is not None:
            held, self._held = self._held, None
            leave(held)
        self._threads.release()

    def __enter__(self) -> "LakeLock":
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
