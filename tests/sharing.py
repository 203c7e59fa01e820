"""The folder that all processes of a run share, where there are several: what takes long to build is built once."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

_VARIABLE = "UJI_BERSAMA"


def share() -> Callable[[], None]:
    """Make the folder for the processes that this one starts, and return what deletes it."""
    place = TemporaryDirectory(prefix="uji-bersama-", ignore_cleanup_errors=True)
    os.environ[_VARIABLE] = place.name
    return place.cleanup


def shared() -> Path | None:
    """Return the folder, or None where one process runs all tests."""
    name = os.environ.get(_VARIABLE)
    return None if name is None else Path(name)
