"""The processes that tests fork: none of them outlives who asked for it."""

import os
import time

import forked
import psutil
import pytest


@pytest.mark.skipif(not forked.CAN_FORK, reason="Only where a system can fork does a server have processes.")
def test_what_was_forked_ends_with_who_asked_for_it(tmp_path, monkeypatch):
    """A run that is killed closes the line on which it asks; what it started would wait for ever."""
    # What is asked of it needs nothing of what others have read before.
    monkeypatch.setattr(forked, "_SERVE", "import forked; forked._read_once = lambda: None; forked.serve()")
    server, log = forked._Server(), str(tmp_path / "log")
    child = psutil.Process(server.start(forked._Job(time.sleep, (3600,), None, dict(os.environ), (log, log))))
    was_there = child.is_running()
    server._process.stdin.close()
    server._process.wait(600)
    assert (was_there, child.is_running()) == (True, False)
