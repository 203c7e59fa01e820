"""A whole figure: its plot on the sheet, from the lines of the grid at the bottom to the notes on top."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

from smartcity.charts.drawing.axis import Axis
from smartcity.charts.drawing.bars import bars
from smartcity.charts.drawing.known import allowed, checked
from smartcity.charts.drawing.notes import note, shapes
from smartcity.charts.drawing.points import points
from smartcity.charts.drawing.reading import held, unpacked
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.drawing.texts import Look
from smartcity.charts.drawing.values import Values

DRAWERS = {"bar": bars, "scatter": points}


class Figure(Protocol):
    """What is drawn: plotly's figure."""

    _data: list[dict]
    _layout: dict


def drawn(figure: Figure, alt: str) -> str:
    """Draw *figure* for a page: it takes the width there is, and says *alt* and the value of each mark.

    Around it stands what gives it its width, an element with the style `container-type: inline-size`.
    """
    plan = planned(figure)
    place = f"margin:{plan.top}px {plan.right}px {plan.bottom}px {plan.left}px"
    style = f"display:block;overflow:visible;{place};{plan.spelled_size}"
    look = f'font-family="{escape(plan.family)}"'
    body = plan.body(Surface(None, plan.height if plan.ratio is None else None))
    return f'<svg role="group" aria-label="{escape(alt)}" {look} style="{style}">{body}</svg>'


@dataclass(frozen=True)
class Plan:
    """A figure that was read: its layout with the template's in it, and the measures of its sheet in px."""

    traces: list[Mapping[str, object]]
    layout: Mapping[str, object]
    axes: tuple[Axis, Axis]

    @property
    def family(self) -> str:
        """The font and what stands in for it."""
        return self.layout["font"]["family"]

    @property
    def left(self) -> int:
        """The margin left of the plot."""
        return self.layout["margin"]["l"]

    @property
    def right(self) -> int:
        """The margin right of the plot."""
        return self.layout["margin"]["r"]

    @property
    def top(self) -> int:
        """The margin above the plot."""
        return self.layout["margin"]["t"]

    @property
    def bottom(self) -> int:
        """The margin below the plot."""
        return self.layout["margin"]["b"]

    @property
    def height(self) -> float:
        """The height of the plot, where the width is enough for it."""
        return self.layout["height"] - self.top - self.bottom

    @property
    def ratio(self) -> float | None:
        """The height of the data to its width, where the axes are bound to each other."""
        upright = self.axes[1].properties
        if "scaleratio" not in upright:
            return None
        (left, right), (low, high) = (axis.ends for axis in self.axes)
        return upright["scaleratio"] * abs(high - low) / abs(right - left)

    @property
    def spelled_size(self) -> str:
        """The size of the plot in a style: where the axes are bound to each other, both sides give together."""
        room = f"100cqw - {self.left + self.right}px"
        if self.ratio is None:
            return f"width:calc(100% - {self.left + self.right}px);height:{self.height}px"
        widest = f"{self.height / self.ratio:.2f}px"
        return f"width:min({room}, {widest});height:min(({room}) * {self.ratio:.6f}, {self.height}px)"

    def size(self, room: float) -> tuple[float, float]:
        """Give the width and the height (px) of the plot in a *room* of so many px."""
        width = room if self.ratio is None else min(room, self.height / self.ratio)
        return width, self.height if self.ratio is None else width * self.ratio

    def body(self, surface: Surface) -> str:
        """Draw the plot and all on it."""
        return "".join(self._layers(surface))

    def _layers(self, surface: Surface) -> Iterator[str]:
        drawn = self.layout.get("shapes", ())
        yield from (axis.draw_lines(surface) for axis in self.axes)
        yield from shapes(drawn, "below", self.axes, surface)
        values = Values()
        look = Look(self.layout["font"]["size"], self.layout["font"]["color"])
        # Like plotly: all bars lie below all points, in whatever order they were added.
        for kind, drawer in DRAWERS.items():
            for trace in self.traces:
                if trace["type"] == kind:
                    yield from drawer(trace, self.axes, surface, look, values)
        yield from shapes(drawn, "above", self.axes, surface)
        yield '<g aria-hidden="true">'
        yield from (axis.draw_labels(surface) for axis in self.axes)
        yield from (note(one, self.axes, surface) for one in self.layout.get("annotations", ()))
        yield "</g>"


def planned(figure: Figure) -> Plan:
    """Read *figure*, with the defaults of its template; raise `Undrawn` for what is not drawn here."""
    whole = unpacked(held(figure))
    own = checked("layout", whole["layout"])
    shared = own["template"]
    shared = checked("layout", shared["layout"])
    axes = tuple(
        Axis(checked("axis", {**shared[name], **own.get(name, {})}), is_upright)
        for name, is_upright in (("xaxis", False), ("yaxis", True))
    )
    traces = whole["data"]
    for trace in traces:
        allowed("trace", "type", trace["type"], tuple(DRAWERS))
    return Plan(traces, {**shared, **own}, axes)
