"""How sure is a rank? One row a region, one cell a rank, shaded and labelled by its probability."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, font, hover, note
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, sheet
from smartcity.charts.theme import shade, text_on, theme
from smartcity.wording import Words

ROW_HEIGHT = 34
CELL = 0.94
HEAD = 18
WRITTEN_FROM = 0.005
"""Probabilities below half a percent are left blank: they would be written as zero."""


def acceptability(cells: pd.DataFrame, words: Words) -> go.Figure:
    """Draw the probability of each rank for each region; the table is simulated, so every cell says percent.

    Columns: `label`, `rank` (whole number), `probability` (0 to 1), `is_home`, `is_present` (whether it is the rank
    that the values themselves give). Regions keep the order in which they first appear.
    """
    if cells.empty:
        return blank(words)
    look = theme()
    labels = list(dict.fromkeys(cells["label"]))
    homes = set(cells.loc[cells["is_home"].astype(bool), "label"])
    places, height = row_places(labels, ROW_HEIGHT)
    row_of = dict(zip(labels, places))
    first, last = int(cells["rank"].min()), int(cells["rank"].max())
    key = [
        KeyItem("■", look.tile_high, words("charts.key.probability")),
        KeyItem("□", look.ink, words("charts.key.present_rank")),
    ]
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, bottom=4, above=HEAD + 8)
    shown = cells[cells["probability"] >= WRITTEN_FROM].reset_index(drop=True)
    colours = [shade(look.tile_low, look.tile_high, value) for value in shown["probability"]]
    drawing.bars(
        name="probability",
        x=[CELL] * len(shown),
        base=shown["rank"] - CELL / 2,
        y=[row_of[label] for label in shown["label"]],
        orientation="h",
        width=ROW_HEIGHT * CELL,
        text=[words.percent(value, 0) for value in shown["probability"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": [text_on(colour) for colour in colours], "size": look.small_size},
        marker={"color": colours},
        hovertext=[
            hover(words, "rank_probability", label=row.label, rank=row.rank, share=row.probability)
            for row in shown.itertuples()
        ],
        hoverinfo="text",
    )
    outlines = [
        {
            "type": "rect",
            "x0": row.rank - CELL / 2,
            "x1": row.rank + CELL / 2,
            "y0": row_of[row.label] - ROW_HEIGHT * CELL / 2,
            "y1": row_of[row.label] + ROW_HEIGHT * CELL / 2,
            "line": {"color": look.ink, "width": look.outline},
        }
        for row in cells[cells["is_present"].astype(bool)].itertuples()
    ]
    heads = [
        note(
            words.number(rank),
            x=rank,
            yref="paper",
            y=1,
            yanchor="bottom",
            xanchor="center",
            align="center",
            font=font(look.small_size, look.muted),
        )
        for rank in range(first, last + 1)
    ]
    named = [row_label(label, place, bold=label in homes) for label, place in zip(labels, places)]
    drawing.write([*heads, *named], outlines)
    return drawing.figure(xaxis={"range": [first - 0.5, last + 0.5], "visible": False}, yaxis=row_axis(height))
