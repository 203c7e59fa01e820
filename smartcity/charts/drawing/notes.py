"""Annotations and shapes: texts at their places, some with a thin line to what they name; lines and boxes."""

from collections.abc import Iterator, Mapping
from math import hypot

from smartcity.charts.drawing.axis import Axis
from smartcity.charts.drawing.known import allowed, checked
from smartcity.charts.drawing.reading import fill, stroke
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.drawing.texts import SHARES, Block, Look, block

DASHES = {"solid": (), "dot": (1, 1), "dash": (3, 3)}
"""Plotly's dashes, in widths of the line, which it takes to be 3 px at least."""

LEAST_DASH = 3

BORDER = 1
"""Plotly leaves so much (px) around a text for a border that none of ours has."""

INWARD = {"left": 1, "center": 0, "right": -1}


def note(annotation: Mapping[str, object], axes: tuple[Axis, Axis], surface: Surface) -> str:
    """Write an annotation; like plotly, one whose place lies outside its axis is left out."""
    checked("annotation", annotation)
    x, y = (_place(annotation, letter, axis) for letter, axis in zip("xy", axes))
    if not annotation["text"] or x is None or y is None:
        return ""
    font = checked("font", annotation["font"])
    text = block(annotation["text"], Look(font["size"], font["color"], font.get("weight", 400)))
    dx, dy = annotation.get("xshift", 0), -annotation.get("yshift", 0)
    side = annotation["xanchor"]
    ax, ay = (annotation["ax"], annotation["ay"]) if annotation["showarrow"] else (0, 0)
    anchor = ax + INWARD[side] * BORDER
    left = anchor - SHARES[side] * text.width
    baseline = ay + _baseline(text, annotation.get("yanchor", "auto"))
    align = annotation["align"]
    # What is aligned as it is anchored keeps its place also where a browser's font is a little wider than ours.
    aligned = anchor if align == side else left + SHARES[align] * text.width
    drawn = _ground(annotation, text, left, baseline) + surface.write(text, align, aligned, baseline)
    if annotation["showarrow"]:
        drawn = _leader(annotation, ax, ay) + drawn
    return surface.at(x, y, drawn, dx, dy)


def _place(annotation: Mapping[str, object], letter: str, axis: Axis) -> float | None:
    """Give the place of *letter* as a share of the plot; None for one outside its axis."""
    value = annotation[letter]
    if annotation.get(f"{letter}ref", letter) == "paper":
        return 1 - value if axis.is_upright else value
    number = axis.number(value)
    share = None if number is None else axis.share(number)
    return share if share is not None and 0 <= share <= 1 else None


def _baseline(text: Block, anchor: str) -> float:
    """Give where the first baseline is, from the place that the text is anchored to."""
    match allowed("annotation", "yanchor", anchor, ("top", "middle", "bottom", "auto")):
        case "top":
            return BORDER - text.top
        case "bottom":
            return -BORDER - text.bottom
        case _:
            return -(text.top + text.bottom) / 2


def _ground(annotation: Mapping[str, object], text: Block, left: float, baseline: float) -> str:
    if "bgcolor" not in annotation:
        return ""
    place = f'x="{left:.2f}" y="{baseline + text.top:.2f}"'
    size = f'width="{text.width:.2f}" height="{text.bottom - text.top:.2f}"'
    return f"<rect {place} {size} {fill(annotation['bgcolor'])}/>"


def _leader(annotation: Mapping[str, object], ax: float, ay: float) -> str:
    """Draw the line from the text to what it names, which ends a little before it."""
    length = hypot(ax, ay)
    share = annotation["standoff"] / length
    ends = f'x1="{ax:.2f}" y1="{ay:.2f}" x2="{ax * share:.2f}" y2="{ay * share:.2f}"'
    return f"<line {ends}{stroke(annotation['arrowcolor'], annotation['arrowwidth'])}/>" if share < 1 else ""


def shapes(all_shapes: object, layer: str, axes: tuple[Axis, Axis], surface: Surface) -> Iterator[str]:
    """Draw the shapes of a *layer*, "below" the marks or "above" them."""
    for shape in all_shapes:
        checked("shape", shape)
        if allowed("shape", "layer", shape.get("layer", "above"), ("below", "above")) == layer:
            yield _shape(shape, axes, surface)


def _shape(shape: Mapping[str, object], axes: tuple[Axis, Axis], surface: Surface) -> str:
    (x0, x1), (y0, y1) = (
        tuple(_end(shape, f"{letter}{number}", axis) for number in "01") for letter, axis in zip("xy", axes)
    )
    edge = checked("shape.line", shape["line"])
    drawn = stroke(edge["color"], edge["width"]) + _dashed(edge)
    if allowed("shape", "type", shape["type"], ("line", "rect")) == "line":
        ends = f'x1="{surface.x(x0)}" x2="{surface.x(x1)}" y1="{surface.y(y0)}" y2="{surface.y(y1)}"'
        return f"<line {ends}{drawn}/>"
    place = f'x="{surface.x(min(x0, x1))}" y="{surface.y(min(y0, y1))}"'
    size = f'width="{surface.x(abs(x1 - x0))}" height="{surface.y(abs(y1 - y0))}"'
    inside = fill(shape["fillcolor"]) if "fillcolor" in shape else 'fill="none"'
    return f"<rect {place} {size} {inside}{drawn}/>"


def _end(shape: Mapping[str, object], name: str, axis: Axis) -> float:
    if shape.get(f"{name[0]}ref", name[0]) == "paper":
        return 1 - shape[name] if axis.is_upright else shape[name]
    return axis.share(axis.number(shape[name]))


def _dashed(edge: Mapping[str, object]) -> str:
    kind = allowed("shape.line", "dash", edge.get("dash", "solid"), tuple(DASHES))
    unit = max(edge["width"], LEAST_DASH)
    steps = " ".join(f"{step * unit:g}" for step in DASHES[kind])
    return f' stroke-dasharray="{steps}"' if steps else ""
