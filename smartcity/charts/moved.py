"""What changed, and by how much? One row a thing, from where it was to where it is."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import score_axis, window, zoom_key
from smartcity.charts.labels import hovers, remark
from smartcity.charts.marks import markers, named_key, series_name
from smartcity.charts.native import DOTS, native, series
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 46
VALUE_MARGIN = 96
BEFORE_MARK, AFTER_MARK = 17, 11
"""What was is the larger, paler mark behind what is, so that a thing that did not move shows both."""

LINE = 5


def moved_rows(
    rows: pd.DataFrame,
    scale: tuple[float, float],
    words: Words,
    before: str,
    after: str,
    decimals: int = 2,
) -> go.Figure:
    """Draw each change as a line from a pale mark to a full one; the change is written, and the values it lies between.

    Columns: `label`, `before` and `after` (values, may be missing), `before_basis` and `after_basis` (where there is a
    value), `is_home`. *before* and *after* are what the key calls the two. *scale* is the method's (minimum, maximum);
    the axis is the part of it that the changes take, and says so. A row with one value only says which, and is drawn
    where it lies on that part. Rows keep their order.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.assign(change=rows["after"] - rows["before"], is_home=rows["is_home"].astype(bool))
    moved = rows[rows["change"].notna()]
    fitted = moved if len(moved) else rows
    shown = window(pd.concat([fitted["before"], fitted["after"]]), scale)
    rows = rows.assign(
        **{f"{side}_drawn": rows[side].where(rows[side].between(*shown)) for side in ("before", "after")},
        **{f"{side}_said": [words.number(value, decimals) for value in rows[side]] for side in ("before", "after")},
        change_said=[words.number(value, decimals, sign=True) for value in rows["change"]],
    )
    colours = {"before": look.peer, "after": look.accent if rows["is_home"].any() else look.peer}
    names = {"before": before, "after": after}
    key = [
        named_key(rows.loc[rows[side].notna(), f"{side}_basis"], colours[side], names[side], words)
        for side in names
        if rows[side].notna().any()
    ]
    drawing = row_sheet(
        beside(rows["label"], ROW_HEIGHT, bold=rows["is_home"] & ~rows["is_home"].all()),
        words,
        key=[*key, *zoom_key(shown, scale, words)],
        right=VALUE_MARGIN,
    )
    pale = [look.accent_soft if own else look.peer_soft for own in rows["is_home"]]
    full = [look.accent if own else look.peer for own in rows["is_home"]]
    texts = hovers(words, "moved", rows, label="label", before="before_said", after="after_said", change="change_said")
    drawing.bars(name="change", x=rows["change"], base=rows["before"], width=LINE, marker={"color": pale})
    for side, tints, size in (("before", pale, BEFORE_MARK), ("after", full, AFTER_MARK)):
        bases = rows[f"{side}_basis"].where(rows[side].notna(), "official")
        drawing.marks(rows[f"{side}_drawn"], markers(bases, tints, size), texts, side)
    values = [f"<b>{row.change_said}</b>{remark(f'{row.before_said} → {row.after_said}')}" for row in rows.itertuples()]
    drawing.write_rows(drawing.places.labels, drawing.values(values))
    sides = [
        series(series_name(rows.loc[rows[side].notna(), f"{side}_basis"], names[side], words), rows[side], colour)
        for side, colour in (("before", look.peer_soft), ("after", colours["after"]))
    ]
    values = pd.concat([rows["before"], rows["after"]])
    whole = shown if values.dropna().between(*shown).all() else scale
    chart = native(DOTS, rows["label"], *sides, axis=whole, decimals=decimals)
    return drawing.figure(xaxis=score_axis(shown, words), native=chart)
