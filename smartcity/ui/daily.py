"""The daily backup while the dashboard runs: a process of its own, behind everything else, so that no page waits."""

import asyncio
import logging
import os
import sys
from asyncio import subprocess
from datetime import UTC, datetime

import psutil

from smartcity.intake import DataFolder
from smartcity.keeping import Daily, Unusable, due

_LOG = logging.getLogger("smartcity")
LOOK_SECONDS = 600
"""So often it is looked whether a backup is due."""


async def keep_daily() -> None:
    """Make a backup whenever one is due, until the server ends; one that fails is tried again at the next look."""
    while True:
        try:
            if due(Daily.of(DataFolder.chosen(), os.environ), datetime.now(UTC)):
                await make()
        except (OSError, Unusable):
            _LOG.exception("no daily backup could be made")
        await asyncio.sleep(LOOK_SECONDS)


async def make() -> None:
    """Make one now by the command of the same name, with what the machine has left over."""
    command = (sys.executable, "-m", "smartcity", "backup", "--daily", "--by", "harian")
    made = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    psutil.Process(made.pid).nice(psutil.IDLE_PRIORITY_CLASS if os.name == "nt" else _LAST)
    _, output = await made.communicate()
    if made.returncode:
        _LOG.error("no daily backup was made: %s", output.decode(errors="replace").strip())


_LAST = 19
