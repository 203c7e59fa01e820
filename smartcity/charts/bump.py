"""The bump chart: how did the rank move against peers?"""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import break_room, draw_breaks, hidden, lines_over, year_axis, years_of
from smartcity.charts.labels import font, hover, note, stacked, wrap
from smartcity.charts.marks import basis_key, basis_marker
from smartcity.charts.sheet import blank, sheet
from smartcity.charts.theme import text_on, theme
from smartcity.wording import Words

ROW_HEIGHT = 58
TIE_STEP = 30
"""Regions that share a rank stand this far apart (px): each mark stays whole."""

END_MARGIN = 104
END_CHARACTERS = 12


def bump(points: pd.DataFrame, breaks: Mapping[int, str], words: Words) -> go.Figure:
    """Draw one line per region through its ranks, rank 1 on top, the rank written in each mark.

    Columns: `region`, `year`, `rank`, `value`, `basis`, `is_home`, `label` (the region's short name, at both ends).
    A region without a rank in a year has no point there, and its line stops. Ties share a rank and stand side by side
    at it. *breaks* says before which years the method "changed", or that this is "unknown". Show it beside
    `score_strip`: a rank alone hides how far apart the regions are.
    """
    points = points.dropna(subset=["rank"]) if not points.empty else points
    if points.empty:
        return blank(words)
    look = theme()
    years = years_of(points)
    points = points.sort_values(["year", "rank", "is_home", "label"], ascending=[True, True, False, True])
    tied = points.groupby(["year", "rank"])
    widest = int(tied["region"].transform("size").max())
    row_height = max(ROW_HEIGHT, widest * TIE_STEP + 8)
    offset = (tied.cumcount() - (tied["region"].transform("size") - 1) / 2) * TIE_STEP / row_height
    points = points.assign(place=points["rank"] + offset)
    last_rank = int(points["rank"].max())
    key = basis_key(points["basis"], look.ink, words)
    drawing = sheet(
        last_rank * row_height,
        words,
        key=key,
        left=END_MARGIN,
        right=END_MARGIN,
        above=break_room(breaks, words) if breaks else 8,
    )

    for is_home, own, properties in lines_over(points.sort_values("is_home", kind="stable"), years):
        first, last = own.iloc[0], own.iloc[-1]
        text = {
            "text": stacked(wrap(first["label"], END_CHARACTERS)),
            "yanchor": "middle",
            "font": font(None, look.accent if is_home else look.muted, bold=is_home),
        }
        drawing.write(note(x=last["year"], y=last["place"], xshift=18, **text))
        if first["year"] == years[0] != last["year"]:
            text |= {"xanchor": "right", "align": "right"}
            drawing.write(note(x=first["year"], y=first["place"], xshift=-18, **text))
        whole = own.reindex(years)
        marks = [basis_marker(basis) for basis in whole["basis"].fillna("official")]
        drawing.points(
            [_hover(row, properties["name"], words) for row in whole.itertuples()],
            y=whole["place"],
            mode="lines+markers+text",
            marker={
                "symbol": [mark.symbol for mark in marks],
                "color": [look.paper if mark.is_hollow else _fill(is_home) for mark in marks],
                "size": look.rank_mark,
                "opacity": 1,
                "line": {"color": properties["line"]["color"], "width": look.outline},
            },
            text=["" if rank != rank else words.number(rank) for rank in whole["rank"]],
            textposition="middle center",
            textfont={
                "size": look.small_size,
                "weight": 600,
                "color": [colour_of_text(mark.is_hollow, is_home) for mark in marks],
            },
            **properties,
        )
    draw_breaks(drawing, breaks, years, words)
    return drawing.figure(xaxis=year_axis(years), yaxis=hidden(last_rank + 0.5, 0.5))


def _hover(point: object, region: str, words: Words) -> str:
    if point.rank != point.rank:
        return ""
    return hover(words, "rank", label=region, year=point.Index, rank=int(point.rank), value=point.value)


def _fill(is_home: bool) -> str:
    return theme().accent if is_home else theme().peer_soft


def colour_of_text(is_hollow: bool, is_home: bool) -> str:
    """Choose the colour of the rank inside a mark so that it can be read on the mark's filling."""
    if is_hollow:
        return theme().accent if is_home else theme().ink
    return text_on(_fill(is_home))
