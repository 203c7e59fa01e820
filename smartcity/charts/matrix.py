"""The coverage matrix: where are the holes?"""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, note, plain, stacked, tinted, wrap
from smartcity.charts.marks import bar_marker, hatched
from smartcity.charts.sheet import blank, sheet
from smartcity.charts.theme import shade, theme
from smartcity.wording import Words

HEAD_CHARACTERS = 14
NAME_CHARACTERS = 18
NAME_LINES = 2
"""What a third of a phone's width holds at the fine size; the head leaves room for the count beside it."""

WIDE_CHARACTERS = 52
"""What a cell over the whole width of a phone holds; such a cell names all its innovations."""

LINE = 15
PADDING = 8
ROW_HEAD = 28
GUTTER = 10
CELL_WIDTH = 0.985


def coverage_matrix(cells: pd.DataFrame, words: Words) -> go.Figure:
    """Draw rows of cells, each with its own name, the count, and the innovations' names.

    Columns: `row_label`, `column_label` (the sub-dimension, which differs from row to row), `count`, `names` (list of
    str), `colour` (identity colour of the row), `is_known` (False: the list does not say, hatched with a dash; True
    with a count of 0: a zero). Rows and cells keep the order in which they first appear.
    """
    if cells.empty:
        return blank(words)
    look = theme()
    place = cells.groupby("row_label", sort=False).cumcount()
    cells = cells.assign(column=place, is_known=cells["is_known"].astype(bool))
    columns = int(cells["column"].max()) + 1
    most = max(int(cells["count"].max()), 1)

    key = [KeyItem("■", look.cell_high, words("charts.key.count"))]
    if (~cells["is_known"]).any():
        key.append(KeyItem("///", look.peer, words("charts.key.no_data")))
    if (cells["is_known"] & (cells["count"] == 0)).any():
        key.append(KeyItem("0", look.ink, words("charts.key.none")))

    notes, drawn = [], []
    depth = 0.0
    for row_label, row in cells.groupby("row_label", sort=False):
        if columns == 1:
            heads = [wrap(name, WIDE_CHARACTERS) for name in row["column_label"]]
            names = [[plain(line) for line in wrap(" · ".join(own), WIDE_CHARACTERS)] for own in row["names"]]
        else:
            heads = [wrap(name, HEAD_CHARACTERS) for name in row["column_label"]]
            names = [name_lines(list(own)) for own in row["names"]]
        inside = max(map(len, heads)) + max(max(map(len, names)), 1)
        height = inside * LINE + 2 * PADDING + 4
        notes += [
            note("■", xref="paper", x=0, y=depth + ROW_HEAD / 2, font=font(None, row["colour"].iloc[0])),
            note(plain(row_label), xref="paper", x=0, xshift=16, y=depth + ROW_HEAD / 2, font=font(bold=True)),
        ]
        top = depth + ROW_HEAD
        names_top = top + PADDING + max(map(len, heads)) * LINE + 4
        for cell, head, own in zip(row.itertuples(), heads, names):
            count = words.number(cell.count) if cell.is_known else "–"
            fill = shade(look.cell_low, look.cell_high, (cell.count - 1) / max(most - 1, 1))
            has_fill = cell.is_known and cell.count > 0
            drawn.append((cell, top, height, fill if has_fill else look.paper if cell.is_known else look.border))
            start, end = cell.column - CELL_WIDTH / 2, cell.column + CELL_WIDTH / 2
            left = {"x": start, "xshift": 6, "yanchor": "top", "font": font(look.fine_size, look.ink)}
            large = font(look.chart_size + 3, look.ink if cell.is_known else look.muted)
            right = {"x": end, "xshift": -6, "yanchor": "top", "xanchor": "right", "font": large}
            notes += [
                note(f"<b>{stacked(head)}</b>", y=top, yshift=-PADDING, **left),
                note(f"<b>{count}</b>", y=top, yshift=-PADDING + 4, **right),
                note("<br>".join(own), y=names_top, **left),
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


def name_lines(names: list[str]) -> list[str]:
    """Put *names* into the lines of a cell; those that find no room are counted: "+2"."""
    if len(names) == 1:
        return [plain(line) for line in wrap(names[0], NAME_CHARACTERS, NAME_LINES)]
    hidden = len(names) - NAME_LINES
    lines = []
    for place, name in enumerate(names[:NAME_LINES]):
        more = f" +{hidden}" if hidden > 0 and place == NAME_LINES - 1 else ""
        room = NAME_CHARACTERS - len(more)
        short = name if len(name) <= room else name[: room - 1].rstrip() + "…"
        lines.append(plain(short) + (tinted(f"<b>{more}</b>", theme().ink) if more else ""))
    return lines
