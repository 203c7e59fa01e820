"""The one plotly template and the empty sheet on which each form is drawn.

Margins are fixed in pixels and never grow by themselves: labels of all charts start at the same left edge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count

import plotly.graph_objects as go

from smartcity.charts.labels import LINE_HEIGHT, KeyItem, font, key_lines, note, stacked, wrap
from smartcity.charts.theme import theme
from smartcity.wording import Words

LABEL_MARGIN = 116
LABEL_CHARACTERS = 15
LABEL_LINES = 3
CHARACTER = 7
"""Row labels of every horizontal chart take this width (px), at this many characters of some 7 px a line."""

AXIS_MARGIN = 30
"""Room (px) below a plot for the numbers or years of its axis."""

MOST_TICKS = 7
SEPARATORS = {"id": ",.", "en": ".,"}

CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showAxisDragHandles": False,
    "responsive": True,
}
"""What every chart is shown with: nothing moves, one button saves the picture."""


def config(words: Words, file_name: str) -> dict:
    """Give `CONFIG` with the button's words in the page's language and the name of the saved picture."""
    return CONFIG | {
        "locale": words.language,
        "locales": {
            words.language: {
                "dictionary": {
                    english: words("charts.save_picture") for english in ("Download plot as a PNG", "Download plot")
                },
                "format": {},
            }
        },
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": file_name},
    }


@cache
def template() -> go.layout.Template:
    """Build the template: transparent, light grid, no frame, the theme's font."""
    look = theme()
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "gridcolor": look.grid,
        "gridwidth": look.thin_line,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": font(look.small_size, look.muted),
        "automargin": False,
    }
    return go.layout.Template(
        layout={
            "font": {"family": look.family, "size": look.chart_size, "color": look.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [look.accent, look.peer],
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": look.paper,
                "bordercolor": look.border,
                "align": "left",
                "font": {"family": look.family, **font(look.small_size)},
            },
            "xaxis": axis,
            "yaxis": axis,
            "barmode": "overlay",
            "bargap": 0,
            "modebar": {
                "bgcolor": "rgba(0,0,0,0)",
                "color": look.peer,
                "activecolor": look.accent,
            },
        }
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure in the making: traces, notes and shapes are collected and plotly validates them once.

    Trace by trace the same figure takes plotly three times as long.
    """

    layout: Mapping[str, object]
    traces: list[dict] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    shapes: list[dict] = field(default_factory=list)

    def bars(self, **properties: object) -> None:
        """Add bars, by the properties of plotly's bar trace."""
        self.traces.append({"type": "bar", **properties})

    def points(self, **properties: object) -> None:
        """Add points or lines, by the properties of plotly's scatter trace; marks on an edge are not cut."""
        self.traces.append({"type": "scatter", "cliponaxis": False, **properties})

    def write(self, notes: Iterable[dict] = (), shapes: Iterable[dict] = ()) -> None:
        """Add annotations and shapes."""
        self.notes.extend(notes)
        self.shapes.extend(shapes)

    def figure(self, *, xaxis: dict, yaxis: dict) -> go.Figure:
        """Build the figure."""
        return go.Figure(
            data=self.traces,
            layout={
                **self.layout,
                "annotations": self.notes,
                "shapes": self.shapes,
                "xaxis": xaxis,
                "yaxis": yaxis,
            },
        )


def sheet(
    plot_height: float,
    words: Words,
    *,
    key: Sequence[KeyItem] = (),
    left: int = 0,
    right: int = 0,
    bottom: int = AXIS_MARGIN,
    above: int = 8,
) -> Sheet:
    """Begin a figure with *plot_height* px of plot, a key line on top, and margins in px.

    *above* is room between key and plot for what a form writes over its plot.
    """
    lines = key_lines(key)
    line_height = theme().small_size * LINE_HEIGHT + 2
    top = round(len(lines) * line_height + above)
    notes = [
        note(
            line,
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xshift=-left,
            yshift=top - number * line_height,
            yanchor="top",
            font=font(theme().small_size, theme().muted),
        )
        for number, line in enumerate(lines)
    ]
    layout = {
        "template": template(),
        "separators": SEPARATORS[words.language],
        "height": round(plot_height + top + bottom),
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "dragmode": False,
    }
    return Sheet(layout, notes=notes)


def blank(words: Words) -> go.Figure:
    """Make the figure of an empty frame: no traces; the page says what is missing."""
    return sheet(AXIS_MARGIN, words, bottom=0).figure(xaxis={"visible": False}, yaxis={"visible": False})


def score_ticks(scale: tuple[float, float], words: Words) -> dict:
    """Give the axis of the method's scale: from its minimum to its maximum, ticks at whole steps."""
    low, high = scale
    least = (high - low) / MOST_TICKS
    step = next(size * 10**power for power in count() for size in (1, 2, 5) if size * 10**power >= least)
    values = list(range(int(low), int(high) + 1, step))
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [words.number(value) for value in values],
        "showgrid": True,
    }


