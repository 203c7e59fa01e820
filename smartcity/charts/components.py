"""Dot-and-bar rows: how do we stand, component by component?"""

from itertools import repeat

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import score_axis
from smartcity.charts.labels import KeyItem, hover, hovers, value_hovers
from smartcity.charts.marks import basis_key, basis_names, markers
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import BOLD, beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 46
VALUE_MARGIN = 46
BELOW = 11
"""Last year's mark stands so far (px) below this year's, so that neither covers the other."""


def component_rows(rows: pd.DataFrame, scale: tuple[float, float], words: Words, previous: str = "") -> go.Figure:
    """Draw one row per component, highest value first, with last year and the national median where they exist.

    Columns: `label`, `value` (missing: the row stays, with a dash), `previous` and `reference` (may be missing),
    `basis`; optionally `previous_basis` (default: the basis of the row). *scale* is the method's (minimum, maximum).
    *previous* names the lighter value: its year.
    Last year keeps the mark of its own basis and is only lighter, smaller and lower: hollow means derived, here too.
    Bars begin at the minimum of the scale, so its axis is never a part of it.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.sort_values("value", ascending=False, na_position="last", kind="stable")
    before = rows.get("previous_basis", rows["basis"]).fillna(rows["basis"])
    has_value, has_previous, has_reference = (rows[name].notna() for name in ("value", "previous", "reference"))

    key = basis_key(rows.loc[has_value, "basis"], look.accent, words)
    if has_previous.any():
        glyphs = "".join(item.glyph for item in basis_key(before[has_previous], look.peer, words))
        key.append(KeyItem(glyphs, look.peer, previous))
    if has_reference.any():
        key.append(KeyItem("|", look.ink, words("charts.key.national_median")))
    drawing = row_sheet(beside(rows["label"], ROW_HEIGHT), words, key=key, right=VALUE_MARGIN)
    drawing.bars(
        x=rows["value"] - scale[0], base=scale[0], width=6, marker={"color": look.accent_soft, "cornerradius": 3}
    )
    drawing.marks(
        rows["reference"],
        {"symbol": "line-ns", "size": 22, "line": {"color": look.ink, "width": look.outline}},
        hovers(words, "median", rows, label="label", value="reference"),
        "reference",
    )
    drawing.marks(
        rows["previous"],
        markers(before, repeat(look.peer), look.peer_mark),
        [hover(words, "named", label=row.label, name=previous, value=row.previous) for row in rows.itertuples()],
        "previous",
        BELOW,
    )
    drawing.marks(
        rows["value"], markers(rows["basis"], repeat(look.accent), look.home_mark), value_hovers(words, rows), "value"
    )
    values = drawing.values((words.number(value, 2) for value in rows["value"]), BOLD)
    drawing.write(*drawing.places.labels, *values)
    shown = native(
        BARS,
        rows["label"],
        series(basis_names(rows.loc[has_value, "basis"], words), rows["value"], look.accent),
        series(previous, rows["previous"], look.peer),
        series(words("charts.key.national_median"), rows["reference"], look.ink),
        axis=scale,
    )
    return drawing.figure(xaxis=score_axis(scale, words), native=shown)
