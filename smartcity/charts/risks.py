"""The grid of risks: how likely is each, and how grave?"""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, hover, note, plain
from smartcity.charts.marks import bar_marker
from smartcity.charts.sheet import INSIDE, blank, sheet
from smartcity.charts.theme import shade, text_on, theme
from smartcity.wording import Words

LEVELS = 5
CELL_HEIGHT = 46
SIDE, FOOT = 34, 42
"""Room (px) for the levels and the names of the two scales."""


def risk_grid(risks: pd.DataFrame, words: Words) -> go.Figure:
    """Draw five by five cells, likelihood upwards and impact to the right, darker where both are high.

    Columns: `number` (as the table numbers it), `what`, `likelihood` and `impact` (1 to 5), `has_mitigation` (a risk
    without any is written bold with an exclamation mark). A cell holds the numbers of its risks.
    """
    if risks.empty:
        return blank(words)
    look = theme()
    key = [KeyItem("■", shade(look.cell_low, look.tile_high, 1), words("charts.key.risk_high"))]
    if not risks["has_mitigation"].astype(bool).all():
        key.append(KeyItem("1!", look.ink, words("charts.key.no_mitigation")))
    drawing = sheet(LEVELS * CELL_HEIGHT, words, key=key, left=SIDE, bottom=FOOT)
    steps = range(1, LEVELS + 1)
    cells = [(impact, likelihood) for likelihood in steps for impact in steps]
    held = dict(list(risks.groupby(["impact", "likelihood"])))
    fills = [shade(look.cell_low, look.tile_high, (x * y - 1) / (LEVELS**2 - 1)) for x, y in cells]
    drawing.bars(
        [_hover(place, held.get(place), words) for place in cells],
        x=[impact for impact, _ in cells],
        y=[0.96] * len(cells),
        base=[likelihood - 0.48 for _, likelihood in cells],
        width=0.96,
        marker=bar_marker(fills, look.border),
        text=[_written(held.get(place)) for place in cells],
        **INSIDE,
        constraintext="none",
        textfont={"size": look.chart_size, "color": [text_on(fill) for fill in fills]},
    )
    small = font(look.small_size, look.muted)
    for level in steps:
        drawing.write(
            note(str(level), x=level, xanchor="center", yref="paper", y=0, yshift=-4, yanchor="top", font=small),
            note(str(level), xref="paper", x=0, xshift=-8, xanchor="right", y=level, font=small),
        )
    drawing.write(
        note(
            words("charts.risk.impact"),
            xref="paper",
            x=1,
            xanchor="right",
            yref="paper",
            y=0,
            yshift=-22,
            yanchor="top",
        ),
        note(
            words("charts.risk.likelihood"),
            xref="paper",
            x=0,
            xshift=-SIDE,
            yref="paper",
            y=0,
            yshift=-22,
            yanchor="top",
        ),
    )
    return drawing.figure(xaxis=hidden(0.5, LEVELS + 0.5), yaxis=hidden(0.5, LEVELS + 0.5))


def _written(own: pd.DataFrame | None) -> str:
    if own is None:
        return ""
    named = (str(row.number) if row.has_mitigation else f"<b>{row.number}!</b>" for row in own.itertuples())
    return ", ".join(named)


def _hover(place: tuple[int, int], own: pd.DataFrame | None, words: Words) -> str:
    impact, likelihood = place
    names = "" if own is None else "<br>".join(f"{row.number} {plain(row.what)}" for row in own.itertuples())
    head = hover(words, "risk", likelihood=likelihood, impact=impact)
    return "<br>".join(filter(None, (head, names)))
