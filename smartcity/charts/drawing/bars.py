"""Bars: boxes from their base, some of them hatched, some with a text in their middle."""

import re
from collections.abc import Iterator, Mapping

from smartcity.charts.drawing.axis import Axis
from smartcity.charts.drawing.known import Undrawn, allowed, checked
from smartcity.charts.drawing.reading import each, fill, stroke
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.drawing.texts import Block, Look, block
from smartcity.charts.drawing.values import Values

PATTERN = (
    '<pattern id="{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse">{ground}'
    '<path d="M-{quarter},{quarter}l{half},-{half}M0,{side}L{side},0M{three},{five}l{half},-{half}" fill="none"'
    ' stroke="{colour}" stroke-width="{width}"/></pattern>'
)
"""Plotly's shape "/" of a hatch."""


def bars(
    trace: Mapping[str, object], axes: tuple[Axis, Axis], surface: Surface, look: Look, values: Values
) -> Iterator[str]:
    """Draw the bars of a trace; one without a value, or without a length, is left out."""
    checked("bar", trace)
    marker = checked("bar.marker", trace["marker"])
    across, along = axes if trace.get("orientation", "v") == "v" else axes[::-1]
    lengths, centres = (trace[name] for name in ("yx" if along.is_upright else "xy"))
    count = len(lengths)
    columns = zip(
        lengths,
        centres,
        each(trace.get("base", 0), count),
        each(trace["width"], count),
        _texts(trace, look, count),
        each(trace.get("hovertext"), count),
        each(marker["color"], count),
        each(marker.get("line", {}).get("width", 0), count),
        each(checked("marker.line", marker.get("line", {})).get("color"), count),
        _hatches(marker, count),
    )
    hatching = Hatching(marker.get("pattern", {}), marker["color"])
    for length, centre, base, width, text, hover, colour, edge, edge_colour, is_hatched in columns:
        size = along.number(length)
        if not size:
            continue
        start = along.share(float(base))
        end = along.share(float(base) + size)
        middle = across.share(across.number(centre))
        half = abs(across.length(float(width))) / 2
        pattern, inside = hatching.of(colour) if is_hatched else ("", fill(colour))
        sides = (min(start, end), abs(end - start)), (middle - half, 2 * half)
        (x, wide), (y, high) = sides[::-1] if along.is_upright else sides
        place = f'x="{surface.x(x)}" y="{surface.y(y)}" width="{surface.x(wide)}" height="{surface.y(high)}"'
        corner = f' rx="{marker["cornerradius"]}"' if marker.get("cornerradius") else ""
        drawn = f"{pattern}<rect {place}{corner} {inside}{stroke(edge_colour, edge)}/>"
        if text is not None:
            middle_of_text = -(text.top + text.bottom) / 2
            drawn += surface.at(x + wide / 2, y + high / 2, surface.write(text, "center", 0, middle_of_text))
        yield values.mark(drawn, hover)


def _texts(trace: Mapping[str, object], look: Look, count: int) -> Iterator[Block | None]:
    if trace.get("text") is None:
        return iter([None] * count)
    allowed("bar", "textposition", trace["textposition"], ("inside",))
    font = checked("font", trace.get("textfont", {}))
    sizes, colours = each(font.get("size", look.size), count), each(font.get("color", look.colour), count)
    return (
        block(text, Look(size, colour)) if text else None for text, size, colour in zip(trace["text"], sizes, colours)
    )


def _hatches(marker: Mapping[str, object], count: int) -> list[bool]:
    shapes = each(marker.get("pattern", {}).get("shape", ""), count)
    return [bool(allowed("bar.marker.pattern", "shape", shape, ("", "/"))) for shape in shapes]


class Hatching:
    """The hatches of one trace, each written where it is used first."""

    def __init__(self, pattern: Mapping[str, object], colour: object):
        self._pattern = checked("bar.marker.pattern", pattern)
        self._written: set[str] = set()
        if "fgcolor" in pattern and not isinstance(colour, str):
            raise Undrawn("plotly ignores bar.marker.pattern.fgcolor where each bar has a colour of its own")

    def of(self, colour: str) -> tuple[str, str]:
        """Give the hatch in *colour*, empty where it is written already, and the attribute that fills with it."""
        colour, ground = self._pattern.get("fgcolor", colour), self._pattern.get("bgcolor")
        size, solidity = self._pattern["size"], self._pattern["solidity"]
        # Named for what it looks like: drawings that stand together may share a name only for the same hatch.
        name = re.sub(r"[^\w]+", "-", f"hatch{colour}{ground or ''}-{size}-{solidity}")
        is_new = name not in self._written
        self._written.add(name)
        side = round(size * 2**0.5, 3)
        parts = {"quarter": side / 4, "half": side / 2, "three": side * 3 / 4, "five": side * 5 / 4}
        drawn = PATTERN.format(
            name=name,
            side=side,
            ground=f'<rect width="{side}" height="{side}" {fill(ground)}/>' if ground else "",
            colour=colour,
            width=round(solidity * size, 2),
            **{part: round(length, 3) for part, length in parts.items()},
        )
        return drawn if is_new else "", f'fill="url(#{name})"'
