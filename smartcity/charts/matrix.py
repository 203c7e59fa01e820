"""The coverage matrix: where are the holes?"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, note, plain, stacked, wrap
from smartcity.charts.marks import bar_marker, hatched
from smartcity.charts.room import with_room
from smartcity.charts.sheet import blank, sheet
from smartcity.charts.theme import shade, theme
from smartcity.wording import Words


@dataclass(frozen=True)
class Room:
    """How many letters the width of a cell holds: of a name at the fine size, and in bold ones at the small size.

    The *head* leaves room for the count beside it, where there is one; *whole* is what a cell over all the width holds.
    """

    name: int
    bold: int
    head: int
    whole: int


NARROW, ROOMY = Room(16, 14, 14, 52), Room(28, 25, 24, 90)
"""A third of a phone's width, and of a sheet's or a desk's."""

NAMES = 12
"""So many names stand in a cell whole; the rest are counted, and stand in the table."""

LINE = 15
PADDING = 8
ROW_HEAD = 28
GUTTER = 10
CELL_WIDTH = 0.985
POINT, INDENT = "·\u00a0", "\u00a0\u00a0"


def coverage_matrix(cells: pd.DataFrame, words: Words) -> go.Figure:
    """Draw rows of cells, each with its own name, the count, and the innovations' names.

    Where no cell has more than one innovation, its name stands out in place of a column of ones.

    Columns: `row_label`, `column_label` (the sub-dimension, which differs from row to row), `count`, `names` (list of
    str), `colour` (identity colour of the row), `is_known` (False: the list does not say, hatched with a dash; True
    with a count of 0: a zero). Rows and cells keep the order in which they first appear. It is drawn for a phone; the
    drawing for where there is more room comes with it.
    """
    if cells.empty:
        return blank(words)
    return with_room(_matrix(cells, words, NARROW), _matrix(cells, words, ROOMY))


def _matrix(cells: pd.DataFrame, words: Words, room: Room) -> go.Figure:
    look = theme()
    place = cells.groupby("row_label", sort=False).cumcount()
    cells = cells.assign(column=place, is_known=cells["is_known"].astype(bool))
    columns = int(cells["column"].max()) + 1
    most = max(int(cells["count"].max()), 1)

    is_single = most == 1
    full = shade(look.cell_low, look.cell_high, 0.5 if is_single else 1)
    key = [KeyItem("■", full, words(f"charts.key.{'single' if is_single else 'count'}"))]
    if (~cells["is_known"]).any():
        key.append(KeyItem("///", look.peer, words("charts.key.no_data")))
    if (cells["is_known"] & (cells["count"] == 0)).any():
        key.append(KeyItem("0", look.ink, words("charts.key.none")))

    head_characters, name_characters = room.head, room.name
    if columns == 1:
        head_characters = name_characters = room.whole
    elif is_single:
        head_characters, name_characters = room.name, room.bold
    head_style = font(look.fine_size, look.ink, bold=not is_single)
    name_style = font(look.small_size if is_single else look.fine_size, bold=is_single)
    notes, drawn = [], []
    depth = 0.0
    for row_label, row in cells.groupby("row_label", sort=False):
        heads = [wrap(name, head_characters) for name in row["column_label"]]
        names = [name_lines(list(own), name_characters, words) for own in row["names"]]
        deepest = max(map(len, heads))
        height = (deepest + max(max(map(len, names)), 1)) * LINE + 2 * PADDING + 4
        notes += [
            note("■", xref="paper", x=0, y=depth + ROW_HEAD / 2, font=font(None, row["colour"].iloc[0])),
            note(plain(row_label), xref="paper", x=0, xshift=16, y=depth + ROW_HEAD / 2, font=font(bold=True)),
        ]
        top = depth + ROW_HEAD
        names_top = top + PADDING + deepest * LINE + 4
        for cell, head, own in zip(row.itertuples(), heads, names):
            count = words.number(cell.count) if cell.is_known else "–"
            fill = shade(look.cell_low, full, 1 if is_single else (cell.count - 1) / (most - 1))
            has_fill = cell.is_known and cell.count > 0
            drawn.append((cell, top, height, fill if has_fill else look.paper if cell.is_known else look.border))
            start, end = cell.column - CELL_WIDTH / 2, cell.column + CELL_WIDTH / 2
            left = {"x": start, "xshift": 6, "yanchor": "top"}
            large = font(look.chart_size + 3, look.ink if cell.is_known else look.muted)
            right = {"x": end, "xshift": -6, "yanchor": "top", "xanchor": "right", "font": large}
            notes += [
                note(stacked(head), y=top, yshift=-PADDING, font=head_style, **left),
                note("" if is_single and cell.count == 1 else f"<b>{count}</b>", y=top, yshift=-PADDING + 4, **right),
                note(stacked(own), y=names_top, font=name_style, **left),
            ]
        depth = top + height + GUTTER

    drawing = sheet(depth, words, key=key, bottom=0)
    unknown = [not cell.is_known for cell, *_ in drawn]
    drawing.bars(
        [_hover(cell, words) for cell, *_ in drawn],
        x=[cell.column for cell, *_ in drawn],
        y=[height for _, _, height, _ in drawn],
        base=[top for _, top, _, _ in drawn],
        width=CELL_WIDTH,
        marker=bar_marker([fill for *_, fill in drawn], look.border, hatched(unknown, 0.2)),
    )
    drawing.write(*(item for item in notes if item["text"]))
    return drawing.figure(xaxis=hidden(-0.5, columns - 0.5), yaxis=hidden(depth, 0))


def _hover(cell: object, words: Words) -> str:
    names = "<br>".join(map(plain, cell.names)) or words.number(0)
    where = f"{plain(cell.row_label)} › {plain(cell.column_label)}"
    return f"{where}<br>{names if cell.is_known else words('charts.status.no_data')}"


def name_lines(names: list[str], characters: int, words: Words) -> list[str]:
    """Put *names* into the lines of a cell, each of them whole; several are set apart by points."""
    if len(names) == 1:
        return wrap(names[0], characters)
    lines = []
    for name in names[:NAMES]:
        first, *rest = wrap(name, characters - len(POINT))
        lines += [f"{POINT}{first}", *(f"{INDENT}{line}" for line in rest)]
    hidden = len(names) - NAMES
    return [*lines, words("charts.more_names", count=hidden)] if hidden > 0 else lines
