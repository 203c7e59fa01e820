"""Means on the spread of their answers, or differences of two means around zero.

Labels stand beside their rows where they fit; statements stand above them and take the width of a phone.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import LINE_HEIGHT, KeyItem, font, hover, note, plain, stacked, tinted, wrap
from smartcity.charts.marks import basis_marker, hatched
from smartcity.charts.template import (
    LABEL_CHARACTERS,
    LABEL_LINES,
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

BAND = 20
GAP = 16
ABOVE = 6
ROW_HEIGHT = 40
VALUE_MARGIN = 64
EDGE = 10
"""Room (px) left of the axis, so that a mark on its minimum is not cut."""

STATEMENT_CHARACTERS = 44
STATEMENT_LINES = 3
STEP = 0.25
"""The axis of differences reaches to a whole number of such steps and is ticked at some of them."""


def spread_rows(
    rows: pd.DataFrame, scale: tuple[float, float], words: Words, *, is_simulated: bool = False
) -> go.Figure:
    """Draw each mean on the band of its answers.

    Columns: `label`, `mean` (missing: the row stays, with a dash), `low` and `high` (may be missing), `remark` (a short
    text under the value, such as how many answered), `is_sample`. *scale* is the (minimum, maximum) of the axis;
    *is_simulated* gives the means the mark of a simulation. The band is the spread of the answers, not a margin of
    error. Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    mean = words("charts.key.simulated_mean" if is_simulated else "charts.key.mean")
    spelled = [words.number(value, 2) for value in rows["mean"]]
    return _drawn(rows, scale, score_ticks(scale, words), spelled, mean, is_simulated, words)


def change_rows(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw each difference of two means, with the spread of that difference, left or right of no change.

    Columns: `label`, `mean` (the difference), `low`, `high`, `remark` (what the difference is called), `is_sample`.
    Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    ends = rows[["mean", "low", "high"]].abs().to_numpy(float)
    reach = max(STEP, math.ceil(float(np.nanmax(ends)) / STEP) * STEP)
    every = STEP * math.ceil(reach / STEP / 2)
    ticks = [place * every for place in range(-int(reach / every), int(reach / every) + 1)]
    axis = {
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [words.number(tick, 2, sign=True) if tick else words.number(0) for tick in ticks],
        "showgrid": True,
    }
    spelled = [words.number(value, 2, sign=True) for value in rows["mean"]]
    figure = _drawn(rows, (-reach, reach), axis, spelled, words("charts.key.change"), False, words)
    look = theme()
    figure.add_shape(
        type="line", x0=0, x1=0, yref="paper", y0=0, y1=1, layer="below", line={"color": look.peer, "width": 2}
    )
    return figure


def _drawn(
    rows: pd.DataFrame,
    scale: tuple[float, float],
    ticks: dict,
    spelled: Sequence[str],
    mean: str,
    is_simulated: bool,
    words: Words,
) -> go.Figure:
    look = theme()
    rows = rows.reset_index(drop=True)
    is_sample = rows["is_sample"].astype(bool)
    key = [KeyItem(basis_marker("simulasi").glyph if is_simulated else "|", look.accent, mean)]
    if (~is_sample).any():
        key.append(KeyItem("—", look.accent_soft, words("charts.key.spread")))
    if is_sample.any():
        key.append(KeyItem("///", look.accent_soft, words("charts.key.spread_sample")))
    is_beside = all(len(wrap(label, LABEL_CHARACTERS)) <= LABEL_LINES for label in rows["label"])
    if is_beside:
        places, height = row_places(rows["label"], ROW_HEIGHT)
        labels = [row_label(label, place) for label, place in zip(rows["label"], places)]
    else:
        places, height, labels = _stated(rows["label"])
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN if is_beside else EDGE, right=VALUE_MARGIN)
    hovers = [
        hover(words, "spread", label=row.label, mean=value, low=row.low, high=row.high, remark=row.remark)
        for row, value in zip(rows.itertuples(), spelled)
    ]
    drawing.bars(
        name="band",
        orientation="h",
        x=rows["high"] - rows["low"],
        base=rows["low"],
        y=places,
        width=BAND,
        marker={
            "color": [look.accent_soft] * len(rows),
            "line": {"color": look.accent_soft, "width": look.thin_line},
            "pattern": hatched(is_sample, 0.4),
        },
        hovertext=hovers,
        hoverinfo="text",
    )
    tick = {"symbol": "line-ns", "size": BAND, "opacity": 1, "line": {"color": look.accent, "width": 4}}
    drawing.points(
        name="mean",
        x=rows["mean"],
        y=places,
        mode="markers",
        marker=basis_marker("simulasi").marker(look.accent, look.home_mark) if is_simulated else tick,
        hovertext=hovers,
        hoverinfo="text",
    )
    drawing.write(labels)
    for row, value, place in zip(rows.itertuples(), spelled, places):
        remark = tinted(plain(row.remark), look.muted, look.fine_size)
        drawing.write([row_value(f"<b>{value}</b><br>{remark}", place, VALUE_MARGIN, bold=False)])
    return drawing.figure(xaxis={"range": list(scale), **ticks}, yaxis=row_axis(height))


def _stated(labels: Iterable[str]) -> tuple[list[float], float, list[dict]]:
    """Place the rows under their statements: the centre of each band, the height of all, and the statements."""
    line = theme().chart_size * LINE_HEIGHT
    places, notes, depth = [], [], 0.0
    for label in labels:
        lines = wrap(label, STATEMENT_CHARACTERS, STATEMENT_LINES)
        notes.append(
            note(
                stacked(lines),
                xref="paper",
                x=0,
                xshift=-EDGE,
                y=depth,
                yanchor="top",
                font=font(),
                bgcolor=theme().paper,
            )
        )
        places.append(depth + len(lines) * line + ABOVE + BAND / 2)
        depth += len(lines) * line + ABOVE + BAND + GAP
    return places, depth, notes
