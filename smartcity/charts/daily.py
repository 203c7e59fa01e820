"""Respondents by day: the running total towards the quota."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, hovers, note
from smartcity.charts.native import COLUMNS, native, series
from smartcity.charts.sheet import blank, line, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

PLOT_HEIGHT = 220
RIGHT = 44
HALF_DAY = pd.Timedelta(hours=14)
"""Room before the first and after the last day."""


def daily(rows: pd.DataFrame, quota: int, words: Words) -> go.Figure:
    """Draw the running total as steps over the bars of each day, both in persons on one axis, against the quota.

    Columns: `day` (date), `count`, `cumulative` (persons). *quota* is the sum over all dimensions.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.assign(day=pd.to_datetime(rows["day"])).sort_values("day").reset_index(drop=True)
    key = [
        KeyItem("—", look.accent, words("charts.key.cumulative")),
        KeyItem("■", look.peer, words("charts.key.per_day")),
        KeyItem("– –", look.ink, words("charts.key.quota_total", quota=quota)),
    ]
    drawing = sheet(PLOT_HEIGHT, words, key=key, right=RIGHT, above=14)
    texts = hovers(words, "day", rows, day="day", count="count", cumulative="cumulative")
    drawing.bars(
        texts, name="count", x=rows["day"], y=rows["count"], width=0.7 * 24 * 3600 * 1000, marker={"color": look.peer}
    )
    drawing.points(
        texts,
        name="cumulative",
        x=rows["day"],
        y=rows["cumulative"],
        mode="lines",
        line={"color": look.accent, "width": look.home_line - 1, "shape": "hv"},
    )
    last = rows.iloc[-1]
    total = {"x": last["day"], "y": last["cumulative"], "xshift": 8, "yanchor": "middle"}
    drawing.write(
        note(words.number(last["cumulative"]), **total, font=font(None, look.accent, bold=True)),
        *_day_labels(rows["day"], words),
    )
    drawing.draw(line((0, 1), (quota, quota), {"color": look.ink, "width": 1.5, "dash": "dash"}, xref="paper"))
    return drawing.figure(
        xaxis={"type": "date", **hidden(rows["day"].iloc[0] - HALF_DAY, rows["day"].iloc[-1] + HALF_DAY)},
        yaxis=hidden(0, max(quota, rows["cumulative"].max()) * 1.06),
        native=native(
            COLUMNS,
            (words.date(day.date()) for day in rows["day"]),
            series(words("charts.key.per_day"), rows["count"], look.peer),
            series(words("charts.key.cumulative"), rows["cumulative"], look.accent, is_line=True),
            series(words("charts.key.quota_total", quota=quota), [quota] * len(rows), look.ink, is_line=True),
            axis=(0, None),
            decimals=0,
        ),
    )


def _day_labels(days: pd.Series, words: Words) -> list[dict]:
    """Write the first and the last day below the plot, turned inwards so that neither leaves a narrow screen."""
    ends = [(days.iloc[0], "left")]
    if len(days) > 1:
        ends.append((days.iloc[-1], "right"))
    below = {"yref": "paper", "y": 0, "yshift": -6, "yanchor": "top"}
    style = font(theme().small_size, theme().muted)
    return [
        note(words.date(day.date()), x=day, xanchor=side, xshift=-8 if side == "left" else 8, **below, font=style)
        for day, side in ends
    ]
