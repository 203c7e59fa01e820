"""Copies of the project in which a fault is planted, its tests are run, and the fault is taken out again."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

from faults.catalogue import PROJECT, Fault

LONGEST = 600
"""Seconds after which a run with a fault is ended; the same tests without it take a fraction of that."""

_FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
_PASSED, _FAILURES, _INTERRUPTED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of tests said: whether they passed, the first one that did not, and all that was printed."""

    has_passed: bool
    first: str
    printed: str


def copy_to(folder: Path) -> Path:
    """Copy the tracked files of the project, as they stand now, into *folder*."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (PROJECT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target)
    return folder


@contextmanager
def planted(fault: Fault, copy: Path) -> Iterator[None]:
    """Plant *fault* in *copy* while inside.

    Compiled files go with the text, because two texts of one second and length would share them.
    """
    path = copy / fault.file
    whole = path.read_text("utf-8")
    compiled = Path(cache_from_source(str(path)))
    try:
        path.write_text(fault.planted_in(whole), "utf-8")
        compiled.unlink(missing_ok=True)
        yield
    finally:
        path.write_text(whole, "utf-8")
        compiled.unlink(missing_ok=True)


def run(copy: Path, tests: Sequence[str], *options: str, longest: float | None = None) -> Outcome:
    """Run *tests* in *copy*, with a folder of its own for whatever they make.

    Raises:
        RuntimeError: If pytest could not run them, because a path is wrong, say.
    """
    made = copy.with_name(f"{copy.name}-made")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    plain = ("-q", "-p", "no:cacheprovider", "-p", "faults.hasty", "--tb=line", "--no-header")
    command = [sys.executable, "-m", "pytest", *plain, f"--basetemp={made / 'tests'}", *options, *tests]
    surroundings = {**os.environ, "TMPDIR": str(made), "PYTHONPATH": str(copy / "tests")}
    try:
        done = subprocess.run(
            command, cwd=copy, env=surroundings, capture_output=True, text=True, errors="replace", timeout=longest
        )
    except subprocess.TimeoutExpired:
        return Outcome(False, f"not done after {longest:g} s", "")
    finally:
        shutil.rmtree(made, ignore_errors=True)
    printed = done.stdout + done.stderr
    if done.returncode not in (_PASSED, _FAILURES, _INTERRUPTED):
        raise RuntimeError(f"{' '.join(command)}\n{printed}")
    failed = _FAILED.search(printed)
    return Outcome(done.returncode == _PASSED, failed[1] if failed else "", printed)


def caught_by(fault: Fault, copy: Path, *, with_all: bool = False) -> str:
    """Return the first test that notices *fault*, "" when none of its tests does, nor any test *with_all*."""
    tests, options = (("tests",), ("-n", "2", "-m", "not browser")) if with_all else (fault.tests, ())
    with planted(fault, copy):
        outcome = run(copy, tests, "-x", *options, longest=None if with_all else LONGEST)
    return "" if outcome.has_passed else outcome.first or "nothing could be run"
