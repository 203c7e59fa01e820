"""A figure whose values are no finer than they are spelled, so that none of them can be decoded into single answers."""

from collections.abc import Mapping

import plotly.graph_objects as go

from smartcity.charts.plainly import plainly

_VALUES = ("x", "y", "base", "error_x", "error_y", "customdata")
_OVER = ("shapes", "annotations")
_PERCENT = 2
"""Decimals that a share has before it is spelled as a percentage."""


def coarse(figure: go.Figure, decimals: int) -> go.Figure:
    """Return *figure* with its values as they are spelled: with *decimals*, unless its plain series say otherwise."""
    plain = plainly(figure)
    layout = plain["layout"]
    spelled = layout.get("meta") or {}
    places = spelled.get("decimals", decimals) + (_PERCENT if spelled.get("is_share") else 0)
    data = [
        {name: _rounded(part, places) if name in _VALUES else part for name, part in trace.items()}
        for trace in plain["data"]
    ]
    over = {name: [_on_axis(one, places) for one in layout[name]] for name in _OVER if name in layout}
    meta = {"meta": _rounded(spelled, places)} if spelled else {}
    return go.Figure(data=data, layout={**layout, **over, **meta}, _validate=False)


def _on_axis(part: Mapping, places: int) -> dict:
    """Round where something stands on the axis of values; what stands on the paper tells no value."""
    if part.get("xref", "x") != "x":
        return dict(part)
    return {name: _rounded(one, places) if name in ("x", "x0", "x1") else one for name, one in part.items()}


def _rounded(part: object, places: int) -> object:
    if isinstance(part, Mapping):
        return {name: _rounded(one, places) for name, one in part.items()}
    if isinstance(part, list | tuple):
        return [_rounded(one, places) for one in part]
    return round(part, places) if isinstance(part, float) else part
