"""Figures of rows one below the other: where each row stands, and its label, value and marks at that height."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import LINE_HEIGHT, font, note, stacked, wrap
from smartcity.charts.native import Native
from smartcity.charts.sheet import Sheet, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

LABEL_MARGIN = 122
LABEL_CHARACTERS = 15
LABEL_LINES = 3
MOST_LINES = 12
CHARACTER = 7
"""Row labels of every horizontal chart take this width (px), at this many characters of some 7 px a line.

A label is never cut short of *MOST_LINES*: its row grows. *LABEL_LINES* are as many as look well beside a row.
"""

STATEMENT_CHARACTERS = 44
"""A statement stands above its row and takes the width of a phone."""


@dataclass(frozen=True)
class Places:
    """The centre of each row and the height of all, in px from the top, with the notes that label the rows."""

    centres: Sequence[float]
    height: float
    labels: Sequence[dict]


BOLD, PLAIN = repeat(True), repeat(False)
"""All texts of the rows in the heavier weight, or none."""


def beside(labels: Iterable[str], least: int, *, indent: int = 0, bold: Iterable[bool] = PLAIN) -> Places:
    """Place rows with their labels at the left edge of the figure, wrapped to the label margin.

    A row is *least* px high, and higher where its label needs it. *bold* says which labels are.
    """
    centres, notes, depth = [], [], 0.0
    for text, is_bold in zip(labels, bold):
        lines = wrap(text, LABEL_CHARACTERS - -(-indent // CHARACTER), MOST_LINES)
        height = max(least, len(lines) * theme().chart_size * LINE_HEIGHT + 12)
        centres.append(depth + height / 2)
        depth += height
        place = {"xref": "paper", "x": 0, "xshift": indent - LABEL_MARGIN, "y": centres[-1], "yanchor": "middle"}
        notes.append(note(stacked(lines), **place, font=font(bold=bool(is_bold))))
    return Places(centres, depth, notes)


def beneath(statements: Iterable[str], bar: int, gap: int, above: int, top: float = 0.0, **place: object) -> Places:
    """Place rows of a *bar* (px) each under their statements: *above* px below them, and *gap* px to the next one.

    The first begins *top* px below the upper edge of the plot.
    """
    line = theme().chart_size * LINE_HEIGHT
    centres, notes, depth = [], [], top
    for text in statements:
        lines = wrap(text, STATEMENT_CHARACTERS, MOST_LINES)
        where = {"xref": "paper", "x": 0, "y": depth, "yanchor": "top", **place}
        notes.append(note(stacked(lines), **where, font=font(), bgcolor=theme().paper))
        centres.append(depth + len(lines) * line + above + bar / 2)
        depth += len(lines) * line + above + bar + gap
    return Places(centres, depth, notes)


@dataclass(frozen=True)
class RowSheet(Sheet):
    """A sheet whose bars and marks stand in the rows of *places*."""

    places: Places = Places((), 0.0, ())

    def bars(self, hovers: Sequence[str] | None = None, **properties: object) -> None:
        """Add one bar a row, or bars at the heights *y*."""
        super().bars(hovers, **{"orientation": "h", "y": self.places.centres, **properties})

    def marks(
        self, x: Iterable[float], marker: Mapping[str, object], hovers: Sequence[str], name: str, below: int = 0
    ) -> None:
        """Add one mark a row at *x*, as plotly's *marker* says, *below* px under the middle of its row."""
        heights = [centre + below for centre in self.places.centres]
        self.points(hovers, name=name, x=x, y=heights, mode="markers", marker=marker)

    def values(self, texts: Iterable[str], bold: Iterable[bool] = PLAIN) -> list[dict]:
        """Make each row's value at the right edge of the figure, so that values stand in one column."""
        place = {"xref": "paper", "x": 1, "xshift": self.layout["margin"]["r"], "xanchor": "right", "align": "right"}
        return [
            note(text, **place, y=centre, yanchor="middle", font=font(bold=bool(is_bold)))
            for text, centre, is_bold in zip(texts, self.places.centres, bold)
        ]

    def write_rows(self, *columns: Sequence[dict]) -> None:
        """Write notes row by row: what each of *columns* has for the first row, then for the second."""
        for notes in zip(*columns):
            self.write(*notes)

    def figure(self, *, xaxis: dict, native: Native | None = None) -> go.Figure:
        """Build the figure; the rows' own axis is not seen."""
        return super().figure(xaxis=xaxis, yaxis=hidden(self.places.height, 0), native=native)


def row_sheet(places: Places, words: Words, *, left: int = LABEL_MARGIN, **margins: object) -> RowSheet:
    """Begin a figure of rows; *margins* (right, bottom, above) and key are those of `sheet`."""
    plain = sheet(places.height, words, left=left, **margins)
    return RowSheet(plain.layout, notes=plain.notes, places=places)
