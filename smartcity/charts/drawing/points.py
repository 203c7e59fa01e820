"""Points and the lines between them, each point with a symbol or a text."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from smartcity.charts.drawing.axis import Axis
from smartcity.charts.drawing.known import Undrawn, allowed, checked
from smartcity.charts.drawing.reading import each, fill, stroke
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.drawing.symbols import STROKES, moved, symbol
from smartcity.charts.drawing.texts import Look, block
from smartcity.charts.drawing.values import Values

MODES = frozenset({"lines", "markers", "text"})
BELOW = 0.25
"""How far (in sizes) below a point the baseline of the text in its middle is."""

REACH = 8
"""Radius (px) around a point without a symbol in which it can be pointed at."""


def points(
    trace: Mapping[str, object], axes: tuple[Axis, Axis], surface: Surface, look: Look, values: Values
) -> Iterator[str]:
    """Draw the lines of a trace and over them its points; a missing value interrupts the line."""
    checked("scatter", trace)
    mode = set(trace["mode"].split("+"))
    if not mode <= MODES:
        raise Undrawn(f"scatter.mode = {trace['mode']!r} is not drawn; drawn are: {', '.join(sorted(MODES))}")
    across, upright = axes
    places = [
        None if across.number(x) is None or upright.number(y) is None else (_at(across, x), _at(upright, y))
        for x, y in zip(trace["x"], trace["y"])
    ]
    if "lines" in mode:
        yield from _lines(places, checked("scatter.line", trace["line"]), surface)
    symbols = _symbols(trace, len(places)) if "markers" in mode else [("", 0.0, 0.0)] * len(places)
    texts = _texts(trace, look, len(places), surface) if "text" in mode else [""] * len(places)
    hovers = each(trace.get("hovertext"), len(places))
    unseen = "" if "markers" in mode else f'<circle r="{REACH}" fill="none" pointer-events="all"/>'
    for place, (drawn, dx, dy), text, hover in zip(places, symbols, texts, hovers):
        if place is not None:
            marked = values.mark(drawn + text, hover, unseen)
            if marked:
                yield surface.at(*place, marked, dx, dy)


def _at(axis: Axis, value: object) -> float:
    return axis.share(axis.number(value))


def _lines(places: list[tuple[float, float] | None], line: Mapping[str, object], surface: Surface) -> Iterator[str]:
    is_stepped = allowed("scatter.line", "shape", line.get("shape", "linear"), ("linear", "hv")) == "hv"
    for start, end in pairwise(places):
        if start is None or end is None:
            continue
        corners = [start, (end[0], start[1]), end] if is_stepped else [start, end]
        for (x1, y1), (x2, y2) in pairwise(corners):
            ends = f'x1="{surface.x(x1)}" y1="{surface.y(y1)}" x2="{surface.x(x2)}" y2="{surface.y(y2)}"'
            yield f'<line {ends}{stroke(line["color"], line["width"])} stroke-linecap="round"/>'


def _symbols(trace: Mapping[str, object], count: int) -> Iterator[tuple[str, float, float]]:
    marker = checked("scatter.marker", trace["marker"])
    edge = checked("marker.line", marker["line"])
    columns = (
        each(value, count)
        for value in (
            marker["symbol"],
            marker["size"],
            marker.get("color"),
            edge["color"],
            edge["width"],
            marker.get("angle", 0),
            marker.get("standoff", 0),
        )
    )
    for name, size, colour, edge_colour, width, angle, standoff in zip(*columns):
        inside = 'fill="none"' if name in STROKES else fill(colour)
        turned = f' transform="rotate({angle:g})"' if angle else ""
        drawn = f'<path d="{symbol(name, float(size))}"{turned} {inside}{stroke(edge_colour, width)}/>'
        yield drawn, *moved(float(angle), float(standoff))


def _texts(trace: Mapping[str, object], look: Look, count: int, surface: Surface) -> Iterator[str]:
    allowed("scatter", "textposition", trace["textposition"], ("middle center",))
    font = checked("font", trace["textfont"])
    columns = (
        trace["text"],
        *(each(font.get(name, usual), count) for name, usual in (("size", look.size), ("color", look.colour))),
        each(font.get("weight", look.weight), count),
    )
    for text, size, colour, weight in zip(*columns):
        yield surface.write(block(text, Look(size, colour, weight)), "center", 0, size * BELOW) if text else ""
