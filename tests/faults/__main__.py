"""Plant every fault, one at a time, in a copy of the project, and say which of them the tests catch.

`python -m faults [--all] [name or area ...]` (with `tests` on the path; `make faults` does that). First the tests of
all chosen faults are run without any: they must pass. The exit code is 1 when too few faults are caught, and 2 when
that cannot be said: a fault is stale, or tests fail without one.
"""

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from faults.catalogue import DEMANDED, PROJECT, Fault, Stale, named
from faults.copies import caught_by, copy_to, run

AT_ONCE = 2


def main(arguments: list[str]) -> int:
    """Do what the *arguments* of the command line say; return the exit code."""
    parser = argparse.ArgumentParser(prog="make faults", description="Plant faults and say which the tests catch.")
    parser.add_argument("names", nargs="*", help="faults or areas; all of them when none is named")
    parser.add_argument(
        "--all", action="store_true", help="run every test with each fault, not only those that reach it"
    )
    chosen = parser.parse_args(arguments)
    try:
        wanted = named(chosen.names)
        for fault in wanted:
            fault.planted_in((PROJECT / fault.file).read_text("utf-8"))
    except (KeyError, Stale, OSError) as problem:
        print(problem.args[0] if isinstance(problem, KeyError) else problem, file=sys.stderr)
        return 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        copies = [copy_to(Path(folder) / f"copy-{number}") for number in range(1 if chosen.all else AT_ONCE)]
        tests = tuple(dict.fromkeys(path for fault in wanted for path in fault.tests))
        print(f"{len(wanted)} faults; first their tests without any ...", flush=True)
        clean = run(copies[0], tests, "-n", str(AT_ONCE))
        if not clean.has_passed:
            print(clean.printed, "\nThese fail without any fault.", sep="", file=sys.stderr)
            return 2
        print(f"they pass ({time.monotonic() - began:.0f} s)", flush=True)
        caught = _caught(wanted, copies, with_all=chosen.all)
    _print_table(wanted, caught)
    count = sum(map(bool, caught.values()))
    needed = -(-len(wanted) * DEMANDED.numerator // DEMANDED.denominator)
    print(f"{count} of {len(wanted)} caught, {needed} demanded ({time.monotonic() - began:.0f} s)")
    return 0 if count >= needed else 1


def _caught(wanted: tuple[Fault, ...], copies: list[Path], *, with_all: bool) -> dict[str, str]:
    """Return by name what caught each fault, as many at a time as there are copies."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def tried(fault: Fault) -> tuple[Fault, str, float]:
        copy, began = free.get(), time.monotonic()
        try:
            return fault, caught_by(fault, copy, with_all=with_all), time.monotonic() - began
        finally:
            free.put(copy)

    caught = {}
    with ThreadPoolExecutor(len(copies)) as pool:
        for number, done in enumerate(as_completed([pool.submit(tried, fault) for fault in wanted]), start=1):
            fault, by, seconds = done.result()
            caught[fault.name] = by
            print(f"{number}/{len(wanted)} {fault.area}/{fault.name}: {by or 'MISSED'} ({seconds:.0f} s)", flush=True)
    return caught


def _print_table(wanted: tuple[Fault, ...], caught: dict[str, str]) -> None:
    widths = [max(len(text) for text in column) for column in zip(*((fault.area, fault.name) for fault in wanted))]
    print()
    for fault in wanted:
        area, name = (text.ljust(width) for text, width in zip((fault.area, fault.name), widths))
        print(f"{area}  {name}  {caught[fault.name] or 'MISSED'}")
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
