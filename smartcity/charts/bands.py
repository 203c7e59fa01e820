"""Simulated impact per dimension with the spread of its answers."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.labels import KeyItem, hover, plain, tinted
from smartcity.charts.marks import basis_marker, hatched
from smartcity.charts.template import (
    LABEL_MARGIN,
    blank,
    row_axis,
    row_label,
    row_places,
    row_value,
    score_ticks,
    sheet,
)
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 54
BAND = 24
"""Higher than the mark, so that a band narrower than the mark is still seen around it."""

VALUE_MARGIN = 64


def impact_bands(rows: pd.DataFrame, scale: tuple[float, float], words: Words) -> go.Figure:
    """Draw a simulated mean on the band of its answers, with the last official impact as a hollow tick.

    Columns: `label`, `mean`, `low`, `high`, `n` (respondents), `reference` (official impact of an earlier year, may
    be missing), `is_sample`. The band is the spread of the answers ("ragam jawaban"), not a margin of error. *scale*
    is the method's (minimum, maximum). Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.reset_index(drop=True)
    is_sample = rows["is_sample"].astype(bool)
    mark = basis_marker("simulasi")
    key = [KeyItem(mark.glyph, look.accent, words("charts.key.simulated_mean"))]
    if (~is_sample).any():
        key.append(KeyItem("—", look.accent_soft, words("charts.key.spread")))
    if is_sample.any():
        key.append(KeyItem("///", look.accent_soft, words("charts.key.spread_sample")))
    if rows["reference"].notna().any():
        key.append(KeyItem("||", look.ink, words("charts.key.official_impact")))
    places, height = row_places(rows["label"], ROW_HEIGHT)
    drawing = sheet(height, words, key=key, left=LABEL_MARGIN, right=VALUE_MARGIN)
    hovers = [
        hover(words, "band", label=row.label, mean=row.mean, low=row.low, high=row.high, count=row.n)
        for row in rows.itertuples()
    ]
    drawing.bars(
        name="band",
        orientation="h",
        x=rows["high"] - rows["low"],
        base=rows["low"],
        y=places,
        width=BAND,
        marker={
            "color": [look.accent_soft] * len(rows),
            "line": {"color": look.accent_soft, "width": look.thin_line},
            "pattern": hatched(is_sample, 0.4),
        },
        hovertext=hovers,
        hoverinfo="text",
    )
    for name, colour, width, size in (("reference", look.ink, 5, 28), ("reference_inside", look.paper, 2, 25)):
        drawing.points(
            name=name,
            x=rows["reference"],
            y=places,
            mode="markers",
            marker={"symbol": "line-ns", "size": size, "opacity": 1, "line": {"color": colour, "width": width}},
            hovertext=[
                hover(words, "official_impact", label=row.label, value=row.reference) for row in rows.itertuples()
            ],
            hoverinfo="text",
        )
    drawing.points(
        name="mean",
        x=rows["mean"],
        y=places,
        mode="markers",
        marker=mark.marker(look.accent, look.home_mark),
        hovertext=hovers,
        hoverinfo="text",
    )
    notes = []
    for row, place in zip(rows.itertuples(), places):
        said = [words("charts.respondents_n", count=row.n)]
        if not pd.isna(row.low):
            said.insert(0, words("charts.from_to", low=row.low, high=row.high))
        beneath = "".join(f"<br>{tinted(plain(text), look.muted, look.fine_size)}" for text in said)
        value = f"<b>{words.number(row.mean, 2)}</b>{beneath}"
        notes += [row_label(row.label, place), row_value(value, place, VALUE_MARGIN, bold=False)]
    drawing.write(notes)
    return drawing.figure(xaxis={"range": list(scale), **score_ticks(scale, words)}, yaxis=row_axis(height))
