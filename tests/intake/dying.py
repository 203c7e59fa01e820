"""Work that commits or withdraws and is killed at one named moment; `test_crash.py` has a process of its own do it."""

import os
import signal
from pathlib import Path

import readers
from askers import analyst

import smartcity.intake.folder as folders
import smartcity.intake.journal as journals
import smartcity.warehouse.store as stores
from smartcity import intake
from smartcity.checks import Options
from smartcity.records.decisions import Alias, Decisions

DECISIONS = Decisions((Alias("header:marks", "Angka", "value"), Alias("item", "PERTAMA", "B1")))
"""What the loose marks of `test_crash.py` need before they can be loaded."""

MOMENTS = (
    "before the snapshot",
    "within the snapshot",
    "after the snapshot",
    "before the journal",
    "within the journal",
    "after the journal",
    "before the rebuild",
    "within the rebuild",
    "before the end of the rebuild",
    "after the rebuild",
)


def die(*_: object) -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def wrapped(call, before: bool, after: bool):
    """Let *call* run between two moments of which one may be the last."""

    def run(*given, **named):
        if before:
            die()
        made = call(*given, **named)
        if after:
            die()
        return made

    return run


def prepare(moment: str) -> None:
    """Plant the moment of death."""
    place = moment.removeprefix("before the ").removeprefix("within the ").removeprefix("after the ")
    before, after = moment.startswith("before the"), moment.startswith("after the")
    if moment == "within the snapshot":
        folders.os.fsync = die
    elif place == "snapshot":
        folders.DataFolder.keep = wrapped(folders.DataFolder.keep, before, after)
    elif moment == "within the journal":
        opened = Path.open

        def half(path: Path, mode: str = "r", *given, **named):
            file = opened(path, mode, *given, **named)
            if path.name == "journal.jsonl" and "a" in mode:
                write = file.write

                class Half:
                    """A file that takes half of what it is given, and then there is no more power."""

                    def __getattr__(self, name):
                        return getattr(file, name)

                    def __enter__(self):
                        return self

                    def __exit__(self, *_):
                        file.close()

                    def write(self, content):
                        write(content[: len(content) // 2])
                        file.flush()
                        die()

                return Half()
            return file

        Path.open = half
    elif place == "journal":
        journals.append = wrapped(journals.append, before, after)
    elif moment == "within the rebuild":
        rebuild = stores.Warehouse.rebuild
        stores.Warehouse.rebuild = lambda self, frames, stamp: rebuild(self, Dying(frames), stamp)
    elif moment == "before the end of the rebuild":
        rebuild = stores.Warehouse.rebuild
        stores.Warehouse.rebuild = lambda self, frames, stamp: rebuild(self, frames, LastWritten())
    else:
        stores.Warehouse.rebuild = wrapped(stores.Warehouse.rebuild, before, after)


class Dying(dict):
    """The frames of a build, up to the middle of them."""

    def __getitem__(self, name):
        if list(self).index(name) == len(self) // 2:
            die()
        return super().__getitem__(name)


class LastWritten:
    """The stamp, which is written last in the transaction."""

    def keys(self):
        """Die where the others are all written and nothing is committed."""
        die()


def main(root: str, action: str, moment: str, given: str) -> None:
    """Do *action* on the folder *root*, and die at *moment* if it is one."""
    readers.examine_here()
    folder = intake.DataFolder(Path(root))
    warehouse = intake.open_warehouse(folder, read_only=False)
    if moment in MOMENTS:
        prepare(moment)
    if action == "commit":
        content = Path(given).read_bytes()
        intake.commit(folder, content, Path(given).name, analyst("penguji"), Options(), warehouse)
    elif action == "decided commit":
        content = Path(given).read_bytes()
        intake.commit(folder, content, Path(given).name, analyst("penguji"), Options(), warehouse, DECISIONS)
    elif action == "decide":
        intake.decide(folder, DECISIONS, analyst("penguji"), "uji", warehouse)
    else:
        intake.withdraw(folder, [given], analyst("penguji"), "uji", warehouse)
