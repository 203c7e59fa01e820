"""Means on the spread of their answers, or differences of two means around zero.

Labels stand beside their rows where they fit; statements stand above them and take the width of a phone. The band is
always the spread of the answers ("ragam jawaban"), not a margin of error.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import score_axis, ticked, window, zoom_key
from smartcity.charts.labels import KeyItem, hovers, remark, wrap
from smartcity.charts.marks import bar_marker, basis_marker, hatched, sample_key
from smartcity.charts.native import BARS, Native, Series, native, series
from smartcity.charts.rows import LABEL_CHARACTERS, LABEL_LINES, LABEL_MARGIN, RowSheet, beneath, beside, row_sheet
from smartcity.charts.sheet import blank, line
from smartcity.charts.theme import theme
from smartcity.wording import Words

BAND = 20
GAP = 16
ABOVE = 6
ROW_HEIGHT = 40
VALUE_MARGIN = 64
EDGE = 10
"""Room (px) left of the axis, so that a mark on its minimum is not cut."""

IMPACT_HEIGHT = 54
IMPACT_BAND = 24
"""Higher than the mark, so that a band narrower than the mark is still seen around it."""

STEP = 0.25
"""The axis of differences reaches to a whole number of such steps and is ticked at some of them."""


def spread_rows(
    rows: pd.DataFrame, scale: tuple[float, float], words: Words, *, is_simulated: bool = False
) -> go.Figure:
    """Draw each mean on the band of its answers.

    Columns: `label`, `mean` (missing: the row stays, with a dash), `low` and `high` (may be missing), `remark` (a short
    text under the value, such as how many answered), `is_sample`. *scale* is the (minimum, maximum) of the
    answers; the axis is the part of it that the bands take, and says so. *is_simulated* gives the means the mark of a
    simulation. Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    texts = [words.number(value, 2) for value in rows["mean"]]
    mean = "simulated_mean" if is_simulated else "mean"
    shown = window(pd.concat([rows["mean"], rows["low"], rows["high"]]), scale)
    key = zoom_key(shown, scale, words)
    chart = _native(rows, words(f"charts.key.{mean}"), axis=scale)
    return _banded(rows, texts, mean, words, key).figure(xaxis=score_axis(shown, words), native=chart)


