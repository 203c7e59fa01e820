"""Lines of the index over the years: ours thick, the others grey."""

from collections.abc import Mapping
from itertools import repeat

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import (
    MOST_TICKS,
    break_room,
    draw_breaks,
    lines_over,
    score_axis,
    window,
    year_axis,
    years_of,
    zoom_key,
)
from smartcity.charts.labels import font, hover, note, plain, spread, stacked, wrap
from smartcity.charts.marks import basis_key, markers
from smartcity.charts.native import LINES, native, series
from smartcity.charts.sheet import blank, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

PLOT_HEIGHT = 280
AXIS_WIDTH = 30
END_MARGIN = 112
END_CHARACTERS = 16
LINE = 16
LABEL_ROOM = 10
"""Room (px) above the plot for the value over our highest point, besides that of the words of breaks."""

RING = 6
"""A point that ours would cover is so much (px) larger than ours."""

NEAR = 30
"""Two points of one year closer than this (px) would write over each other's labels."""


def index_trend(
    points: pd.DataFrame, breaks: Mapping[int, str], scale: tuple[float, float] | None, words: Words
) -> go.Figure:
    """Draw one line per region; a year without a value interrupts the line.

    Columns: `region`, `year`, `value`, `basis`, `is_home`. *breaks* says before which years a line
    stands, with a word: the method "changed", or that is "unknown". *scale* is the (minimum, maximum) that
    an index can have, None where there is none; the axis is the part of it that the values take, and says so. A point
    under ours is larger, so that it shows around it.
    """
    points = points.dropna(subset=["value"]) if not points.empty else points
    if points.empty:
        return blank(words)
    look = theme()
    points = points.sort_values(["is_home", "region", "year"], kind="stable")
    years = years_of(points)
    ends = points.groupby("region", sort=False).tail(1).reset_index(drop=True)
    end_lines = [wrap(f"{row.region} {words.number(row.value, 2)}", END_CHARACTERS) for row in ends.itertuples()]
    gap = LINE * max(map(len, end_lines)) + 2
    plot_height = max(PLOT_HEIGHT, gap * (len(ends) + 2))
    shown = window(points["value"], scale)
    key = [*basis_key(points["basis"], look.ink, words), *zoom_key(shown, scale, words)]
    above = LABEL_ROOM + (break_room(breaks, words) if breaks else 0)
    drawing = sheet(plot_height, words, key=key, left=AXIS_WIDTH, right=END_MARGIN, above=above)
    pixels = plot_height / (shown[1] - shown[0])
    home = points[points["is_home"].astype(bool)]
    ours = dict(zip(home["year"].astype(int), home["value"]))

    for is_home, own, properties in lines_over(points, years):
        whole = own.reindex(years)
        size = look.home_mark
        if not is_home:
            covered = (abs(whole["value"] - pd.Series(ours)) * pixels).reindex(years) < look.home_mark / 2
            size = [look.home_mark + RING if is_under else look.peer_mark for is_under in covered]
        drawing.points(
            [
                hover(words, "year", label=properties["name"], year=year, value=value)
                for year, value in whole["value"].items()
            ],
            y=whole["value"],
            mode="lines+markers",
            marker=markers(whole["basis"].fillna("official"), repeat(properties["line"]["color"]), size),
            **properties,
        )

    shifts = spread([value * pixels for value in ends["value"]], gap, shown[1] * pixels)
    for row, lines, settled in zip(ends.itertuples(), end_lines, shifts):
        end = {"x": row.year, "y": row.value, "xshift": 12, "yshift": settled - row.value * pixels}
        style = font(look.small_size, look.accent if row.is_home else look.muted, bold=bool(row.is_home))
        drawing.write(note(stacked(lines), **end, yanchor="middle", font=style))
    others = points[~points["is_home"].astype(bool)]
    for row in home.iloc[:-1].itertuples():
        rivals = others.loc[others["year"] == row.year, "value"] * pixels
        above = rivals[(rivals >= row.value * pixels) & (rivals - row.value * pixels < NEAR)]
        below = rivals[(rivals < row.value * pixels) & (row.value * pixels - rivals < NEAR)]
        is_under = len(above) > 0 and len(below) == 0
        side = {"yshift": -12, "yanchor": "top"} if is_under else {"yshift": 12, "yanchor": "bottom"}
        place = {"x": row.year, "y": row.value, "xanchor": "center", "font": font(None, look.accent, bold=True)}
        drawing.write(note(plain(words.number(row.value, 2)), **place, **side))
    draw_breaks(drawing, breaks, years, words)
    lines = [
        series(name, own.set_index("year")["value"].reindex(years), look.accent if own["is_home"].any() else look.peer)
        for name, own in points.groupby("region", sort=False)
    ]
    chart = native(LINES, years, *lines, axis=shown)
    return drawing.figure(xaxis=year_axis(years), yaxis=score_axis(shown, words, MOST_TICKS), native=chart)
