"""Two drawings of one figure: for a phone, and for where there is more room, which travels in `meta` of the first."""

import plotly.graph_objects as go

from smartcity.charts.drawing.reading import held
from smartcity.charts.plainly import figure_of, plainly

ROOM = "room"


def with_room(narrow: go.Figure, wide: go.Figure) -> go.Figure:
    """Return the *narrow* drawing with the *wide* one in it, also where it is kept as JSON."""
    return narrow.update_layout(meta={ROOM: plainly(wide)})


def roomy(figure: go.Figure) -> go.Figure:
    """Return the drawing for a sheet or a desk; most figures are drawn alike wherever they are."""
    meta = held(figure)["layout"].get("meta") or {}
    return figure_of(meta[ROOM]) if ROOM in meta else figure
