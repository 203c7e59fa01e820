"""An axis: where a value falls on it, and the ticks, labels and lines that it shows."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.charts.drawing.known import checked
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.drawing.texts import Look, block

MID = 0.35
"""How far (in sizes) a baseline is below the middle of a line, for plotly."""


@dataclass(frozen=True)
class Axis:
    """One axis of a figure; *is_upright* for the one whose values rise from the bottom to the top."""

    properties: Mapping[str, object]
    is_upright: bool

    def number(self, value: object) -> float | None:
        """Give *value* as a number on this axis; None for a missing one."""
        if value is None or pd.isna(value):
            return None
        return pd.Timestamp(value).value / 1e6 if self.properties.get("type") == "date" else float(value)

    @property
    def ends(self) -> tuple[float, float]:
        """The numbers at its two ends."""
        start, end = self.properties["range"]
        return self.number(start), self.number(end)

    def length(self, number: float) -> float:
        """Give a distance as a share of the axis, from the left or from the top."""
        start, end = self.ends
        return number / (start - end if self.is_upright else end - start)

    def share(self, number: float) -> float:
        """Give the place of *number* as a share of the axis, from the left or from the top."""
        start, end = self.ends
        return self.length(number - (end if self.is_upright else start))

    def ticks(self) -> list[tuple[float, str]]:
        """List the places of the ticks within the axis, with their labels."""
        if not self.properties.get("visible", True):
            return []
        places = ((self.share(self.number(value)), text) for value, text in self._labelled())
        return [(place, text) for place, text in places if 0 <= place <= 1]

    def _labelled(self) -> zip:
        return zip(self.properties.get("tickvals", ()), self.properties.get("ticktext", ()))

    def draw_lines(self, surface: Surface) -> str:
        """Draw the line of its grid at each tick."""
        if not self.properties["showgrid"]:
            return ""
        stroke = f'stroke="{self.properties["gridcolor"]}" stroke-width="{self.properties["gridwidth"]}"'
        near, far = (surface.x(0), surface.x(1)) if self.is_upright else (surface.y(0), surface.y(1))
        return "".join(
            f'<line x1="{near}" x2="{far}" y1="{surface.y(place)}" y2="{surface.y(place)}" {stroke}/>'
            if self.is_upright
            else f'<line x1="{surface.x(place)}" x2="{surface.x(place)}" y1="{near}" y2="{far}" {stroke}/>'
            for place, _ in self.ticks()
        )

    def draw_labels(self, surface: Surface) -> str:
        """Write what stands at each tick: below the plot, or left of it."""
        properties = checked("font", self.properties["tickfont"])
        look = Look(properties["size"], properties["color"], properties["weight"])
        away = 0.5 + self.properties.get("ticklabelstandoff", 0)
        drawn = []
        for place, text in self.ticks():
            label = block(str(text), look)
            if self.is_upright:
                drawn.append(surface.at(0, place, surface.write(label, "right", -away, look.size * MID)))
            else:
                drawn.append(surface.at(place, 1, surface.write(label, "center", 0, look.size + away)))
        return "".join(drawn)
