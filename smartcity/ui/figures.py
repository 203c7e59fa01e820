"""How the dashboard fares, in figures for whoever keeps the machine: none of them names or counts a person's deeds."""

import bisect
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import accumulate
from threading import Lock

import psutil

from smartcity import intake
from smartcity.access import audit
from smartcity.intake import DataFolder
from smartcity.intake.journal import COMMIT
from smartcity.intake.trouble import TROUBLES
from smartcity.keeping import last_backup
from smartcity.serving import Figure
from smartcity.ui import sessions, store
from smartcity.warehouse import WarehouseBusy

BOUNDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds by which runs are told apart."""

_NOT_KNOWN = (WarehouseBusy, *TROUBLES)


class Runs:
    """How long the runs of pages took, since the process began."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.counts = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count a run; one that is broken off, as when a widget is pressed meanwhile, counts too."""
        start = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - start
            with self._lock:
                self.counts[bisect.bisect_left(BOUNDS, took)] += 1
                self.seconds += took

    def figures(self) -> Iterator[Figure]:
        """Give them as a histogram."""
        with self._lock:
            counts, seconds = [*accumulate(self.counts)], self.seconds
        name, told = "smartcity_run_seconds", "How long runs of pages took."
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts):
            yield Figure(f"{name}_bucket", told, count, {"le": bound}, "histogram")
        yield Figure(f"{name}_sum", told, seconds, kind="histogram")
        yield Figure(f"{name}_count", told, counts[-1], kind="histogram")


RUNS = Runs()


def is_well() -> bool:
    """Say whether the open warehouse answers a question."""
    try:
        return store.warehouse().stamp() is not None
    except _NOT_KNOWN:
        return False


def figures() -> Iterator[Figure]:
    """Count what there is; what cannot be known now is left out, never said to be nothing."""
    folder, now = DataFolder.chosen(), datetime.now(UTC)
    yield Figure("smartcity_sessions", "Open pages.", sessions.count())
    yield from RUNS.figures()
    try:
        lines = intake.history(folder)
        yield Figure("smartcity_commits_total", "Files loaded.", _commits(lines), kind="counter")
        yield Figure("smartcity_journal_lines", "Lines of the journal.", len(lines))
        stamp = store.warehouse().stamp()
        if stamp:
            yield Figure("smartcity_build_age_seconds", "Since the tables were made.", _since(stamp["built_at"], now))
    except _NOT_KNOWN:
        pass
    last = last_backup(folder)
    if last is not None:
        told = "Since the last backup that proved to be one."
        yield Figure("smartcity_backup_age_seconds", told, (now - last).total_seconds())
    told = "Attempts to sign in that failed."
    yield Figure("smartcity_failed_sign_ins_total", told, _failed(folder), kind="counter")
    yield Figure("smartcity_memory_bytes", "Memory of this process.", psutil.Process().memory_info().rss)


def _failed(folder: DataFolder) -> int:
    return sum(entry.did == audit.FAILED for entry in audit.Audit(folder.root / audit.FOLDER).entries())


def _commits(lines: tuple[intake.Line, ...]) -> int:
    return sum(line.action == COMMIT for line in lines)


def _since(moment: object, now: datetime) -> float:
    return (now - datetime.fromisoformat(str(moment))).total_seconds()
