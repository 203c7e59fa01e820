"""What moved the index? One signed row a part, from zero, in the order given."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, hover
from smartcity.charts.marks import basis_key, basis_marker, markers
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, row_value, sheet
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
    rows = rows.reset_index(drop=True)
    has_value = rows["value"].notna()
    colours = [look.accent if rise else look.peer for rise in rows["value"].fillna(0) >= 0]
    key = basis_key(rows.loc[has_value, "basis"], look.muted, words)
    if has_value.any():
        key += [
            KeyItem("━", look.accent, words("charts.key.raises")),
            KeyItem("━", look.peer, words("charts.key.lowers")),
        ]
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN, bottom=8)
    drawing.bars(
        orientation="h",
        x=rows["value"],
        y=places,
        width=BAR,
        marker={"color": [look.accent_soft if colour == look.accent else look.peer_soft for colour in colours]},
        hoverinfo="skip",
    )
    drawing.points(
        name="contribution",
        x=rows["value"],
        y=places,
        mode="markers",
        marker=markers(map(basis_marker, rows["basis"]), colours, look.home_mark),
        hovertext=[
            hover(
                words,
                "contribution",
                label=row.label,
                value=words.number(row.value, decimals, sign=True),
                basis=words(f"charts.basis.{row.basis}"),
            )
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    notes = []
    for row, place in zip(rows.itertuples(), places):
        is_total = bool(row.is_total)
        notes.append(row_label(row.label, place, bold=is_total))
        notes.append(row_value(words.number(row.value, decimals, sign=True), place, VALUE_MARGIN, bold=is_total))
    zero = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": height,
        "line": {"color": look.ink, "width": look.thin_line},
    }
    drawing.write(notes, [zero])
    return drawing.figure(xaxis={"range": _reach(rows["value"]), "visible": False}, yaxis=row_axis(height))


def _reach(values: pd.Series) -> list[float]:
    """Give the ends of the axis: zero is always on it, and neither side of zero is cut."""
    known = values.dropna()
    low, high = min(0.0, *known, 0.0) * ROOM, max(0.0, *known, 0.0) * ROOM
    width = high - low or 1.0
    return [min(low, -LEAST_SIDE * width), max(high, LEAST_SIDE * width)]
