"""Tables to type in: what is typed is handed on cell by cell, and a table keeps its place while one types."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import escape
from numbers import Number
from types import MappingProxyType

import pandas as pd
import streamlit as st

from smartcity.ui.elements import refuse
from smartcity.ui.memory import Memory
from smartcity.ui.screen import DESK, HALL, PHONE, SCREEN
from smartcity.wording import Words

Cells = Mapping[str, Mapping[str, object]]
"""What was typed: row -> column -> value, None for a cell that was emptied."""

ROUND = Memory("tables round", 0)
"""Numbers the tables that are typed in; the next one makes them begin from what is held again."""

ROW, LINE, _HEAD, _MOST = 66, 35, 38, 640
"""Pixels of a row high enough that Streamlit wraps its text (above 4 rem), of one line, of the header, and of the table
at most; beyond that it scrolls."""

_SIZES = MappingProxyType({PHONE: (0.6, 1.6), DESK: (1.0, 1.0), HALL: (1.3125, 1.3125)})
"""How wide a column and how high a row is on each kind of screen, as a share of that at a desk: in a hall the letters
grow by as much, and on a phone a narrower column has more lines, so that what is typed in stands beside it."""

_YES = "\N{CHECK MARK}"

_LIMITS = ("min_value", "max_value")

_BEYOND: Memory[tuple[str, tuple[str, ...]]] = Memory("tables beyond", ("", ()))
"""The table in which numbers were typed last that are none of its own, and what is said of each."""


def draw_table(
    name: str,
    frame: pd.DataFrame,
    columns: Mapping[str, object],
    typed: Sequence[str],
    take: Callable[[Cells], None],
    alt: str,
    words: Words,
    *,
    optional: Collection[str] = (),
    row_height: int = ROW,
) -> None:
    """Draw *frame*, whose index names its rows, with the columns *typed* open for typing.

    The rows stay those of the moment when the table came onto the page: handing Streamlit other rows while somebody
    types would throw away what they typed. What the page draws beside comes from the draft that *take* writes.

    Args:
        name: Identifies the table; another scenario or component is another table.

        frame: The rows, with stable names as index.

        columns: Each shown column's configuration, in order; a number beyond its limits is refused with a sentence.

        typed: The columns that can be typed in.

        take: Is called with all that was typed since the table came onto the page.

        alt: What the table is, for who does not see it.

        words: Says what stands in an empty cell.

        optional: Columns that are left out where, at that same moment, no row says anything in them.

        row_height: Pixels of a row; a higher row lets long texts go on in further lines.
    """
    screen = SCREEN.get()
    wide, high = _SIZES[screen]
    # On another kind of screen the rows are as high as it needs, and begin from what is held by then.
    key, row_height = f"grid-{name}-{ROUND.get()}-{screen}", round(row_height * high)
    if key not in st.session_state:
        st.session_state[f"rows {key}"] = frame
    rows = st.session_state[f"rows {key}"]
    shown = {name: columns[name] for name in columns if name not in optional or (rows[name] != "").any()}

    def write() -> None:
        edited = st.session_state[key]["edited_rows"]
        cells = {rows.index[int(number)]: dict(own) for number, own in edited.items()}
        refusals = tuple(_refused(cells, shown, words))
        _BEYOND.keep((name, refusals))
        if refusals:
            # What is refused stands in the cell otherwise, beside figures that know nothing of it.
            ROUND.next_round()
        take({row: own for row, own in cells.items() if own})

    # Above, where it is seen; its place is there without it, too, so that nothing after it is drawn anew.
    with st.container():
        for text in _BEYOND.get()[1] if _BEYOND.get()[0] == name else ():
            refuse(text)
    st.data_editor(
        rows,
        key=key,
        column_order=tuple(shown),
        column_config={name: _sized(_unlimited(column), wide) for name, column in shown.items()},
        disabled=[column for column in shown if column not in typed],
        hide_index=True,
        num_rows="fixed",
        row_height=row_height,
        height=min(_MOST, _HEAD + row_height * len(rows)),
        placeholder=words.number(None),
        on_change=write,
        alt=alt,
    )
    st.html(on_paper(frame[list(shown)], [str(column["label"]) for column in shown.values()], words))


def _refused(cells: dict[str, dict[str, object]], columns: Mapping[str, object], words: Words) -> Iterator[str]:
    """Take out of the cells the numbers beyond the limits of their columns, and say of each what was expected."""
    for row, own in cells.items():
        for column, value in [*own.items()]:
            low, high = ((columns[column].get("type_config") or {}).get(name) for name in _LIMITS)
            if isinstance(value, Number) and ((low is not None and value < low) or (high is not None and value > high)):
                del own[column]
                values = {"row": row, "column": columns[column]["label"], "found": words.editable(float(value))}
                yield words(f"ui.table.{'below' if high is None else 'beyond'}", low=low, high=high, **values)


def _unlimited(column: Mapping[str, object]) -> Mapping[str, object]:
    """Take the limits out of a column: Streamlit makes another number of one beyond them, and says nothing."""
    told = column.get("type_config") or {}
    return {**column, "type_config": {**told, **dict.fromkeys(_LIMITS)}} if told.keys() & {*_LIMITS} else column


def _sized(column: Mapping[str, object], wide: float) -> dict[str, object]:
    width = column.get("width")
    return {**column, "width": round(width * wide)} if isinstance(width, int) else dict(column)


def on_paper(frame: pd.DataFrame, labels: Sequence[str], words: Words) -> str:
    """Write for print what a table to type in holds by now: its box is drawn for the screen and is cut on a sheet."""
    head = "".join(f"<th>{escape(label)}</th>" for label in labels)
    rows = (
        "".join(f"<td>{escape(_spelled(value, words))}</td>" for value in row)
        for row in frame.itertuples(index=False, name=None)
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="on-paper"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _spelled(value: object, words: Words) -> str:
    if pd.isna(value) or value is False or value == "":
        return words.number(None)
    if value is True:
        return _YES
    return words.editable(float(value)) if isinstance(value, Number) else str(value)
