"""What moved the index? One signed row a part, from zero, in the order given."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, value_hovers
from smartcity.charts.marks import basis_key, basis_names, markers
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank, line
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 34
BAR = 6
VALUE_MARGIN = 56
ROOM = 1.08
LEAST_SIDE = 0.06
"""The narrower side of zero has at least this share of the plot, so that a mark on zero is whole."""


def contributions(rows: pd.DataFrame, words: Words, decimals: int = 3) -> go.Figure:
    """Draw what each part adds or takes away, in index points, and last what all of them come to.

    Columns: `label`, `value` (index points, may be missing), `basis`, `is_total` (the sum, in bold). Rows keep their
    order; a missing value keeps its row, with a dash. The mark at the end of a bar is that of its basis.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    has_value, is_total = rows["value"].notna(), rows["is_total"].astype(bool)
    has_risen = [value >= 0 for value in rows["value"].fillna(0)]
    key = basis_key(rows.loc[has_value, "basis"], look.muted, words)
    if has_value.any():
        key.append(KeyItem("—", look.accent, words("charts.key.raises")))
        key.append(KeyItem("—", look.peer, words("charts.key.lowers")))
    places = beside(rows["label"], ROW_HEIGHT, bold=is_total)
    drawing = row_sheet(places, words, key=key, right=VALUE_MARGIN, bottom=8)
    pale = [look.accent_soft if risen else look.peer_soft for risen in has_risen]
    drawing.bars(x=rows["value"], width=BAR, marker={"color": pale})
    texts = [words.number(value, decimals, sign=True) for value in rows["value"]]
    colours = [look.accent if risen else look.peer for risen in has_risen]
    marker = markers(rows["basis"], colours, look.home_mark)
    hovers = value_hovers(words, rows.assign(value=texts), key="contribution")
    drawing.marks(rows["value"], marker, hovers, "contribution")
    drawing.write_rows(places.labels, drawing.values(texts, is_total))
    drawing.draw(line((0, 0), (0, places.height), {"color": look.ink, "width": look.thin_line}))
    name = basis_names(rows.loc[has_value, "basis"], words)
    shown = native(
        BARS,
        rows["label"],
        series(name, rows["value"], look.accent, colours=colours),
        decimals=decimals,
        is_signed=True,
    )
    return drawing.figure(xaxis=hidden(*_reach(rows["value"])), native=shown)


def _reach(values: pd.Series) -> tuple[float, float]:
    """Give the ends of the axis: zero is always on it, and neither side of zero is cut."""
    known = values.dropna()
    low, high = min(0.0, *known, 0.0) * ROOM, max(0.0, *known, 0.0) * ROOM
    width = high - low or 1.0
    return min(low, -LEAST_SIDE * width), max(high, LEAST_SIDE * width)
