"""Dumbbells: two regions, component by component."""

from itertools import repeat

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import score_axis, window, zoom_key
from smartcity.charts.labels import font, hovers, note
from smartcity.charts.marks import markers, named_key, series_name
from smartcity.charts.native import DOTS, native, series
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 46
VALUE_MARGIN = 42
OTHER_MARK = 16
"""The other region's mark is the larger one behind ours, so that equal values show both."""


def dumbbell(rows: pd.DataFrame, scale: tuple[float, float], words: Words) -> go.Figure:
    """Draw our value and another region's on one line per component, each with its number outside.

    Columns: `label`, `home` and `other` (values, may be missing), `home_name`, `other_name`, `basis`; optionally
    `other_basis` (default: the basis of the row). *scale* is the method's (minimum, maximum); the axis is the
    part of it that the values take, and says so. Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.assign(gap=rows["home"] - rows["other"])
    bases = {"home": rows["basis"], "other": rows.get("other_basis", rows["basis"])}
    colours = {"home": look.accent, "other": look.peer}
    key = [named_key(bases[side], colours[side], rows[f"{side}_name"].iloc[0], words) for side in bases]
    shown = window(pd.concat([rows["home"], rows["other"]]), scale)
    key += zoom_key(shown, scale, words)
    drawing = row_sheet(beside(rows["label"], ROW_HEIGHT), words, key=key, right=VALUE_MARGIN)
    drawing.bars(name="gap", x=rows["gap"], base=rows["other"], width=4, marker={"color": look.accent_soft})
    columns = {name: name for name in ("label", "home_name", "home", "other_name", "other", "gap")}
    for side, size in (("other", OTHER_MARK), ("home", look.home_mark - 3)):
        marker = markers(bases[side], repeat(colours[side]), size)
        drawing.marks(rows[side], marker, hovers(words, "gap", rows, **columns), side)
    for row, centre, label in zip(rows.itertuples(), drawing.places.centres, drawing.places.labels):
        drawing.write(label)
        for side, value, is_left in (("home", row.home, row.gap < 0), ("other", row.other, not row.gap < 0)):
            if value == value:
                edge = {"xshift": -12, "xanchor": "right"} if is_left else {"xshift": 12, "xanchor": "left"}
                style = font(look.small_size, look.accent if side == "home" else look.muted, bold=side == "home")
                drawing.write(note(words.number(value, 2), x=value, y=centre, yanchor="middle", font=style, **edge))
    sides = [
        series(series_name(bases[side], rows[f"{side}_name"].iloc[0], words), rows[side], colours[side])
        for side in bases
    ]
    return drawing.figure(xaxis=score_axis(shown, words), native=native(DOTS, rows["label"], *sides, axis=shown))
