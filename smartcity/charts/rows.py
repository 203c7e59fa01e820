"""Dot-and-bar rows: how do we stand, component by component?"""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, hover
from smartcity.charts.marks import basis_key, basis_marker, markers
from smartcity.charts.template import (
    LABEL_MARGIN,
    blank,
    row_axis,
    row_label,
    row_places,
    row_value,
    score_ticks,
    sheet,
)
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 46
VALUE_MARGIN = 46


def component_rows(
    rows: pd.DataFrame, scale: tuple[float, float], words: Words, previous: str | None = None
) -> go.Figure:
    """Draw one row per component, highest value first, with last year and the national median where they exist.

    Columns: `label`, `value` (missing: the row stays, with a dash), `previous` and `reference` (may be missing),
    `basis`; optionally `previous_basis` (default: the basis of the row). *scale* is the method's (minimum, maximum).
    *previous* names the lighter value where it is another than last year's.
    Last year keeps the mark of its own basis and is only lighter and smaller: hollow means derived, here too.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.sort_values("value", ascending=False, na_position="last", kind="stable").reset_index(drop=True)
    previous = previous or words("charts.key.last_year")
    before = rows.get("previous_basis", rows["basis"]).fillna(rows["basis"])
    has_value, has_previous, has_reference = (rows[name].notna() for name in ("value", "previous", "reference"))

    key = basis_key(rows.loc[has_value, "basis"], look.accent, words)
    if has_previous.any():
        glyphs = "".join(item.glyph for item in basis_key(before[has_previous], look.peer, words))
        key.append(KeyItem(glyphs, look.peer, previous))
    if has_reference.any():
        key.append(KeyItem("|", look.ink, words("charts.key.national_median")))
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN)

    drawing.bars(
        orientation="h",
        x=rows["value"] - scale[0],
        base=scale[0],
        y=places,
        width=6,
        marker={"color": look.accent_soft, "cornerradius": 3},
        hoverinfo="skip",
    )
    drawing.points(
        name="reference",
        x=rows["reference"],
        y=places,
        mode="markers",
        marker={"symbol": "line-ns", "size": 22, "line": {"color": look.ink, "width": look.outline}},
        hovertext=[hover(words, "median", label=row.label, value=row.reference) for row in rows.itertuples()],
        hoverinfo="text",
    )
    drawing.points(
        name="previous",
        x=rows["previous"],
        y=places,
        mode="markers",
        marker=markers(map(basis_marker, before), [look.peer] * len(rows), look.peer_mark),
        hovertext=[
            hover(words, "named", label=row.label, name=previous, value=row.previous) for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    drawing.points(
        name="value",
        x=rows["value"],
        y=places,
        mode="markers",
        marker=markers(map(basis_marker, rows["basis"]), [look.accent] * len(rows), look.home_mark),
        hovertext=[
            hover(words, "value", label=row.label, value=row.value, basis=words(f"charts.basis.{row.basis}"))
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    drawing.write(
        [row_label(label, place) for label, place in zip(rows["label"], places)]
        + [row_value(words.number(value, 2), place, VALUE_MARGIN) for value, place in zip(rows["value"], places)],
    )
    return drawing.figure(
        xaxis={"range": list(scale), **score_ticks(scale, words)},
        yaxis=row_axis(height),
    )
