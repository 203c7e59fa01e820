"""Owners of innovations, by how many they have."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, hovers
from smartcity.charts.marks import bar_marker, hatched
from smartcity.charts.rows import BOLD, beside, row_sheet
from smartcity.charts.sheet import blank
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
    rows = rows.sort_values("count", ascending=False, kind="stable")
    colours = {"government": look.peer, "non_government": look.accent, "unknown": look.peer}
    names = {kind: words(f"charts.owner.{kind}") for kind in KINDS}
    key = [
        KeyItem("///" if kind == "unknown" else "■", colours[kind], names[kind])
        for kind in KINDS
        if kind in set(rows["kind"])
    ]
    places = beside(rows["label"], ROW_HEIGHT, bold=rows["kind"] == "non_government")
    drawing = row_sheet(places, words, key=key, right=VALUE_MARGIN, bottom=4)
    own = rows["kind"].map(colours)
    drawing.bars(
        hovers(words, "owner", rows.assign(kind=rows["kind"].map(names)), label="label", count="count", kind="kind"),
        x=rows["count"],
        width=BAR,
        marker=bar_marker(own, own, hatched(rows["kind"] == "unknown")),
    )
    drawing.write(*places.labels, *drawing.values(map(words.number, rows["count"]), BOLD))
    return drawing.figure(xaxis=hidden(0, rows["count"].max()))
