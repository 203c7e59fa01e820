"""Bullets: is the quota met?"""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, note, plain
from smartcity.charts.marks import bar_marker, hatched, sample_key
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import LABEL_MARGIN, beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 44
BAR = 14
TARGET = 26
VALUE_MARGIN = 84
CHIP = 16
EDGE = 0.01
"""Share of the longest bar left free on both sides, so that outlines are not cut."""


def bullets(rows: pd.DataFrame, words: Words, target: str = "quota", counted: str = "respondents") -> go.Figure:
    """Draw one bar per row against its outlined quota; more than the quota runs over the outline.

    Columns: `label`, `count` and `quota` (persons), `colour` (identity colour of the chip before the label),
    `is_sample` (hatched, and the word in the key). Rows keep their order; those under quota are written bold. *target*
    is what the key calls the outline, *counted* what the bar counts, both of `charts.key`.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    is_sample, is_under = rows["is_sample"].astype(bool), rows["count"] < rows["quota"]
    key = sample_key(is_sample, "■", look.accent, counted, words)
    key.append(KeyItem("□", look.ink, words(f"charts.key.{target}")))
    places = beside(rows["label"], ROW_HEIGHT, indent=CHIP, bold=is_under)
    drawing = row_sheet(places, words, key=key, right=VALUE_MARGIN, bottom=4)
    texts = [words("charts.count_of_quota", count=row.count, quota=row.quota) for row in rows.itertuples()]
    drawing.bars(
        name="quota",
        x=rows["quota"],
        width=TARGET,
        marker={"color": "rgba(0,0,0,0)", "line": {"color": look.ink, "width": 1.5}},
    )
    drawing.bars(
        [f"{plain(label)}: {text}" for label, text in zip(rows["label"], texts)],
        name="count",
        x=rows["count"],
        width=BAR,
        marker=bar_marker([look.accent] * len(rows), look.accent, hatched(is_sample, 0.4)),
    )
    chips = [
        note("■", xref="paper", x=0, xshift=-LABEL_MARGIN, y=centre, font=font(None, colour))
        for colour, centre in zip(rows["colour"], places.centres)
    ]
    drawing.write_rows(chips, places.labels, drawing.values(texts, is_under))
    longest = max(rows["count"].max(), rows["quota"].max())
    shown = native(
        BARS,
        rows["label"],
        series(words(f"charts.key.{counted}{'_sample' if is_sample.any() else ''}"), rows["count"], look.accent),
        series(words(f"charts.key.{target}"), rows["quota"], look.peer_soft),
        axis=(0, None),
        decimals=0,
    )
    return drawing.figure(xaxis=hidden(-longest * EDGE, longest * (1 + EDGE)), native=shown)
