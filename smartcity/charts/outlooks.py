"""How much narrower would the spread be with more people? Nested bands, the widest of now, around one mean."""

import math

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import ticked
from smartcity.charts.labels import KeyItem, hover, remark
from smartcity.charts.marks import bar_marker, hatched_over
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import shade, theme
from smartcity.wording import Words

ROW_HEIGHT = 46
BAND = 22
THINNER = 4
"""Each band of more people is this much (px) thinner than the one around it."""

VALUE_MARGIN = 92
STEP = 0.1
DECIMALS = 1
"""The axis of distances from the mean reaches to a whole number of such steps and is ticked at each, so spelled."""


def outlook_bands(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw for each row how far its spread reaches from the mean now, and with further respondents.

    Columns: `label`, `n` (respondents now), `spreads` (pairs of distances below and above the mean, of now first),
    `further` (the numbers of further respondents, zero first; the same in every row), `is_sample`. Rows keep their
    order; the figure has an entry in its key for each number of further respondents.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    further = rows["further"].iloc[0]
    last = len(further) - 1
    colours = [shade(look.accent_soft, look.accent, step / last if last else 1) for step in range(len(further))]
    is_sample = rows["is_sample"].astype(bool)
    key = [
        KeyItem("■", colour, words("charts.key.further", count=count) if count else words("charts.key.spread_now"))
        for colour, count in zip(colours, further)
    ]
    if is_sample.any():
        key.append(KeyItem("///", look.ink, words("charts.basis.sample")))
    drawing = row_sheet(beside(rows["label"], ROW_HEIGHT), words, key=key, right=VALUE_MARGIN)
    for step, (count, colour) in enumerate(zip(further, colours)):
        pairs = [spreads[step] for spreads in rows["spreads"]]
        drawing.bars(
            [
                hover(words, "outlook", label=row.label, count=row.n + count, low=-below, high=above)
                for row, (below, above) in zip(rows.itertuples(), pairs)
            ],
            name=f"further {count}",
            x=[below + above for below, above in pairs],
            base=[-below for below, _ in pairs],
            width=BAND - step * THINNER,
            marker=bar_marker(colour, look.paper, hatched_over(is_sample, colour)),
        )
    values = []
    for row in rows.itertuples():
        now, then = (words.number(sum(row.spreads[step]), 2) for step in (0, last))
        values.append(f"<b>{now} → {then}</b>{remark(words('charts.respondents_n', count=row.n))}")
    drawing.write_rows(drawing.places.labels, drawing.values(values))
    reach = max(max(below, above) for spreads in rows["spreads"] for below, above in spreads)
    steps = max(1, -(-reach // STEP))
    ticks = [place * STEP for place in range(-int(steps), int(steps) + 1)]
    every = math.ceil(steps / 2)
    shown = [tick for place, tick in enumerate(ticks) if (place - int(steps)) % every == 0]
    spelled = [words.number(tick, DECIMALS, sign=True) if round(tick, 9) else words.number(0) for tick in shown]
    widths = [
        series(item.meaning, (sum(spreads[step]) for spreads in rows["spreads"]), item.colour)
        for step, item in enumerate(key[: len(further)])
    ]
    chart = native(BARS, rows["label"], *widths, axis=(0, None))
    return drawing.figure(xaxis={"range": [ticks[0], ticks[-1]], **ticked(shown, spelled)}, native=chart)
