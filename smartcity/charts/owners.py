"""Owners of innovations, by how many they have."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, hovers, remark
from smartcity.charts.marks import bar_marker, hatched
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 40
BAR = 14
VALUE_MARGIN = 104
KINDS = ("government", "non_government", "unknown")


def owner_bars(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw one bar per owner, most innovations first, and last those of which no owner is known.

    Columns: `label`, `count`, `kind` ("government", "non_government", which is said beside the bar, "unknown", which is
    hatched; another raises `KeyError`), `is_named` (those that the title names, in the accent).
    """
    if rows.empty:
        return blank(words)
    look = theme()
    unknown = set(rows["kind"]) - set(KINDS)
    if unknown:
        raise KeyError(f"no bar for kind {sorted(unknown)}; there are: {', '.join(KINDS)}")
    rows = rows.assign(is_unknown=rows["kind"] == "unknown", is_named=rows["is_named"].astype(bool))
    rows = rows.sort_values(["is_unknown", "count"], ascending=[True, False], kind="stable")
    names = {kind: words(f"charts.owner.{kind}") for kind in KINDS}
    key = [KeyItem("■", look.accent, words("charts.key.named"))] if rows["is_named"].any() else []
    if rows["is_unknown"].any():
        key.append(KeyItem("///", look.peer, names["unknown"]))
    places = beside(rows["label"], ROW_HEIGHT, bold=rows["is_named"])
    drawing = row_sheet(places, words, key=key, right=VALUE_MARGIN, bottom=4)
    own = [look.accent if is_named else look.peer for is_named in rows["is_named"]]
    drawing.bars(
        hovers(words, "owner", rows.assign(kind=rows["kind"].map(names)), label="label", count="count", kind="kind"),
        x=rows["count"],
        width=BAR,
        marker=bar_marker(own, own, hatched(rows["is_unknown"])),
    )
    values = [
        f"<b>{words.number(count)}</b>" + (remark(names[kind]) if kind == "non_government" else "")
        for count, kind in zip(rows["count"], rows["kind"])
    ]
    drawing.write(*places.labels, *drawing.values(values))
    shown = native(
        BARS,
        rows["label"],
        series(words("charts.series.innovations"), rows["count"], look.accent, colours=own),
        axis=(0, None),
        decimals=0,
    )
    return drawing.figure(xaxis=hidden(0, rows["count"].max()), native=shown)
