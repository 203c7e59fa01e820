"""A process that writes is killed again and again, wherever it is: nothing is half done, and the next goes on."""

import os
import shutil
import signal
import time

import folders
import forked
from intake.test_flow import differing, tables
from restless import kills, write

from smartcity import intake, keeping
from smartcity.intake import DataFolder
from smartcity.keeping.doctor import FAULT

PATIENCE = 120


def size_of(folder: DataFolder) -> int:
    """Return how long the journal is."""
    return folder.journal.stat().st_size


def test_killed_at_any_moment_all_tables_are_those_of_the_journal(tmp_path):
    """Killed at moments that nobody chose: the journal is read whole, and a rebuild from it alone says the same."""
    folder = folders.empty(tmp_path / "data")
    for number in range(kills()):
        before, start = size_of(folder), time.monotonic()
        process = forked.start(write, str(folder.root), log=tmp_path / "log")
        # What is counted is work, not time: it has gone on, then dies a little later each time.
        while size_of(folder) == before and time.monotonic() < start + PATIENCE:
            time.sleep(0.01)
        time.sleep(0.03 * number)
        os.kill(process.number, signal.SIGKILL)
        assert process.server.wait(process.number) == -signal.SIGKILL, (tmp_path / "log").read_text()

        again = DataFolder(tmp_path / f"lagi-{number}")
        shutil.copytree(folder.raw, again.raw)
        assert differing(tables(folder), tables(again)) == []
        now = intake.history(folder)[-1].moment
        assert [
            check for check in keeping.examine(folder, now) if check.level == FAULT and check.subject != "key"
        ] == []
    assert len(intake.history(folder)) >= kills()
