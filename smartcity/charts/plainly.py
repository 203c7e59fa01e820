"""Figures as plain values, and back: what is kept of a chart so that it is drawn the same when all else has moved on.

A figure holds its template, so its colours and sizes are kept with it.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import plotly.graph_objects as go

from smartcity.charts.drawing.reading import held
from smartcity.charts.template import Shared


def plainly(figure: go.Figure) -> dict:
    """Return *figure* as JSON holds it."""
    return _plain(held(figure))


def figure_of(plain: Mapping) -> go.Figure:
    """Return the figure that `plainly` was given.

    Plotly takes the type out of each trace that it is given and puts it back afterwards: several pages may draw from
    the same values at once, so it is given traces of its own.
    """
    return go.Figure(data=[dict(trace) for trace in plain["data"]], layout=plain["layout"])


def _plain(part: object) -> object:
    if isinstance(part, Shared):
        return part
    if isinstance(part, Mapping):
        return {str(name): _plain(one) for name, one in part.items()}
    if isinstance(part, np.ndarray | list | tuple):
        return [_plain(one) for one in part]
    if isinstance(part, np.generic):
        part = part.item()
    if isinstance(part, date):
        return part.isoformat()
    # No JSON has such numbers; plotly leaves out what is missing as it leaves out what is none.
    return None if isinstance(part, float) and not np.isfinite(part) else part
