"""Filled bars: how much of the whole is there, row by row?"""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, plain
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 44
BAR = 14
WHOLE = 26
VALUE_MARGIN = 108
EDGE = 0.01
"""Share of the longest bar left free on both sides, so that outlines are not cut."""


def filled_bars(rows: pd.DataFrame, words: Words, *, weighs: bool = True) -> go.Figure:
    """Draw one outlined bar a row, as long as the whole of it weighs, filled as far as it is there.

    Columns: `label`, `there` and `whole` (shares of 1; what is there is never more than the whole). Rows keep their
    order; those that lack anything are written bold. Where no row *weighs* more than another all are as long. Of rows
    that are not `is_known` (where that column is there) it is written that this is the least, or that it is missing.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    whole, text = ("whole", "there_of_whole") if weighs else ("all", "there")
    lacks = rows["there"] < rows["whole"]
    key = [
        KeyItem("■", look.accent, words("charts.key.there")),
        KeyItem("□", look.ink, words(f"charts.key.{whole}")),
    ]
    drawing = row_sheet(beside(rows["label"], ROW_HEIGHT, bold=lacks), words, key=key, right=VALUE_MARGIN, bottom=4)
    texts = [_written(row, text, words) for row in rows.itertuples()]
    drawing.bars(
        name="whole",
        x=rows["whole"],
        width=WHOLE,
        marker={"color": "rgba(0,0,0,0)", "line": {"color": look.ink, "width": 1.5}},
    )
    drawing.bars(
        [f"{plain(label)}: {text}" for label, text in zip(rows["label"], texts)],
        name="there",
        x=rows["there"],
        width=BAR,
        marker={"color": look.accent},
    )
    drawing.write_rows(drawing.places.labels, drawing.values(texts, lacks))
    longest = rows["whole"].max()
    shown = native(
        BARS,
        rows["label"],
        series(words("charts.key.there"), rows["there"], look.accent),
        series(words(f"charts.key.{whole}"), rows["whole"], look.peer_soft),
        axis=(0, None),
        is_share=True,
        decimals=0,
    )
    return drawing.figure(xaxis=hidden(-longest * EDGE, longest * (1 + EDGE)), native=shown)


def _written(row: NamedTuple, text: str, words: Words) -> str:
    """Write how much is there; of what is not wholly known the least, and of nothing known nothing."""
    there = row.there / row.whole if row.whole else None
    if getattr(row, "is_known", True):
        return words(f"charts.{text}", there=there, whole=row.whole)
    if there and round(there, 2):
        return words(f"charts.{text}_least", there=there, whole=row.whole)
    return words(f"charts.{text}", there=None, whole=row.whole)
