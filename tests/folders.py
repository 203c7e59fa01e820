"""Data folders to start from: each is built once in a process, and copied for whoever needs one of their own."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from smartcity import intake
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


def empty(root: Path) -> DataFolder:
    """Make a built folder without the shipped workbooks at *root*."""
    return copied(_built(empty=True), root)


def full(root: Path) -> DataFolder:
    """Make a built folder with the shipped workbooks at *root*."""
    return copied(shipped(), root)
