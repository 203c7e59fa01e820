"""How sure is a rank? One row a region, one cell a rank, shaded by its probability."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, hovers, note
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import INSIDE, blank
from smartcity.charts.theme import Theme, shade, text_on, theme
from smartcity.wording import Words

ROW_HEIGHT = 34
CELL = 0.94
HEAD = 18
WRITTEN_FROM = 0.005
"""Probabilities below half a percent are left blank: they would be written as zero."""

WITH_SIGN, WITH_NUMBER = 6, 12
"""So many ranks leave room on a phone for "27 %", for "27"; beyond that a cell is only shaded."""

HEADS = 6
STEPS = (2, 5, 10, 20, 50, 100)
"""So many heads stand apart on a phone, and the steps between the ranks that they name."""

INTERVAL_MARGIN = 58


def acceptability(cells: pd.DataFrame, words: Words, level: float | None = None) -> go.Figure:
    """Draw the probability of each rank for each region; the table is drawn by chance, so every cell says percent.

    Columns: `label`, `rank` (whole number), `probability` (0 to 1), `is_home`, `is_present` (whether it is the rank
    that the values themselves give); with *level*, also `low` and `high`, the ends of each region's interval, which
    then stand at the right. Regions keep the order in which they first appear. With more ranks than can be written in
    their cells, the shade is relative to the largest probability, which the key names.
    """
    if cells.empty:
        return blank(words)
    look = theme()
    regions = cells.drop_duplicates("label")
    is_home = regions["label"].isin(cells.loc[cells["is_home"].astype(bool), "label"])
    places = beside(regions["label"], ROW_HEIGHT, bold=is_home)
    centre_of = dict(zip(regions["label"], places.centres))
    first, last = int(cells["rank"].min()), int(cells["rank"].max())
    count = last - first + 1
    is_written = count <= WITH_NUMBER
    shown = cells[cells["probability"] >= WRITTEN_FROM]
    most = 1.0 if is_written else float(shown["probability"].max())
    right = INTERVAL_MARGIN if level is not None else 0
    key = _key(look, words, count, most, level)
    drawing = row_sheet(places, words, key=key, right=right, bottom=4, above=HEAD + 8)
    colours = [shade(look.tile_low, look.tile_high, value / most) for value in shown["probability"]]
    drawing.bars(
        hovers(words, "rank_probability", shown, label="label", rank="rank", share="probability"),
        name="probability",
        x=[CELL] * len(shown),
        base=shown["rank"] - CELL / 2,
        y=[centre_of[label] for label in shown["label"]],
        width=ROW_HEIGHT * CELL,
        text=[_written(value, count, words) for value in shown["probability"]] if is_written else None,
        **INSIDE,
        textfont={"color": [text_on(colour) for colour in colours], "size": look.small_size},
        marker={"color": colours},
    )
    for row in cells[cells["is_present"].astype(bool)].itertuples():
        centre, half = centre_of[row.label], ROW_HEIGHT * CELL / 2
        place = {"x0": row.rank - CELL / 2, "x1": row.rank + CELL / 2, "y0": centre - half, "y1": centre + half}
        drawing.draw({"type": "rect", **place, "line": {"color": look.ink, "width": look.outline}})
    step = 1 if is_written else next(step for step in STEPS if count <= step * HEADS or step == STEPS[-1])
    ranks = [rank for rank in range(first, last + 1) if rank % step == 0 or rank == first == last]
    drawing.write(*(_head(words.number(rank), look, x=rank, xanchor="center", align="center") for rank in ranks))
    drawing.write(*places.labels)
    if level is not None:
        texts = [
            words.number(low) if low == high else words("charts.rank_interval", low=low, high=high)
            for low, high in zip(regions["low"], regions["high"])
        ]
        drawing.write(*drawing.values(texts, is_home))
        side = {"xref": "paper", "x": 1, "xshift": INTERVAL_MARGIN, "xanchor": "right", "align": "right"}
        drawing.write(_head(words.percent(level), look, **side))
    return drawing.figure(xaxis=hidden(first - 0.5, last + 0.5))


def _key(look: Theme, words: Words, count: int, most: float, level: float | None) -> list[KeyItem]:
    key = [KeyItem("■", look.tile_high, words("charts.key.probability"))]
    if count > WITH_NUMBER:
        key = [
            KeyItem("■", look.tile_high, words("charts.key.probability_most", share=most)),
            KeyItem("■", look.tile_low, words("charts.key.probability_least")),
        ]
    elif count > WITH_SIGN:
        key = [KeyItem("■", look.tile_high, words("charts.key.probability_percent"))]
    key.append(KeyItem("□", look.ink, words("charts.key.present_rank")))
    if level is not None:
        key.append(KeyItem("a–b", look.ink, words("charts.key.rank_interval", level=level)))
    return key


def _written(share: float, count: int, words: Words) -> str:
    return words.percent(share) if count <= WITH_SIGN else words.number(share * 100)


def _head(text: str, look: Theme, **place: object) -> dict:
    return note(text, yref="paper", y=1, yanchor="bottom", font=font(look.small_size, look.muted), **place)
