"""What do people say? One stacked bar a statement, the neutral answer on the centre line."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, hover, remark
from smartcity.charts.marks import bar_marker, hatched_over
from smartcity.charts.rows import beneath, row_sheet
from smartcity.charts.sheet import INSIDE, blank, line
from smartcity.charts.theme import shade, text_on, theme
from smartcity.wording import Words

BAR = 20
GAP = 18
ABOVE = 4
VALUE_MARGIN = 50
WRITTEN_FROM = 0.12
"""Share of the axis from which a part is wide enough for its percentage."""


def diverging(rows: pd.DataFrame, levels: Sequence[str], words: Words) -> go.Figure:
    """Draw how the answers to each statement divide, the negative ones left of the centre and the positive right.

    Columns: `label` (the statement), `counts` (answers per level, the lowest level first), `mean` (on the answer
    scale), `is_sample`; optionally `n` (people), where a row has more than one answer of each. *levels* are the words
    of the answers, the lowest first; of an odd number the middle one is neutral and stands across the centre. Rows keep
    their order; a row without answers keeps its place, with a dash.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    counts = np.array(rows["counts"].to_list(), dtype=float)
    totals = counts.sum(axis=1)
    people = rows.get("n", totals)
    shares = np.divide(counts, totals[:, None], out=np.zeros_like(counts), where=totals[:, None] > 0)
    is_sample = rows["is_sample"].astype(bool)
    colours = _colours(len(levels))
    key = [KeyItem("■", colour, level) for colour, level in zip(colours, levels)]
    if is_sample.any():
        key.append(KeyItem("///", look.ink, words("charts.basis.sample")))

    places = beneath(rows["label"], BAR, GAP, ABOVE)
    drawing = row_sheet(places, words, key=key, left=0, right=VALUE_MARGIN, bottom=8)

    middle = len(levels) / 2
    before = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(shares, axis=1)], axis=1)
    low, high = int(np.floor(middle)), int(np.ceil(middle))
    centre = (before[:, low] + before[:, high]) / 2
    left, right = (float(max(side.max(), WRITTEN_FROM)) for side in (centre, before[:, -1] - centre))
    for number, (level, colour) in enumerate(zip(levels, colours)):
        share = shares[:, number]
        drawing.bars(
            [
                hover(words, "answers", label=label, level=level, count=int(count), share=value)
                for label, count, value in zip(rows["label"], counts[:, number], share)
            ],
            name=f"level {number}",
            x=share,
            base=before[:, number] - centre,
            width=BAR,
            text=[words.percent(value, 0) if value >= WRITTEN_FROM * (left + right) else "" for value in share],
            **INSIDE,
            textfont={"color": look.ink if is_sample.any() else text_on(colour), "size": look.small_size},
            marker=bar_marker(colour, look.paper, hatched_over(is_sample, colour)),
        )
    values = [
        f"<b>{words.number(mean if total else None, 2)}</b>{remark(words('charts.respondents_n', count=int(n)))}"
        for mean, total, n in zip(rows["mean"], totals, people)
    ]
    drawing.write_rows(places.labels, drawing.values(values))
    stroke = {"color": look.border, "width": look.thin_line}
    drawing.draw(line((0, 0), (0, 1), stroke, xref="x", yref="paper", layer="below"))
    return drawing.figure(xaxis=hidden(-left, right))


def _colours(count: int) -> list[str]:
    """Shade from dark grey over pale grey to the accent, so that both ends differ in hue and in weight."""
    look = theme()
    half = count // 2
    steps = [(place + 1) / half for place in range(half)] if half else []
    negative = [shade(look.peer_soft, look.muted, step) for step in reversed(steps)]
    positive = [shade(look.cell_low, look.accent, step) for step in steps]
    return [*negative, *([look.border] if count % 2 else []), *positive]
