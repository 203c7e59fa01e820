"""The empty sheet on which each form is drawn.

Margins are fixed in pixels and never grow by themselves: labels of all charts start at the same left edge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from smartcity.charts.labels import LINE_HEIGHT, KeyItem, font, key_lines, note
from smartcity.charts.native import Native
from smartcity.charts.template import template
from smartcity.charts.theme import theme
from smartcity.wording import Words

AXIS_MARGIN = 30
"""Room (px) below a plot for the numbers or years of its axis."""

EDGE = 1e-6
"""Share of an axis that it reaches beyond either end: far below a pixel, far above the last digit of a number."""

SEPARATORS = {"id": ",.", "en": ".,"}

INSIDE = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0}
"""How bars hold their texts: level, in the middle."""


@dataclass(frozen=True)
class Sheet:
    """A figure in the making: traces, notes and shapes are collected and handed to plotly as they are.

    Plotly would take twenty times as long to look at each property; a test has it look at those of every form.
    """

    layout: Mapping[str, object]
    traces: list[dict] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    shapes: list[dict] = field(default_factory=list)

    def bars(self, hovers: Sequence[str] | None = None, **properties: object) -> None:
        """Add bars, by the properties of plotly's bar trace; without *hovers* they say nothing when pointed at."""
        self.traces.append({"type": "bar", **_hovering(hovers), **properties})

    def points(self, hovers: Sequence[str], **properties: object) -> None:
        """Add points or lines, by the properties of plotly's scatter trace; marks on an edge are not cut."""
        self.traces.append({"type": "scatter", "cliponaxis": False, **_hovering(hovers), **properties})

    def write(self, *notes: dict) -> None:
        """Add annotations."""
        self.notes.extend(notes)

    def draw(self, *shapes: dict) -> None:
        """Add shapes, such as lines."""
        self.shapes.extend(shapes)

    def figure(self, *, xaxis: dict, yaxis: dict, native: Native | None = None) -> go.Figure:
        """Build the figure; what stands on the very edge of an axis is on it, also a last digit beyond.

        *native* is what it shows as plain series, which travel with it.
        """
        axes = {"xaxis": _with_edges(xaxis), "yaxis": _with_edges(yaxis)}
        meta = {"meta": native.meta()} if native else {}
        over = {name: drawn for name, drawn in (("annotations", self.notes), ("shapes", self.shapes)) if drawn}
        traces = [_listed(trace) for trace in self.traces]
        return go.Figure(data=traces, layout={**self.layout, **meta, **over, **axes}, _validate=False)


def sheet(
    plot_height: float,
    words: Words,
    *,
    key: Iterable[KeyItem] = (),
    left: int = 0,
    right: int = 0,
    bottom: int = AXIS_MARGIN,
    above: int = 8,
) -> Sheet:
    """Begin a figure with *plot_height* px of plot, a key line on top, and margins in px.

    *above* is room between key and plot for what a form writes over its plot.
    """
    lines = key_lines(key)
    line_height = theme().small_size * LINE_HEIGHT + 2
    top = round(len(lines) * line_height + above)
    corner = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": -left, "yanchor": "top"}
    style = font(theme().small_size, theme().muted)
    notes = [note(line, **corner, yshift=top - number * line_height, font=style) for number, line in enumerate(lines)]
    layout = {
        "template": template(),
        "separators": SEPARATORS[words.language],
        "height": round(plot_height + top + bottom),
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "dragmode": False,
    }
    return Sheet(layout, notes=notes)


def blank(words: Words) -> go.Figure:
    """Make the figure of an empty frame: no traces; the page says what is missing."""
    return sheet(AXIS_MARGIN, words, bottom=0).figure(xaxis={"visible": False}, yaxis={"visible": False})


def line(x: Sequence[object], y: Sequence[object], stroke: Mapping[str, object], **place: object) -> dict:
    """Make a straight line from (x[0], y[0]) to (x[1], y[1]), drawn as plotly's *stroke* says."""
    return {"type": "line", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": stroke, **place}


def _with_edges(axis: Mapping[str, object]) -> Mapping[str, object]:
    """Widen an axis by less than can be seen: plotly leaves out marks and texts that are a last digit beyond it."""
    if "range" not in axis:
        return axis
    start, end = axis["range"]
    hair = (end - start) * EDGE
    return {**axis, "range": [start - hair, end + hair]}


def _listed(part: object) -> object:
    """Turn columns of a table into lists; plotly, which would, is not asked to look at them."""
    if isinstance(part, Mapping):
        return {name: _listed(one) for name, one in part.items()}
    return part.tolist() if hasattr(part, "tolist") else part


def _hovering(hovers: Sequence[str] | None) -> dict:
    return {"hoverinfo": "skip"} if hovers is None else {"hovertext": hovers, "hoverinfo": "text"}
