"""Two dashboards as they are served on one lake: each shows what another process commits, in a visit that goes on."""

import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import folders
import lakes
from askers import analyst

from e2e.conftest import PATIENCE, serve
from e2e.messages import runs
from smartcity import intake
from smartcity.access.policy import ADMIN, Asker
from smartcity.intake.folder import LAKE_VARIABLE
from smartcity.keeping.moving import move

TITLES = ("Rapat pertama dari luar", "Rapat kedua dari luar")


def shown(visit, title):
    """Say whether a visit shows a title when the page runs again, and that none of its runs ends in an error."""
    until, is_shown = time.monotonic() + PATIENCE, False
    while not is_shown and time.monotonic() < until:
        told = next(visit)
        assert [one for one in told if one.delta.new_element.WhichOneof("type") == "exception"] == []
        is_shown = any(title in str(one) for one in told)
        # The catalogue is asked once a second.
        time.sleep(0 if is_shown else 0.2)
    return is_shown


def test_both_replicas_show_what_another_process_commits(tmp_path, monkeypatch):
    """Not before it was, and without anybody opening the page anew."""
    folder = replace(folders.empty(tmp_path / "data"), catalogue=lakes.server().catalogue())
    move(folder, "lake", Asker("Budi", ADMIN))
    monkeypatch.setenv(LAKE_VARIABLE, folder.catalogue)
    with ExitStack() as stack:
        served = [stack.enter_context(contextmanager(serve)(folder.root)) for _ in range(2)]
        visits = [runs(one.address, "rapat", PATIENCE) for one in served]
        third = stack.enter_context(intake.open_warehouse(folder, read_only=False))
        assert [title in str(next(visit)) for visit in visits for title in TITLES] == [False] * 4
        for title in TITLES:
            details = {"kind": "fgd", "date": "2024-06-01", "title": title}
            intake.arrange_meeting(folder, 2024, details, analyst("Rina"), third)
            assert [shown(visit, title) for visit in visits] == [True, True]
        for visit in visits:
            visit.close()
    folder.lake.close()
