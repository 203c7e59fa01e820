"""Bullets: is the quota met?"""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, font, note, plain
from smartcity.charts.marks import hatched
from smartcity.charts.template import LABEL_MARGIN, blank, row_axis, row_label, row_places, row_value, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 44
BAR = 14
TARGET = 26
VALUE_MARGIN = 84
CHIP = 16
EDGE = 0.01
"""Share of the longest bar left free on both sides, so that outlines are not cut."""


def bullets(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw one bar per row against its outlined quota; more than the quota runs over the outline.

    Columns: `label`, `count` and `quota` (persons), `colour` (identity colour of the chip before the label),
    `is_sample` (hatched, and the word in the key). Rows keep their order; those under quota are written bold.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.reset_index(drop=True)
    is_sample = rows["is_sample"].astype(bool)
    key = []
    if (~is_sample).any():
        key.append(KeyItem("■", look.accent, words("charts.key.respondents")))
    if is_sample.any():
        key.append(KeyItem("///", look.accent, words("charts.key.respondents_sample")))
    key.append(KeyItem("□", look.ink, words("charts.key.quota")))
    places, height = row_places(rows["label"], ROW_HEIGHT, CHIP)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN, bottom=4)
    said = [words("charts.count_of_quota", count=row.count, quota=row.quota) for row in rows.itertuples()]

    drawing.bars(
        name="quota",
        orientation="h",
        x=rows["quota"],
        y=places,
        width=TARGET,
        marker={"color": "rgba(0,0,0,0)", "line": {"color": look.ink, "width": 1.5}},
        hoverinfo="skip",
    )
    drawing.bars(
        name="count",
        orientation="h",
        x=rows["count"],
        y=places,
        width=BAR,
        marker={
            "color": [look.accent] * len(rows),
            "line": {"color": look.accent, "width": look.thin_line},
            "pattern": hatched(is_sample, 0.4),
        },
        hovertext=[f"{plain(label)}: {text}" for label, text in zip(rows["label"], said)],
        hoverinfo="text",
    )
    notes = []
    for row, text, place in zip(rows.itertuples(), said, places):
        is_under = row.count < row.quota
        notes += [
            note("■", xref="paper", x=0, xshift=-LABEL_MARGIN, y=place, font=font(None, row.colour)),
            row_label(row.label, place, bold=is_under, indent=CHIP),
            row_value(text, place, VALUE_MARGIN, bold=is_under),
        ]
    drawing.write(notes)
    longest = max(rows["count"].max(), rows["quota"].max())
    return drawing.figure(
        xaxis={"range": [-longest * EDGE, longest * (1 + EDGE)], "visible": False},
        yaxis=row_axis(height),
    )
