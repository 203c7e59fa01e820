"""What moved the index? One signed bar a part, from zero, in the order given."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, hover
from smartcity.charts.marks import basis_key
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, row_value, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 34
BAR = 14
VALUE_MARGIN = 52
ROOM = 1.08


def contributions(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw what each part adds or takes away, in index points, and last what all of them come to.

    Columns: `label`, `value` (index points, may be missing), `basis`, `is_total` (the sum, in bold). Rows keep their
    order; a missing value keeps its row, with a dash.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.reset_index(drop=True)
    is_total = rows["is_total"].astype(bool)
    is_rise = rows["value"].fillna(0) >= 0
    key = [
        KeyItem("■", look.accent, words("charts.key.raises")),
        KeyItem("■", look.peer, words("charts.key.lowers")),
        *basis_key(rows.loc[rows["value"].notna(), "basis"], look.muted, words),
    ]
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN, bottom=8)
    reach = float(rows["value"].abs().max(skipna=True) or 0) * ROOM or 1.0
    drawing.bars(
        name="contribution",
        orientation="h",
        x=rows["value"],
        y=places,
        width=BAR,
        marker={"color": [look.accent if rise else look.peer for rise in is_rise]},
        hovertext=[hover(words, "contribution", label=row.label, value=row.value) for row in rows.itertuples()],
        hoverinfo="text",
    )
    notes = []
    for row, place, total in zip(rows.itertuples(), places, is_total):
        notes.append(row_label(row.label, place, bold=bool(total)))
        notes.append(row_value(words.number(row.value, 3, sign=True), place, VALUE_MARGIN, bold=bool(total)))
    zero = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": height,
        "line": {"color": look.ink, "width": look.thin_line},
    }
    drawing.write(notes, [zero])
    return drawing.figure(xaxis={"range": [-reach, reach], "visible": False}, yaxis=row_axis(height))
