"""Data folders to start from: each is built once in a run, and copied for whoever needs one of their own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from askers import analyst
from filelock import FileLock
from sharing import shared
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder, building, journal
from smartcity.intake import folder as places
from smartcity.warehouse import Warehouse

_homes: list[TemporaryDirectory] = []
"""What is deleted when the process ends."""


KEY_AS_THE_PRODUCT = places.new_key
"""How the product makes the key by which a folder tells people apart."""


def same_key() -> bytes:
    """Give the key by which all folders of the tests tell people apart; the product makes one that nobody can guess."""
    return b"kunci percobaan"


@cache
def _built(*, empty: bool) -> DataFolder:
    _homes.append(TemporaryDirectory(prefix="uji-"))
    folder = DataFolder(Path(_homes[-1].name) / "data")
    if (place := shared()) is None:
        intake.build(folder, empty=empty)
        return folder
    # Whoever comes first builds it; a folder without its last name is one that is not finished.
    common = place / ("kosong" if empty else "bawaan")
    with FileLock(common.with_suffix(".lock")):
        if not common.exists():
            begun = DataFolder(common.with_suffix(".belum"))
            intake.build(begun, empty=empty)
            begun.root.rename(common)
    return copied(DataFolder(common), folder.root)


@contextmanager
def opened_as(folder: DataFolder, standing: Warehouse, *, is_changed: bool = False) -> Iterator[None]:
    """Give what is open of a folder that is only read, unless it *is_changed*, to all that ask it in this process."""
    really = intake.open_warehouse

    def opened(wanted: DataFolder, *, read_only: bool = True) -> Warehouse:
        is_meant = wanted.root == folder.root and (read_only or is_changed)
        return standing if is_meant else really(wanted, read_only=read_only)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "close", lambda: None)
        patch.setattr(intake, "open_warehouse", opened)
        yield


@contextmanager
def opened_throughout(folder: DataFolder) -> Iterator[None]:
    """Open a folder once for whoever reads or changes it in this process: each step is seen in what stands open."""
    with (
        intake.open_warehouse(folder, read_only=False) as standing,
        opened_as(folder, standing, is_changed=True),
    ):
        yield


@dataclass
class _Held:
    """A warehouse that is kept open: how it is closed in the end, and whether it, and who asked last, may change it."""

    warehouse: Warehouse
    close: Callable[[], None]
    is_changeable: bool
    is_being_read: bool = True


@contextmanager
def kept_open() -> Iterator[None]:
    """Keep what is opened of a folder open for whoever asks the same folder next in this process.

    Who opens it to be read is held to that. It is opened anew after a build, where its tables are not those of its
    journal any more, and for the first one who changes it: a folder that is only read may be open elsewhere.
    """
    really, really_build = intake.open_warehouse, intake.build
    kept: dict[Path, _Held] = {}

    def opened(folder: DataFolder, *, read_only: bool = True) -> Warehouse:
        held = kept.get(folder.root)
        if held and not (_is_current(folder, held.warehouse) and (held.is_changeable or read_only)):
            let_go(folder)
            held = None
        if held is None:
            made = really(folder, read_only=read_only)
            held = kept[folder.root] = _Held(made, made.close, not read_only)
            patch.setattr(made, "close", lambda: None)
            patch.setattr(made, "rebuild", partial(rebuild, held, made.rebuild))
        held.is_being_read = read_only
        return held.warehouse

    def rebuild(held: _Held, really_rebuild: Callable[..., None], *given: object) -> None:
        assert not held.is_being_read, "it was opened to be read"
        really_rebuild(*given)

    def build(folder: DataFolder, **given: object) -> None:
        let_go(folder)
        really_build(folder, **given)

    def let_go(folder: DataFolder) -> None:
        if held := kept.pop(folder.root, None):
            held.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "open_warehouse", opened)
        patch.setattr(intake, "build", build)
        try:
            yield
        finally:
            for held in kept.values():
                held.close()


def _is_current(folder: DataFolder, warehouse: Warehouse) -> bool:
    lines = journal.in_force(journal.read(folder.journal))
    return not warehouse.is_spent and warehouse.stamp()["fingerprint"] == building.fingerprint(lines)


@contextmanager
def opened_once(folder: DataFolder) -> Iterator[None]:
    """Open a folder that is only read, once for all commands that ask it in this process."""
    with intake.open_warehouse(folder) as standing, opened_as(folder, standing):
        yield


def shipped() -> DataFolder:
    """Give the folder of the shipped workbooks as the real way in builds it; nobody may change it."""
    return _built(empty=False)


def copied(folder: DataFolder, root: Path) -> DataFolder:
    """Copy a folder that no process has open."""
    shutil.copytree(folder.root, root, dirs_exist_ok=True)
    return DataFolder(root)


def bare() -> DataFolder:
    """Give a built folder without any file; nobody may change it."""
    return _built(empty=True)


@cache
def one_year() -> DataFolder:
    """Give a folder with one file that holds one index of the home region; nobody may change it."""
    _homes.append(TemporaryDirectory(prefix="uji-"))
    folder = empty(Path(_homes[-1].name) / "data")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        content = results([result_row(1, HOME, YEAR, 3.41)])
        intake.commit(folder, content, "hasil.xlsx", analyst("penguji"), Options(), warehouse)
    return folder


def empty(root: Path) -> DataFolder:
    """Make a built folder without any file at *root*."""
    return copied(bare(), root)


def full(root: Path) -> DataFolder:
    """Make a built folder with the shipped workbooks at *root*."""
    return copied(shipped(), root)
