"""What do people say? One stacked bar a statement, the neutral answer on the centre line."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import LINE_HEIGHT, KeyItem, font, hover, note, remark, stacked, wrap
from smartcity.charts.marks import bar_marker, hatched_over
from smartcity.charts.native import STACKED, native, series
from smartcity.charts.rows import STATEMENT_CHARACTERS, beneath, row_sheet
from smartcity.charts.sheet import INSIDE, blank, line
from smartcity.charts.theme import shade, text_on, theme
from smartcity.wording import Words

BAR = 20
BESIDE = 3
"""How far (px) the centre line begins above a bar."""

GAP = 18
UNDER = 12
"""Room (px) between rows, besides the gap, for percentages under hatched bars, in which they could not be read."""

KEY_BAR = 14
ABOVE = 4
VALUE_MARGIN = 50
WRITTEN_FROM = 0.12
"""Share of the axis from which a part is wide enough for its percentage."""


def diverging(rows: pd.DataFrame, levels: Sequence[str], words: Words) -> go.Figure:
    """Draw how the answers to each statement divide, the negative ones left of the centre and the positive right.

    Columns: `label` (the statement), `counts` (answers per level, the lowest level first), `mean` (on the answer
    scale), `is_sample`; optionally `n` (people), where a row has more than one answer of each. *levels* are the words
    of the answers, the lowest first; of an odd number the middle one is neutral and stands across the centre. Rows keep
    their order; a row without answers keeps its place, with a dash. The key is a bar with a part of each level, drawn
    as the bars are; where bars are hatched, percentages stand under them.
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
    key = [KeyItem("///", look.ink, words("charts.basis.sample"))] if is_sample.any() else []
    named = [wrap(level, STATEMENT_CHARACTERS // len(levels)) for level in levels]
    line_height = look.small_size * LINE_HEIGHT
    key_height = KEY_BAR + max(map(len, named)) * line_height + GAP
    places = beneath(rows["label"], BAR, GAP + UNDER * is_sample.any(), ABOVE, key_height)
    drawing = row_sheet(places, words, key=key, left=0, right=VALUE_MARGIN, bottom=8)

    middle = len(levels) / 2
    before = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(shares, axis=1)], axis=1)
    low, high = int(np.floor(middle)), int(np.ceil(middle))
    centre = (before[:, low] + before[:, high]) / 2
    left, right = (float(max(side.max(), WRITTEN_FROM)) for side in (centre, before[:, -1] - centre))
    part = (left + right) / len(levels)
    for number, (level, colour) in enumerate(zip(levels, colours)):
        share = shares[:, number]
        is_written = share >= WRITTEN_FROM * (left + right)
        written = [words.percent(value, 0) if is_wide else "" for value, is_wide in zip(share, is_written)]
        drawing.bars(
            [
                hover(words, "answers", label=label, level=level, count=int(count), share=value)
                for label, count, value in zip(rows["label"], counts[:, number], share)
            ],
            name=f"level {number}",
            x=share,
            base=before[:, number] - centre,
            width=BAR,
            text=None if is_sample.any() else written,
            **INSIDE,
            textfont={"color": text_on(colour), "size": look.small_size},
            marker=bar_marker(colour, look.paper, hatched_over(is_sample, colour)),
        )
        drawing.bars(
            name=f"key {number}",
            x=[part],
            base=[number * part - left],
            y=[KEY_BAR / 2],
            width=KEY_BAR,
            marker=bar_marker(colour, look.paper, hatched_over([is_sample.all()], colour)),
        )
        style = {"yanchor": "top", "xanchor": "center", "align": "center", "font": font(look.small_size, look.muted)}
        drawing.write(note(stacked(named[number]), x=(number + 0.5) * part - left, y=KEY_BAR, **style))
        if is_sample.any():
            middles = before[:, number] - centre + share / 2
            drawing.write(
                *(
                    note(text, x=middle, y=row + BAR / 2, **style)
                    for text, middle, row in zip(written, middles, places.centres)
                    if text
                )
            )
    values = [
        f"<b>{words.number(mean if total else None, 2)}</b>{remark(words('charts.respondents_n', count=int(n)))}"
        for mean, total, n in zip(rows["mean"], totals, people)
    ]
    drawing.write_rows(places.labels, drawing.values(values))
    stroke = {"color": look.border, "width": look.thin_line}
    # Beside the bars only: what is written above and below them stands on the line as well.
    for row in places.centres:
        drawing.draw(line((0, 0), (row - BAR / 2 - BESIDE, row + BAR / 2), stroke, layer="below"))
    answers = [series(level, shares[:, number], colour) for number, (level, colour) in enumerate(zip(levels, colours))]
    chart = native(STACKED, rows["label"], *answers, axis=(0, 1), decimals=0, is_share=True)
    return drawing.figure(xaxis=hidden(-left, right), native=chart)


def _colours(count: int) -> list[str]:
    """Shade from dark grey over pale grey to the accent, so that both ends differ in hue and in weight."""
    look = theme()
    half = count // 2
    steps = [(place + 1) / half for place in range(half)] if half else []
    negative = [shade(look.peer_soft, look.muted, step) for step in reversed(steps)]
    positive = [shade(look.cell_low, look.accent, step) for step in steps]
    return [*negative, *([look.border] if count % 2 else []), *positive]