def change_rows(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw each difference of two means, with the spread of that difference, left or right of no change.

    Columns: `label`, `mean` (the difference), `low`, `high`, `remark` (what the difference is called), `is_sample`.
    Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    ends = rows[["mean", "low", "high"]].abs().to_numpy(float)
    reach = max(STEP, math.ceil(float(np.nanmax(ends)) / STEP) * STEP)
    every = STEP * math.ceil(reach / STEP / 2)
    ticks = [place * every for place in range(-int(reach / every), int(reach / every) + 1)]
    spelled = [words.number(tick, 2, sign=True) if tick else words.number(0) for tick in ticks]
    drawing = _banded(rows, [words.number(value, 2, sign=True) for value in rows["mean"]], "change", words)
    chart = _native(rows, words("charts.key.change"), axis=(-reach, reach), is_signed=True)
    figure = drawing.figure(xaxis={"range": [-reach, reach], **ticked(ticks, spelled)}, native=chart)
    return figure.add_shape(line((0, 0), (0, 1), {"color": theme().peer, "width": 2}, yref="paper", layer="below"))


def impact_bands(rows: pd.DataFrame, scale: tuple[float, float], words: Words, reference: str = "") -> go.Figure:
    """Draw a simulated mean on the band of its answers, with the last official impact as a hollow tick.

    Columns: `label`, `mean`, `low`, `high`, `n` (respondents), `reference` (official impact of an earlier year, may
    be missing), `is_sample`. *reference* is that year. *scale* is the method's (minimum, maximum); the axis is the part
    of it that the bands take, and says so. Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    shown = window(pd.concat([rows["mean"], rows["low"], rows["high"], rows["reference"]]), scale)
    key = _key(rows, "simulated_mean", words)
    if rows["reference"].notna().any():
        key.append(KeyItem("||", look.ink, words("charts.key.official_impact", year=reference)))
    key += zoom_key(shown, scale, words)
    drawing = row_sheet(beside(rows["label"], IMPACT_HEIGHT), words, key=key, right=VALUE_MARGIN)
    texts = hovers(words, "band", rows, label="label", mean="mean", low="low", high="high", count="n")
    _draw_bands(drawing, rows, IMPACT_BAND, texts)
    references = hovers(
        words, "official_impact", rows.assign(year=reference), label="label", value="reference", year="year"
    )
    for name, colour, width, size in (("reference", look.ink, 5, 28), ("reference_inside", look.paper, 2, 25)):
        drawing.marks(rows["reference"], _tick(size, colour, width), references, name)
    drawing.marks(rows["mean"], _mark("simulated_mean"), texts, "mean")
    remarks = [
        ("" if pd.isna(row.low) else remark(words("charts.from_to", low=row.low, high=row.high)))
        + remark(words("charts.respondents_n", count=row.n))
        for row in rows.itertuples()
    ]
    values = [f"<b>{words.number(mean, 2)}</b>{own}" for mean, own in zip(rows["mean"], remarks)]
    drawing.write_rows(drawing.places.labels, drawing.values(values))
    official = series(words("charts.key.official_impact", year=reference), rows["reference"], look.peer)
    chart = _native(rows, words("charts.key.simulated_mean"), official, axis=scale)
    return drawing.figure(xaxis=score_axis(shown, words), native=chart)


def _native(rows: pd.DataFrame, name: str, *further: Series, axis: tuple[float, float], **spelled: object) -> Native:
    """Give the means with their spread as bars; *further* series stand beside them."""
    means = series(name, rows["mean"], theme().accent, rows["low"], rows["high"])
    return native(BARS, rows["label"], means, *further, axis=axis, **spelled)


def _banded(
    rows: pd.DataFrame, texts: Sequence[str], mean: str, words: Words, further: Sequence[KeyItem] = ()
) -> RowSheet:
    """Draw the means, spelled as *texts*, on their bands; *mean* is what the key calls them, of `charts.key`.

    The key ends in *further* entries.
    """
    is_beside = all(len(wrap(label, LABEL_CHARACTERS)) <= LABEL_LINES for label in rows["label"])
    places = beside(rows["label"], ROW_HEIGHT) if is_beside else beneath(rows["label"], BAND, GAP, ABOVE, xshift=-EDGE)
    key = [*_key(rows, mean, words), *further]
    drawing = row_sheet(places, words, key=key, left=LABEL_MARGIN if is_beside else EDGE, right=VALUE_MARGIN)
    columns = {"label": "label", "mean": "spelled", "low": "low", "high": "high", "remark": "remark"}
    pointed = hovers(words, "spread", rows.assign(spelled=texts), **columns)
    _draw_bands(drawing, rows, BAND, pointed)
    drawing.marks(rows["mean"], _mark(mean), pointed, "mean")
    values = [f"<b>{text}</b>{remark(own)}" for text, own in zip(texts, rows["remark"])]
    drawing.write(*places.labels, *drawing.values(values))
    return drawing


def _key(rows: pd.DataFrame, mean: str, words: Words) -> list[KeyItem]:
    look = theme()
    glyph = basis_marker("simulasi").glyph if mean == "simulated_mean" else "|"
    bands = sample_key(rows["is_sample"].astype(bool), "—", look.accent_soft, "spread", words)
    return [KeyItem(glyph, look.accent, words(f"charts.key.{mean}")), *bands]


def _draw_bands(drawing: RowSheet, rows: pd.DataFrame, width: int, texts: Sequence[str]) -> None:
    colour = theme().accent_soft
    drawing.bars(
        texts,
        name="band",
        x=rows["high"] - rows["low"],
        base=rows["low"],
        width=width,
        marker=bar_marker([colour] * len(rows), colour, hatched(rows["is_sample"].astype(bool), 0.4)),
    )


def _mark(mean: str) -> Mapping[str, object]:
    look = theme()
    if mean == "simulated_mean":
        return basis_marker("simulasi").marker(look.accent, look.home_mark)
    return _tick(BAND, look.accent, 4)


def _tick(size: int, colour: str, width: int) -> Mapping[str, object]:
    return {"symbol": "line-ns", "size": size, "opacity": 1, "line": {"color": colour, "width": width}}