def year_ticks(years: Sequence[int]) -> dict:
    """Give the axis of years, thinned from the latest backwards when there are many."""
    every = -(-len(years) // MOST_TICKS)
    shown = list(reversed(list(reversed(years))[::every]))
    half = 0.5 if len(years) == 1 else 0.2
    return {
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [str(year) for year in shown],
        "ticklabelstandoff": 4,
        "range": [years[0] - half, years[-1] + half],
    }


def row_places(labels: Iterable[str], least: int, indent: int = 0) -> tuple[list[float], float]:
    """Give the centre of each row and the height of all, in px from the top.

    A row is *least* px high, and higher where its wrapped label needs it.
    """
    places, depth = [], 0.0
    for label in labels:
        height = max(least, len(_row_lines(label, indent)) * theme().chart_size * LINE_HEIGHT + 12)
        places.append(depth + height / 2)
        depth += height
    return places, depth


def row_axis(height: float) -> dict:
    """Give the vertical axis of rows in px from the top; labels are drawn as notes."""
    return {"range": [height, 0], "visible": False}


def _row_lines(text: str, indent: int) -> list[str]:
    return wrap(text, LABEL_CHARACTERS - -(-indent // CHARACTER), LABEL_LINES)


def row_label(text: str, place: float, *, bold: bool = False, indent: int = 0) -> dict:
    """Write a row's label at the left edge of the figure, wrapped to the label margin."""
    return note(
        stacked(_row_lines(text, indent)),
        xref="paper",
        x=0,
        xshift=indent - LABEL_MARGIN,
        y=place,
        yanchor="middle",
        font=font(bold=bold),
    )


def row_value(text: str, place: float, right: int, *, bold: bool = True) -> dict:
    """Write a row's value at the right edge of the figure, so that values stand in one column."""
    return note(
        text,
        xref="paper",
        x=1,
        xshift=right,
        xanchor="right",
        align="right",
        y=place,
        yanchor="middle",
        font=font(bold=bold),
    )


def break_lines(breaks: Sequence[int], years: Sequence[int], words: Words) -> tuple[list[dict], list[dict]]:
    """Give notes and dashed shapes for the years whose method differs from the year before."""
    shown = [year for year in breaks if years[0] < year <= years[-1]]
    look = theme()
    shapes = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": year - 0.5,
            "x1": year - 0.5,
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"color": look.peer, "width": look.thin_line, "dash": "dash"},
        }
        for year in shown
    ]
    notes = [
        note(
            stacked(wrap(words("charts.method_changed"), 9)),
            x=year - 0.5,
            yref="paper",
            y=1,
            xanchor="center",
            align="center",
            yanchor="bottom",
            yshift=2,
            font=font(look.fine_size, look.muted),
        )
        for year in shown
    ]
    return notes, shapes
