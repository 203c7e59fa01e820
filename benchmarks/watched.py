"""How much memory a job takes, watched from outside: the process that asks, the reader it starts, and both at once."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

PROJECT = Path(__file__).parents[1]
_LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Watched:
    """Seconds that a job says it took, and the most bytes it held: *app* itself, *reader* its child, *both* at once."""

    seconds: float
    app: int
    reader: int
    both: int


def watched(*job: object) -> Watched:
    """Run `benchmarks.alone` with *job* and look at its memory twenty times a second."""
    command = [sys.executable, "-m", "benchmarks.alone", *map(str, job)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        seen = psutil.Process(process.pid)
        most = (0, 0, 0)
        while process.poll() is None:
            app, reader = _memory(seen)
            most = max(most[0], app), max(most[1], reader), max(most[2], app + reader)
            time.sleep(_LOOK_SECONDS)
        seconds = process.stdout.read()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    return Watched(float(seconds), *most)


def _memory(process: psutil.Process) -> tuple[int, int]:
    try:
        children = [child.memory_info().rss for child in process.children() if child.status() != psutil.STATUS_ZOMBIE]
        return process.memory_info().rss, sum(children)
    except psutil.Error:
        return 0, 0
