"""A process that commits to a lake is killed again and again, wherever it is: what the others then find is whole."""

import os
import random
import signal
import time
from dataclasses import replace

import folders
import forked
import lakes
from restless import kills, write
from rows import rows_of

from smartcity import intake, keeping
from smartcity.access.policy import ADMIN, Asker
from smartcity.intake.judging import frames_of
from smartcity.keeping.doctor import FAULT
from smartcity.keeping.moving import move
from smartcity.warehouse import Warehouse

PATIENCE = 120
SEED = 16


def test_killed_at_any_moment_the_tables_are_those_of_the_journal(tmp_path):
    """Whoever comes next finds no lock held, no row that the journal knows nothing of, and finishes the step."""
    folder = replace(folders.empty(tmp_path / "data"), catalogue=lakes.server().catalogue())
    move(folder, "lake", Asker("Budi", ADMIN))
    moments = random.Random(SEED)
    for _ in range(kills()):
        before, start = len(intake.history(folder)), time.monotonic()
        process = forked.start(write, str(folder.root), folder.catalogue, log=tmp_path / "log")
        # What is counted is work, not time: it has gone on, then dies anywhere within the next steps.
        while len(intake.history(folder)) == before and time.monotonic() < start + PATIENCE:
            time.sleep(0.02)
        time.sleep(moments.uniform(0, 1))
        os.kill(process.number, signal.SIGKILL)
        assert process.server.wait(process.number) == -signal.SIGKILL, (tmp_path / "log").read_text()

        lines = intake.in_force(folder)
        with intake.open_warehouse(folder) as there, Warehouse.in_memory(frames_of(folder, lines)) as whole:
            assert rows_of(there) == rows_of(whole)
        found = keeping.examine(folder, intake.history(folder)[-1].moment)
        assert [check for check in found if check.level == FAULT and check.subject != "key"] == []
    assert len(intake.history(folder)) >= kills()
    folder.lake.close()
