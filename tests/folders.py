"""Data folders to start from: each is built once in a process, and copied for whoever needs one of their own."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from askers import analyst
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder

_homes: list[TemporaryDirectory] = []
"""What is deleted when the process ends."""


@cache
def _built(*, empty: bool) -> DataFolder:
    _homes.append(TemporaryDirectory(prefix="uji-"))
    folder = DataFolder(Path(_homes[-1].name) / "data")
    intake.build(folder, empty=empty)
    return folder


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
