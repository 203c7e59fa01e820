"""The axes of figures: hidden ones, the scale or the part of it that values take, years with their breaks.

Where gaps are what a figure shows, its axis is the part of the scale around its values, and its key says so beside a
small picture of the whole scale. Lengths from zero are only drawn on a whole scale.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from smartcity.charts.labels import LINE_HEIGHT, KeyItem, font, note, stacked, tinted, wrap
from smartcity.charts.sheet import Sheet, line
from smartcity.charts.theme import theme
from smartcity.wording import Words

MOST_TICKS = 7
ACROSS = 5
"""So many numbers stand below one another, and so many beside each other on a phone."""

FINEST = 10
"""The ends of a part of a scale are round numbers, no coarser than a tenth of what it shows."""

ROOM = 0.1
"""Share of the distance between the values that is left free on both sides of them."""

LEAST = 1 / 40
"""Values closer than this share of the scale are shown in that much of it, so that a last digit stays a small thing."""

WHOLE_FROM = 0.7
"""A part of the scale larger than this share is no gain: then the whole is shown."""

PIECES = 12
"""The picture of the whole scale in a key is made of so many dashes."""

BREAK_CHARACTERS = 9
BREAKS = {"changed": "dash", "unknown": "dot"}
"""How the line between two years is drawn, by what is known of their methods."""


def hidden(start: object, end: object) -> dict:
    """Give an axis that is not seen, from *start* to *end*."""
    return {"range": [start, end], "visible": False}


def ticked(values: Sequence[float], texts: Sequence[str]) -> dict:
    """Give the ticks of an axis with what is written at each, and the lines of its grid."""
    return {"tickmode": "array", "tickvals": values, "ticktext": texts, "showgrid": True}


def score_axis(scale: tuple[float, float], words: Words, most: int = ACROSS) -> dict:
    """Give the axis of a scale, or of a part of it: from its minimum to its maximum, ticks at round steps.

    There are no more than *most* of them, and one.
    """
    low, high = scale
    step, decimals = _round_step((high - low) / most)
    first, last = math.ceil(round(low / step, decimals + 3)), math.floor(round(high / step, decimals + 3))
    values = [round(place * step, decimals) for place in range(first, last + 1)]
    return {"range": list(scale), **ticked(values, [words.number(value, decimals) for value in values])}


def window(values: Iterable[float], scale: tuple[float, float] | None) -> tuple[float, float]:
    """Choose the part of *scale* that shows the gaps between *values*; the whole where a part would gain little.

    Values without a scale of their own (None) are shown on the axis that fits them.
    """
    known = [float(value) for value in values if value == value]
    if scale is None:
        free = max(known) - min(known) or 1.0
        scale, width = (-math.inf, math.inf), free
    elif known:
        width = scale[1] - scale[0]
    else:
        return scale
    low, high = min(known), max(known)
    room = max((high - low) * ROOM, (LEAST * width - (high - low)) / 2)
    step, decimals = _round_step((high - low + 2 * room) / FINEST)
    start = max(scale[0], round(math.floor((low - room) / step) * step, decimals))
    end = min(scale[1], round(math.ceil((high + room) / step) * step, decimals))
    is_part = end - start <= WHOLE_FROM * width or math.isinf(scale[0])
    return (start, end) if is_part else scale


def zoom_key(shown: tuple[float, float], scale: tuple[float, float] | None, words: Words) -> list[KeyItem]:
    """Say in a key which part of the *scale* is *shown*, beside a picture of the whole; nothing where all of it is."""
    if scale is None or tuple(shown) == tuple(scale):
        return []
    look = theme()
    decimals = _round_step((shown[1] - shown[0]) / FINEST)[1]
    width = scale[1] - scale[0]
    first, last = (round((end - scale[0]) / width * PIECES) for end in shown)
    first = min(first, PIECES - 1)
    last = max(last, first + 1)
    before, within, after = ("–" * pieces for pieces in (first, last - first, PIECES - last))
    drawn = tinted(before, look.peer) + f"<b>{tinted(within, look.accent)}</b>" + tinted(after, look.peer)
    ends = {"low": words.number(scale[0]), "high": words.number(scale[1])}
    part = {"first": words.number(shown[0], decimals), "last": words.number(shown[1], decimals)}
    picture = f"{ends['low']}\u00a0{drawn}\u00a0{ends['high']}\u2002"
    return [KeyItem(picture, look.muted, words("charts.key.zoomed", **part, **ends), PIECES + 4)]


def _round_step(least: float) -> tuple[float, int]:
    """Find the smallest 1, 2 or 5 of a power of ten from *least* on, and the decimals that it needs."""
    power = math.floor(math.log10(least) + 1e-9)
    decimals = max(0, -power)
    for size in (1, 2, 5):
        if size * 10.0**power >= least * (1 - 1e-9):
            return round(size * 10.0**power, decimals), decimals
    return round(10.0 ** (power + 1), decimals), max(0, decimals - 1)


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
        style = font(look.fine_size, look.muted)
        drawing.write(note(stacked(_break_lines(kind, words)), x=at, **top, font=style))


def break_room(breaks: Mapping[int, str], words: Words) -> int:
    """Give the room (px) that the words of *breaks* take above a plot."""
    most = max((len(_break_lines(kind, words)) for kind in breaks.values()), default=1)
    return math.ceil(most * theme().fine_size * LINE_HEIGHT) + 8


def _break_lines(kind: str, words: Words) -> list[str]:
    return wrap(words(f"charts.method_{kind}"), BREAK_CHARACTERS)
