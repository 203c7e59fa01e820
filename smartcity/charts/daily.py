"""Respondents by day: the running total towards the quota."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, font, hover, note
from smartcity.charts.template import blank, sheet
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
    hovers = [hover(words, "day", day=row.day, count=row.count, cumulative=row.cumulative) for row in rows.itertuples()]
    drawing.bars(
        name="count",
        x=rows["day"],
        y=rows["count"],
        width=0.7 * 24 * 3600 * 1000,
        marker={"color": look.peer},
        hovertext=hovers,
        hoverinfo="text",
    )
    drawing.points(
        name="cumulative",
        x=rows["day"],
        y=rows["cumulative"],
        mode="lines",
        line={"color": look.accent, "width": look.home_line - 1, "shape": "hv"},
        hovertext=hovers,
        hoverinfo="text",
    )
    last = rows.iloc[-1]
    drawing.write(
        [
            note(
                words.number(last["cumulative"]),
                x=last["day"],
                y=last["cumulative"],
                xshift=8,
                yanchor="middle",
                font=font(None, look.accent, bold=True),
            ),
            *_day_labels(rows["day"], words),
        ],
        [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": quota,
                "y1": quota,
                "line": {"color": look.ink, "width": 1.5, "dash": "dash"},
            }
        ],
    )
    return drawing.figure(
        xaxis={
            "type": "date",
            "range": [rows["day"].iloc[0] - HALF_DAY, rows["day"].iloc[-1] + HALF_DAY],
            "visible": False,
        },
        yaxis={"range": [0, max(quota, rows["cumulative"].max()) * 1.06], "visible": False},
    )


def _day_labels(days: pd.Series, words: Words) -> list[dict]:
    """Write the first and the last day below the plot, turned inwards so that neither leaves a narrow screen."""
    ends = [(days.iloc[0], "left")]
    if len(days) > 1:
        ends.append((days.iloc[-1], "right"))
    return [
        note(
            words.date(day.date()),
            x=day,
            xshift=-8 if side == "left" else 8,
            xanchor=side,
            yref="paper",
            y=0,
            yshift=-6,
            yanchor="top",
            font=font(theme().small_size, theme().muted),
        )
        for day, side in ends
    ]
