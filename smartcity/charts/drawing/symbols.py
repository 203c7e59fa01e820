"""The outlines of plotly's marker symbols that the charts use, around the origin."""

from math import cos, radians, sin, sqrt

from smartcity.charts.drawing.known import allowed

STROKES = ("line-ns",)
"""Symbols that are only a stroke."""


def symbol(name: str, size: float) -> str:
    """Give the path data of the symbol *name* of *size* px, with plotly's own proportions."""
    radius = size / 2
    match allowed("marker", "symbol", name, ("circle", "square", "diamond", "triangle-up", *STROKES)):
        case "circle":
            return f"M{radius:g},0A{radius:g},{radius:g} 0 1,1 0,{-radius:g}A{radius:g},{radius:g} 0 0,1 {radius:g},0Z"
        case "square":
            return f"M{radius:g},{radius:g}H{-radius:g}V{-radius:g}H{radius:g}Z"
        case "diamond":
            long = round(radius * 1.3, 2)
            return f"M{long:g},0L0,{long:g}L{-long:g},0L0,{-long:g}Z"
        case "triangle-up":
            half = round(radius * 2 / sqrt(3), 2)
            return f"M{-half:g},{radius / 2:g}H{half:g}L0,{-radius:g}Z"
        case _:
            long = round(radius * 1.4, 2)
            return f"M0,{long:g}V{-long:g}"


def moved(angle: float, standoff: float) -> tuple[float, float]:
    """Give how far a symbol that points to *angle* (degrees, 0 is up) stays behind its point, in px."""
    return -sin(radians(angle)) * standoff, cos(radians(angle)) * standoff
