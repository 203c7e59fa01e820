"""What do people say? One stacked bar a statement, the neutral answer on the centre line."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import LINE_HEIGHT, KeyItem, font, hover, note, plain, stacked, tinted, wrap
from smartcity.charts.marks import hatched_over
from smartcity.charts.template import blank, row_axis, row_value, sheet
from smartcity.charts.theme import shade, text_on, theme
from smartcity.wording import Words

BAR = 20
GAP = 18
VALUE_MARGIN = 50
STATEMENT_CHARACTERS = 44
"""A statement stands above its bar and takes the width of a phone."""

STATEMENT_LINES = 3
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
    rows = rows.reset_index(drop=True)
    counts = np.array(rows["counts"].to_list(), dtype=float)
    totals = counts.sum(axis=1)
    people = rows.get("n", totals)
    shares = np.divide(counts, totals[:, None], out=np.zeros_like(counts), where=totals[:, None] > 0)
    is_sample = rows["is_sample"].astype(bool)
    colours = _colours(len(levels))
    key = [KeyItem("■", colour, level) for colour, level in zip(colours, levels)]
    if is_sample.any():
        key.append(KeyItem("///", look.ink, words("charts.basis.sample")))

    line = look.chart_size * LINE_HEIGHT
    statements = [wrap(label, STATEMENT_CHARACTERS, STATEMENT_LINES) for label in rows["label"]]
    heights = [len(lines) * line + BAR + GAP + 4 for lines in statements]
    tops = np.concatenate([[0.0], np.cumsum(heights)])
    places = [top + len(lines) * line + 4 + BAR / 2 for top, lines in zip(tops, statements)]
    drawing = sheet(float(tops[-1]), words, key=key, right=VALUE_MARGIN, bottom=8)

    middle = len(levels) / 2
    before = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(shares, axis=1)], axis=1)
    low, high = int(np.floor(middle)), int(np.ceil(middle))
    centre = (before[:, low] + before[:, high]) / 2
    left, right = (float(max(side.max(), WRITTEN_FROM)) for side in (centre, before[:, -1] - centre))
    for number, (level, colour) in enumerate(zip(levels, colours)):
        share = shares[:, number]
        drawing.bars(
            name=f"level {number}",
            orientation="h",
            x=share,
            base=before[:, number] - centre,
            y=places,
            width=BAR,
            text=[words.percent(value, 0) if value >= WRITTEN_FROM * (left + right) else "" for value in share],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": look.ink if is_sample.any() else text_on(colour), "size": look.small_size},
            marker={
                "color": colour,
                "line": {"color": look.paper, "width": look.thin_line},
                "pattern": hatched_over(is_sample, colour),
            },
            hovertext=[
                hover(words, "answers", label=label, level=level, count=int(count), share=value)
                for label, count, value in zip(rows["label"], counts[:, number], share)
            ],
            hoverinfo="text",
        )
    notes = []
    for row, place, top, lines, total, n in zip(rows.itertuples(), places, tops, statements, totals, people):
        notes.append(
            note(stacked(lines), xref="paper", x=0, y=float(top), yanchor="top", font=font(), bgcolor=look.paper)
        )
        count = tinted(plain(words("charts.respondents_n", count=int(n))), look.muted, look.fine_size)
        mean = words.number(row.mean, 2) if total else words.number(None, 2)
        notes.append(row_value(f"<b>{mean}</b><br>{count}", float(place), VALUE_MARGIN, bold=False))
    centre_line = {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": look.border, "width": look.thin_line},
    }
    drawing.write(notes, [centre_line])
    return drawing.figure(xaxis={"range": [-left, right], "visible": False}, yaxis=row_axis(float(tops[-1])))


def _colours(count: int) -> list[str]:
    """Shade from dark grey over pale grey to the accent, so that both ends differ in hue and in weight."""
    look = theme()
    half = count // 2
    steps = [(place + 1) / half for place in range(half)] if half else []
    negative = [shade(look.peer_soft, look.muted, step) for step in reversed(steps)]
    positive = [shade(look.cell_low, look.accent, step) for step in steps]
    return [*negative, *([look.border] if count % 2 else []), *positive]
