"""The one open warehouse of this process."""

from pathlib import Path

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.ui.kinds import language
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@st.cache_resource(show_spinner=False)
def _opened(root: str) -> Warehouse:
    return intake.open_warehouse(DataFolder(Path(root)), read_only=False)


def warehouse() -> Warehouse:
    """Return this process's warehouse, opened and if needed built on the first call.

    All sessions share it; each of its calls takes a cursor of its own. Raises what `intake.open_warehouse` raises, and
    then tries again on the next call. One that proved unusable is closed, rebuilt and opened again.
    """
    folder = DataFolder.chosen()
    root = str(folder.root)
    with st.spinner(Words(language())("ui.opening")):
        opened = _opened(root)
        if not opened.is_spent:
            return opened
        opened.close()
        _opened.clear()
        intake.build(folder)
        return _opened(root)
