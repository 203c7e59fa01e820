"""The axes of figures: hidden ones, the scale of the method, ticks spelled by the language, years with their breaks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import pandas as pd

from smartcity.charts.labels import font, note, stacked, wrap
from smartcity.charts.sheet import Sheet, line
from smartcity.charts.theme import theme
from smartcity.wording import Words

MOST_TICKS = 7

BREAKS = {"changed": "dash", "unknown": "dot"}
"""How the line between two years is drawn, by what is known of their methods."""


def hidden(start: object, end: object) -> dict:
    """Give an axis that is not seen, from *start* to *end*."""
    return {"range": [start, end], "visible": False}


def ticked(values: Sequence[float], texts: Sequence[str]) -> dict:
    """Give the ticks of an axis with what is written at each, and the lines of its grid."""
    return {"tickmode": "array", "tickvals": values, "ticktext": texts, "showgrid": True}


def score_axis(scale: tuple[float, float], words: Words) -> dict:
    """Give the axis of the method's scale: from its minimum to its maximum, ticks at whole steps."""
    low, high = scale
    least = (high - low) / MOST_TICKS
    step = next(size * 10**power for power in count() for size in (1, 2, 5) if size * 10**power >= least)
    values = list(range(int(low), int(high) + 1, step))
    return {"range": list(scale), **ticked(values, [words.number(value) for value in values])}


def year_axis(years: Sequence[int]) -> dict:
    """Give the axis of years, thinned from the latest backwards when there are many."""
    every = -(-len(years) // MOST_TICKS)
    shown = list(reversed(list(reversed(years))[::every]))
    half = 0.5 if len(years) == 1 else 0.2
    return {
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [str(year) for year in shown],
        "ticklabelstandoff": 4,
        "range": [years[0] - half, years[-1] + half],
    }


def years_of(points: pd.DataFrame) -> list[int]:
    """List the years from the first to the last of *points*."""
    return list(range(int(points["year"].min()), int(points["year"].max()) + 1))


def lines_over(points: pd.DataFrame, years: Sequence[int]) -> Iterator[tuple[bool, pd.DataFrame, dict]]:
    """Yield region by region whether it is ours, its points by year, and the properties of its line in plotly.

    A year without a point interrupts the line; ours is thick and in the accent.
    """
    look = theme()
    for region, own in points.groupby("region", sort=False):
        is_home = bool(own["is_home"].any())
        stroke = {
            "color": look.accent if is_home else look.peer,
            "width": look.home_line if is_home else look.peer_line,
        }
        properties = {"name": str(region), "x": list(years), "connectgaps": False, "line": stroke}
        yield is_home, own.set_index(own["year"].astype(int)), properties


def draw_breaks(drawing: Sheet, breaks: Mapping[int, str], years: Sequence[int], words: Words) -> None:
    """Draw a line, with a word, before each year of *breaks*: dashed where the method "changed" from the year before.

    Where that is "unknown" the line is dotted and says so.
    """
    look = theme()
    for year, kind in breaks.items():
        if not years[0] < year <= years[-1]:
            continue
        at = year - 0.5
        stroke = {"color": look.peer, "width": look.thin_line, "dash": BREAKS[kind]}
        drawing.draw(line((at, at), (0, 1), stroke, xref="x", yref="paper", layer="below"))
        top = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 2, "xanchor": "center", "align": "center"}
        text, style = stacked(wrap(words(f"charts.method_{kind}"), 9)), font(look.fine_size, look.muted)
        drawing.write(note(text, x=at, **top, font=style))
