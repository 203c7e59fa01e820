"""What of plotly is drawn here: every other property is refused, so that no chart loses something unnoticed."""

from collections.abc import Mapping
from types import MappingProxyType


class Undrawn(ValueError):
    """A figure has something that is not drawn here."""


_FONT = frozenset({"size", "color", "weight", "family"})
_STROKE = frozenset({"color", "width"})
_AXIS = frozenset(
    {
        "range",
        "visible",
        "type",
        "tickmode",
        "tickvals",
        "ticktext",
        "ticklabelstandoff",
        "tickfont",
        "tickangle",
        "showgrid",
        "gridcolor",
        "gridwidth",
        "constrain",
        "constraintoward",
        "scaleanchor",
        "scaleratio",
        "fixedrange",
        "zeroline",
        "showline",
        "ticks",
        "automargin",
    }
)
_TRACE = frozenset({"type", "name", "hoverinfo", "hovertext", "x", "y", "marker", "text", "textfont", "textposition"})

KNOWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "layout": frozenset(
            {
                "template",
                "separators",
                "height",
                "margin",
                "dragmode",
                "annotations",
                "shapes",
                "xaxis",
                "yaxis",
                "font",
                "paper_bgcolor",
                "plot_bgcolor",
                "colorway",
                "showlegend",
                "hovermode",
                "hoverlabel",
                "barmode",
                "bargap",
                "modebar",
                "meta",
            }
        ),
        "axis": _AXIS,
        "bar": _TRACE | {"orientation", "base", "width", "insidetextanchor", "textangle", "constraintext"},
        "bar.marker": frozenset({"color", "line", "cornerradius", "pattern"}),
        "bar.marker.pattern": frozenset({"shape", "size", "solidity", "fillmode", "fgcolor", "bgcolor"}),
        "scatter": _TRACE | {"mode", "line", "connectgaps", "cliponaxis"},
        "scatter.marker": frozenset({"symbol", "color", "size", "opacity", "line", "angle", "standoff"}),
        "scatter.line": _STROKE | {"shape"},
        "marker.line": _STROKE,
        "annotation": frozenset(
            {
                "text",
                "x",
                "y",
                "xref",
                "yref",
                "xshift",
                "yshift",
                "xanchor",
                "yanchor",
                "align",
                "font",
                "bgcolor",
                "borderpad",
                "showarrow",
                "ax",
                "ay",
                "arrowhead",
                "arrowwidth",
                "arrowcolor",
                "standoff",
            }
        ),
        "shape": frozenset({"type", "x0", "x1", "y0", "y1", "xref", "yref", "line", "layer", "fillcolor"}),
        "shape.line": _STROKE | {"dash"},
        "font": _FONT,
    }
)
"""By the part of a figure, the properties that are drawn, or that concern only pointing and moving."""

_ONLY = {
    "zeroline": (False,),
    "showline": (False,),
    "ticks": ("",),
    "tickangle": (0,),
    "showlegend": (False,),
    "barmode": ("overlay",),
    "bargap": (0,),
    "tickmode": ("array",),
    "constrain": ("domain",),
    "constraintoward": ("left", "top"),
    "scaleanchor": ("x",),
    "insidetextanchor": ("middle",),
    "textangle": (0,),
    "opacity": (1,),
    "fillmode": ("replace",),
    "connectgaps": (False,),
    "cliponaxis": (False,),
    "arrowhead": (0,),
    "borderpad": (0,),
    "paper_bgcolor": ("rgba(0,0,0,0)",),
    "plot_bgcolor": ("rgba(0,0,0,0)",),
}
"""Properties of which only these values are drawn."""


def checked(kind: str, properties: Mapping[str, object]) -> Mapping[str, object]:
    """Give *properties* back, or raise `Undrawn` for the first that is not drawn of this *kind* of thing."""
    for name, value in properties.items():
        if name not in KNOWN[kind]:
            raise Undrawn(f"{kind}.{name} is not drawn; drawn are: {', '.join(sorted(KNOWN[kind]))}")
        if name in _ONLY:
            allowed(kind, name, value, _ONLY[name])
    return properties


def allowed(kind: str, name: str, value: object, values: tuple[object, ...]) -> object:
    """Give *value* back, or raise `Undrawn` where it is none of *values*."""
    if value not in values:
        raise Undrawn(f"{kind}.{name} = {value!r} is not drawn; drawn are: {', '.join(map(repr, values))}")
    return value
