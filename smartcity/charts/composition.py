"""Rows of an index and the groups that it is made of: who stands where, and by what?"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, hover
from smartcity.charts.marks import basis_key, basis_marker, markers
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, row_value, sheet
from smartcity.charts.theme import shade, theme
from smartcity.wording import Words

ROW_HEIGHT = 30
BAR = 16
RANK_MARGIN = 24
VALUE_MARGIN = 52
ROOM = 1.03


def composition_rows(rows: pd.DataFrame, parts: Sequence[tuple[str, str]], words: Words) -> go.Figure:
    """Draw one bar a row in the order given, its parts end to end from zero up to the mark of the index's basis.

    Without *parts* a bar is one piece.

    Columns: `label`, `value` (what the parts sum to), `rank`, `basis`, `is_home`, and one column per part. *parts* are
    pairs of column and name, none of them negative; they darken in their order, so that the key reads as the bars do.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.reset_index(drop=True)
    tints = [shade(look.accent, look.accent_soft, place / max(len(parts) - 1, 1)) for place in range(len(parts))]
    key = [KeyItem("■", tint, name) for tint, (_, name) in zip(tints, parts)]
    key += basis_key(rows["basis"], look.ink, words)
    left = LABEL_MARGIN + RANK_MARGIN
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=left, right=VALUE_MARGIN, bottom=8)
    start = pd.Series(0.0, index=rows.index)
    for tint, (column, name) in zip(tints, parts):
        drawing.bars(
            name=name,
            orientation="h",
            base=start,
            x=rows[column],
            y=places,
            width=BAR,
            marker={"color": tint, "line": {"color": look.paper, "width": look.thin_line}},
            hovertext=[
                hover(words, "part", label=row.label, part=name, value=value)
                for row, value in zip(rows.itertuples(), rows[column])
            ],
            hoverinfo="text",
        )
        start = start + rows[column]
    if not parts:
        drawing.bars(
            name="value",
            orientation="h",
            x=rows["value"],
            y=places,
            width=BAR,
            marker={"color": [look.accent if own else look.peer for own in rows["is_home"]]},
            hoverinfo="skip",
        )
    drawing.points(
        name="index",
        x=rows["value"],
        y=places,
        mode="markers",
        marker=markers(
            map(basis_marker, rows["basis"]),
            [look.accent if own else look.ink for own in rows["is_home"]],
            look.peer_mark,
        ),
        hovertext=[
            hover(words, "value", label=row.label, value=row.value, basis=words(f"charts.basis.{row.basis}"))
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    notes = []
    for row, place in zip(rows.itertuples(), places):
        own = bool(row.is_home)
        rank = row_value(words.digits(row.rank), place, RANK_MARGIN - left - 8, bold=own)
        notes.append(rank | {"x": 0})
        notes.append(row_label(row.label, place, bold=own) | {"xshift": RANK_MARGIN - left})
        notes.append(row_value(words.number(row.value, 2), place, VALUE_MARGIN, bold=own))
    drawing.write(notes)
    low, high = min(0.0, float(rows["value"].min())), max(0.0, float(rows["value"].max()))
    return drawing.figure(xaxis={"range": [low * ROOM, (high or 1.0) * ROOM], "visible": False}, yaxis=row_axis(height))
