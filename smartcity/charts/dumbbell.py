"""Dumbbells: two regions, component by component."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, font, hover, note
from smartcity.charts.marks import basis_marker, markers
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, score_ticks, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 46
VALUE_MARGIN = 42
OTHER_MARK = 16
"""The other region's mark is the larger one behind ours, so that equal values show both."""


def dumbbell(rows: pd.DataFrame, scale: tuple[float, float], words: Words) -> go.Figure:
    """Draw our value and another region's on one line per component, each with its number outside.

    Columns: `label`, `home` and `other` (values, may be missing), `home_name`, `other_name`, `basis`; optionally
    `other_basis` (default: the basis of the row). *scale* is the method's (minimum, maximum). Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.reset_index(drop=True)
    sides = {"home": rows["basis"], "other": rows.get("other_basis", rows["basis"])}
    first = rows.iloc[0]
    key = [
        _key_item(sides["home"], look.accent, first["home_name"], words),
        _key_item(sides["other"], look.peer, first["other_name"], words),
    ]
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN)
    drawing.bars(
        name="gap",
        orientation="h",
        x=rows["home"] - rows["other"],
        base=rows["other"],
        y=places,
        width=4,
        marker={"color": look.accent_soft},
        hoverinfo="skip",
    )
    for column, colour, size in (("other", look.peer, OTHER_MARK), ("home", look.accent, look.home_mark - 3)):
        drawing.points(
            name=column,
            x=rows[column],
            y=places,
            mode="markers",
            marker=markers(map(basis_marker, sides[column]), [colour] * len(rows), size),
            hovertext=[
                hover(
                    words,
                    "gap",
                    label=row.label,
                    home_name=row.home_name,
                    home=row.home,
                    other_name=row.other_name,
                    other=row.other,
                    gap=row.home - row.other,
                )
                for row in rows.itertuples()
            ],
            hoverinfo="text",
        )
    notes = []
    for row, place in zip(rows.itertuples(), places):
        notes.append(row_label(row.label, place))
        is_home_left = row.home < row.other
        for value, is_home in ((row.home, True), (row.other, False)):
            if value != value:
                continue
            is_left = is_home_left == is_home
            notes.append(
                note(
                    words.number(value, 2),
                    x=value,
                    y=place,
                    xshift=-12 if is_left else 12,
                    xanchor="right" if is_left else "left",
                    yanchor="middle",
                    font=font(look.small_size, look.accent if is_home else look.muted, bold=is_home),
                )
            )
    drawing.write(notes)
    return drawing.figure(xaxis={"range": list(scale), **score_ticks(scale, words)}, yaxis=row_axis(height))


def _key_item(bases: pd.Series, colour: str, name: str, words: Words) -> KeyItem:
    """Name one side of the dumbbells with the marks and words of its bases."""
    glyphs = "".join(dict.fromkeys(basis_marker(basis).glyph for basis in bases))
    said = words.join(dict.fromkeys(words(f"charts.basis.{basis}") for basis in bases))
    return KeyItem(glyphs, colour, words("charts.key.region", region=name, basis=said))
