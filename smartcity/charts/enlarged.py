"""A figure for a hall: everything that is measured in pixels grows alike, what is measured by its axes stays.

A figure is built once, for a desk. Zooming it in the browser would leave the pointer and the width that plotly measures
behind; larger numbers in the same figure are drawn as any other.
"""

import re
from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from smartcity.charts.drawing.reading import held
from smartcity.charts.theme import theme

_LENGTHS = frozenset(
    {"size", "xshift", "yshift", "ax", "ay", "standoff", "arrowwidth", "gridwidth", "ticklabelstandoff", "cornerradius"}
)
_LENGTHS_IN = {"layout": {"height"}, "margin": {"l", "r", "t", "b"}, "line": {"width"}}
"""Names that are a length in pixels only as a part of this: the width of a bar, say, is one on its axis."""

_FONT_SIZE = re.compile(r"(?<=font-size:)\d+(?=px)")


def enlarged(figure: go.Figure, factor: float | None = None) -> go.Figure:
    """Return *figure* as it is drawn in a hall, or *factor* times larger."""
    grown = _grown(held(figure), "", factor or theme().hall)
    return go.Figure(data=grown["data"], layout=grown["layout"])


def _grown(part: object, name: str, factor: float) -> object:
    if isinstance(part, Mapping):
        own = _LENGTHS | _LENGTHS_IN.get(name, frozenset())
        return {
            key: _longer(value, factor) if key in own else _grown(value, key, factor) for key, value in part.items()
        }
    if isinstance(part, str):
        return _FONT_SIZE.sub(lambda size: f"{int(size[0]) * factor:g}", part)
    if isinstance(part, list | tuple):
        return [_grown(one, name, factor) for one in part]
    if isinstance(part, np.ndarray) and part.dtype == object:
        return np.array([_grown(one, name, factor) for one in part], dtype=object)
    return part


def _longer(value: object, factor: float) -> object:
    """Lengthen a number, or each of several; whole numbers stay whole, as plotly wants some of them."""
    if isinstance(value, str | None):
        return value
    if not np.isscalar(value):
        return [_longer(one, factor) for one in value]
    return round(value * factor) if isinstance(value, int) else value * factor
