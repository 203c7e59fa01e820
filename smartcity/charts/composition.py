"""Rows of an index and the groups that it is made of: who stands where, and by what?"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, hovers, value_hovers
from smartcity.charts.marks import bar_marker, basis_key, basis_names, markers
from smartcity.charts.native import BARS, STACKED, native, series
from smartcity.charts.rows import LABEL_MARGIN, beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import shade, theme
from smartcity.wording import Words

ROW_HEIGHT = 30
BAR = 16
RANK_MARGIN = 24
VALUE_MARGIN = 52
ROOM = 1.03


def composition_rows(rows: pd.DataFrame, parts: Sequence[tuple[str, str]], words: Words) -> go.Figure:
    """Draw one bar a row in the order given, its parts end to end from zero up to the mark of the index's basis.

    Without *parts* a bar is one piece.

    Columns: `label`, `value` (what the parts sum to), `rank`, `basis`, `is_home`, and one column per part. *parts* are
    pairs of column and name, none of them negative; they darken in their order, so that the key reads as the bars do.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    is_home = rows["is_home"].astype(bool)
    tints = [shade(look.accent, look.accent_soft, place / max(len(parts) - 1, 1)) for place in range(len(parts))]
    key = [KeyItem("■", tint, name) for tint, (_, name) in zip(tints, parts)]
    key += basis_key(rows["basis"], look.ink, words)
    places = beside(rows["label"], ROW_HEIGHT, bold=is_home)
    drawing = row_sheet(places, words, key=key, left=LABEL_MARGIN + RANK_MARGIN, right=VALUE_MARGIN, bottom=8)
    start = pd.Series(0.0, index=rows.index)
    for tint, (column, name) in zip(tints, parts):
        drawing.bars(
            hovers(words, "part", rows.assign(part=name), label="label", part="part", value=column),
            name=name,
            base=start,
            x=rows[column],
            width=BAR,
            marker=bar_marker(tint, look.paper),
        )
        start = start + rows[column]
    if not parts:
        colours = [look.accent if own else look.peer for own in is_home]
        drawing.bars(name="value", x=rows["value"], width=BAR, marker={"color": colours})
    colours = [look.accent if own else look.ink for own in is_home]
    marker = markers(rows["basis"], colours, look.peer_mark)
    drawing.marks(rows["value"], marker, value_hovers(words, rows), "index")
    ranks = drawing.values(map(words.digits, rows["rank"]), is_home)
    ranks = [rank | {"x": 0, "xshift": -LABEL_MARGIN - 8} for rank in ranks]
    values = drawing.values((words.number(value, 2) for value in rows["value"]), is_home)
    drawing.write_rows(ranks, places.labels, values)
    low, high = min(0.0, float(rows["value"].min())), max(0.0, float(rows["value"].max()))
    pieces = [series(name, rows[column], tint) for tint, (column, name) in zip(tints, parts)]
    whole = series(basis_names(rows["basis"], words), rows["value"], look.accent, colours=colours)
    shown = native(STACKED if parts else BARS, rows["label"], *(pieces or [whole]))
    return drawing.figure(xaxis=hidden(low * ROOM, (high or 1.0) * ROOM), native=shown)
