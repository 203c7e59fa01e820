"""The one open warehouse of this process."""

import logging
import time
from contextlib import suppress
from pathlib import Path
from threading import RLock

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.ui.kinds import language
from smartcity.warehouse import Warehouse, WarehouseDamaged, WarehouseNotWritten
from smartcity.wording import Words

_LOG = logging.getLogger("smartcity")
_AGAIN_SECONDS = 60.0
_OF_FULL_DISKS = frozenset({"full", "not_written"})

_TRIED: dict[Path, float] = {}
"""When it was last tried in vain to build what a folder should show."""

_OPEN: dict[Path, Warehouse] = {}
_LOCK = RLock()
"""Not in a cache of Streamlit's, which any visitor may clear: a second warehouse would then show old figures."""


def _opened(folder: DataFolder) -> Warehouse:
    """Return the open warehouse of a folder; one that proved unusable is closed, rebuilt and opened again.

    While the disk is full the tables of the last build stand in for it, so that readers keep their pages; whether there
    is room is tried again from time to time.
    """
    with _LOCK:
        held = _OPEN.get(folder.root)
        if held is None or (held.is_spent and time.monotonic() >= _TRIED.get(folder.root, 0.0) + _AGAIN_SECONDS):
            _OPEN[folder.root] = _renewed(folder, _OPEN.pop(folder.root, None))
        return _OPEN[folder.root]


def _renewed(folder: DataFolder, spent: Warehouse | None) -> Warehouse:
    try:
        if spent is not None:
            spent.close()
            intake.build(folder)
        return intake.open_warehouse(folder, read_only=False)
    except (OSError, WarehouseNotWritten) as problem:
        standing = _standing(folder) if intake.trouble_of(problem, folder).code in _OF_FULL_DISKS else None
        if standing is None:
            raise
        _LOG.exception("the disk is full; pages show the tables of the last build")
        _TRIED[folder.root] = time.monotonic()
        return standing


def _standing(folder: DataFolder) -> Warehouse | None:
    """Open the tables of the last build as they are, to be replaced as soon as that can be; None without any."""
    if not folder.warehouse.is_file():
        return None
    with suppress(WarehouseDamaged, WarehouseNotWritten, OSError):
        warehouse = Warehouse(folder.warehouse)
        if warehouse.stamp():
            warehouse.is_spent = True
            return warehouse
        warehouse.close()
    return None


def warehouse() -> Warehouse:
    """Return this process's warehouse, opened and if needed built on the first call.

    All sessions share it; each of its calls takes a cursor of its own. Raises what `intake.open_warehouse` raises, and
    then tries again on the next call.
    """
    with st.spinner(Words(language())("ui.opening")):
        return _opened(DataFolder.chosen())


def close() -> None:
    """Close what is open, when the process or a test is done with it; the next call opens it again."""
    with _LOCK:
        while _OPEN:
            _OPEN.popitem()[1].close()
