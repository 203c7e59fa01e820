"""The one open warehouse of this process."""

from pathlib import Path
from threading import RLock

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.ui.kinds import language
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_OPEN: dict[Path, Warehouse] = {}
_LOCK = RLock()
"""Not in a cache of Streamlit's, which any visitor may clear: a second warehouse would then show old figures."""


def _opened(folder: DataFolder) -> Warehouse:
    """Return the open warehouse of a folder; one that proved unusable is closed, rebuilt and opened again."""
    with _LOCK:
        spent = folder.root in _OPEN and _OPEN[folder.root].is_spent
        if spent:
            _OPEN.pop(folder.root).close()
            intake.build(folder)
        if folder.root not in _OPEN:
            _OPEN[folder.root] = intake.open_warehouse(folder, read_only=False)
        return _OPEN[folder.root]


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
