"""A table to type in: what is typed is handed on cell by cell, and the table keeps its place while one types."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from smartcity.ui.simulation.session import table_round

Change = Callable[[Mapping[str, Mapping[str, object]]], None]
"""Takes what was typed: row -> column -> value, None for a cell that was emptied."""

_ROW, _LINE, _HEAD, _MOST = 66, 35, 38, 640
"""Pixels of a row high enough that Streamlit wraps its text (above 4 rem), of one line, of the header, and of the table
at most; beyond that it scrolls."""


def grid(
    name: str,
    frame: pd.DataFrame,
    columns: Mapping[str, object],
    typed: Sequence[str],
    change: Change,
    alt: str,
    blank: str,
    *,
    wraps: bool = True,
) -> None:
    """Draw *frame*, whose index names its rows, with the columns *typed* open for typing.

    The rows stay those of the moment when the table came onto the page: handing Streamlit other rows while somebody
    types would throw away what they typed. What the page draws beside comes from the draft that *change* writes.

    Args:
        name: Identifies the table; another scenario or component is another table.

        frame: The rows, with stable names as index.

        columns: Each shown column's configuration, in order.

        typed: The columns that can be typed in.

        change: Is called with all that was typed since the table came onto the page.

        alt: What the table is, for who does not see it.

        blank: What stands in an empty cell.

        wraps: Let long texts go on in further lines of a higher row.
    """
    height = _ROW if wraps else _LINE
    key = f"grid-{name}-{table_round()}"
    if key not in st.session_state:
        st.session_state[f"rows {key}"] = frame
    rows = st.session_state[f"rows {key}"]
    st.data_editor(
        rows,
        key=key,
        column_order=tuple(columns),
        column_config=dict(columns),
        disabled=[column for column in columns if column not in typed],
        hide_index=True,
        num_rows="fixed",
        row_height=height,
        height=min(_MOST, _HEAD + height * len(rows)),
        placeholder=blank,
        on_change=_typed,
        args=(key, tuple(rows.index), change),
        alt=alt,
    )


def _typed(key: str, names: Sequence[str], change: Change) -> None:
    edited = st.session_state[key]["edited_rows"]
    change({names[int(number)]: dict(cells) for number, cells in edited.items()})
