"""Owners of innovations, by how many they have."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, hover
from smartcity.charts.marks import hatched
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, row_value, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 40
BAR = 14
VALUE_MARGIN = 30
KINDS = ("government", "non_government", "unknown")


def owner_bars(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw one bar per owner, most innovations first.

    Columns: `label`, `count`, `kind` ("government" grey, "non_government" in the accent, "unknown" hatched); another
    kind raises `KeyError`.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    unknown = set(rows["kind"]) - set(KINDS)
    if unknown:
        raise KeyError(f"no bar for kind {sorted(unknown)}; there are: {', '.join(KINDS)}")
    rows = rows.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)
    colours = {"government": look.peer, "non_government": look.accent, "unknown": look.peer}
    glyphs = {"government": "■", "non_government": "■", "unknown": "///"}
    shown = [kind for kind in KINDS if kind in set(rows["kind"])]
    key = [KeyItem(glyphs[kind], colours[kind], words(f"charts.owner.{kind}")) for kind in shown]
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN, bottom=4)
    drawing.bars(
        orientation="h",
        x=rows["count"],
        y=places,
        width=BAR,
        marker={
            "color": rows["kind"].map(colours),
            "line": {"color": rows["kind"].map(colours), "width": look.thin_line},
            "pattern": hatched(rows["kind"] == "unknown"),
        },
        hovertext=[
            hover(words, "owner", label=row.label, count=row.count, kind=words(f"charts.owner.{row.kind}"))
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    drawing.write(
        [
            row_label(row.label, place, bold=row.kind == "non_government")
            for row, place in zip(rows.itertuples(), places)
        ]
        + [row_value(words.number(count), place, VALUE_MARGIN) for count, place in zip(rows["count"], places)],
    )
    return drawing.figure(xaxis={"range": [0, rows["count"].max()], "visible": False}, yaxis=row_axis(height))
