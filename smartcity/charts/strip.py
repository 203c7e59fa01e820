"""The score strip of one year: how large are the gaps behind the ranks?"""

import math

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import MOST_TICKS, hidden, score_axis, window, zoom_key
from smartcity.charts.labels import KeyItem, font, note, plain, spread, tinted, value_hovers
from smartcity.charts.marks import basis_key, basis_names, markers
from smartcity.charts.native import DOTS, native, series
from smartcity.charts.sheet import blank, line, sheet
from smartcity.charts.theme import theme
from smartcity.wording import Words

PLOT_HEIGHT, HIGHEST = 232, 340
APART = 15
"""The plot grows from the one height (px) to the other until the region next to ours stands this far (px) from it."""

AXIS_WIDTH = 34
LABEL_GAP = 21
LEADER = 26
"""Length (px) of the thin line from a dot to its label; long enough to see where it bends."""

DODGE = 17
"""A dot that would cover another stands this far (px) beside it; only the height means something."""

LEFT = 0.12
NARROWEST = 300
"""The share of the width left of the axis, and the least width (px), on a phone, in which dots beside others fit."""


def score_strip(points: pd.DataFrame, scale: tuple[float, float], words: Words) -> go.Figure:
    """Draw the regions of one year on one vertical axis, each label with its gap to ours.

    Columns: `region`, `value`, `basis`, `is_home`. A region without a value is left out. *scale* is the method's
    (minimum, maximum); the axis is the part of it that the values take, and says so.
    """
    points = points.dropna(subset=["value"]) if not points.empty else points
    if points.empty:
        return blank(words)
    look = theme()
    points = points.sort_values(["is_home", "value"], ascending=[False, True], kind="stable").reset_index(drop=True)
    is_home = points["is_home"].astype(bool)
    home = points.loc[is_home, "value"]
    key = basis_key(points["basis"], look.ink, words)
    if len(home) and len(points) > 1:
        region = points.loc[is_home, "region"].iloc[0]
        key.append(KeyItem("±", look.muted, words("charts.key.gap", region=region)))
    shown = window(points["value"], scale)
    key += zoom_key(shown, scale, words)
    plot_height = max(_height(points, shown), LABEL_GAP * (len(points) + 2))
    drawing = sheet(plot_height, words, key=key, left=AXIS_WIDTH, above=20)
    pixels = plot_height / (shown[1] - shown[0])
    dodges = _dodges([value * pixels for value in points["value"]])
    left = max(LEFT, (max(dodges) + DODGE) / NARROWEST)
    colours = [look.accent if own else look.peer for own in is_home]

    drawing.points(
        value_hovers(words, points, label="region"),
        x=[0] * len(points),
        y=points["value"],
        mode="markers",
        marker={**markers(points["basis"], colours, look.home_mark), "angle": 90, "standoff": dodges},
    )
    settled = spread([value * pixels for value in points["value"]], LABEL_GAP)
    for row, place in zip(points.itertuples(), settled):
        gap = "" if row.is_home or home.empty else words.number(row.value - home.iloc[0], 2, sign=True)
        text = f"{words.number(row.value, 2)}\u2002{plain(row.region)}"
        text += f"\u2002{tinted(gap, look.muted, look.small_size)}" if gap else ""
        style = font(None, look.accent if row.is_home else look.ink, bold=bool(row.is_home))
        leader = {"arrowhead": 0, "arrowwidth": look.thin_line, "arrowcolor": look.peer_soft, "standoff": 9}
        leader |= {"showarrow": True, "ax": LEADER + 10, "ay": row.value * pixels - place}
        drawing.write(note(text, x=0, y=row.value, yanchor="middle", font=style, **leader))
    drawing.draw(line((0, 0), shown, {"color": look.border, "width": look.outline}, layer="below"))
    ordered = points.sort_values("value", ascending=False, kind="stable")
    own = [look.accent if own else look.peer for own in ordered["is_home"].astype(bool)]
    name = basis_names(ordered["basis"], words)
    chart = native(DOTS, ordered["region"], series(name, ordered["value"], look.peer, colours=own), axis=shown)
    axes = {"xaxis": hidden(-left / (1 - left), 1), "yaxis": score_axis(shown, words, MOST_TICKS)}
    return drawing.figure(**axes, native=chart)


def _height(points: pd.DataFrame, shown: tuple[float, float]) -> int:
    """Choose the height (px) of the plot by the smallest gap to ours that is one."""
    is_home = points["is_home"].astype(bool)
    gaps = [abs(other - own) for own in points.loc[is_home, "value"] for other in points.loc[~is_home, "value"]]
    smallest = min((gap for gap in gaps if gap > 0), default=math.inf)
    return min(HIGHEST, max(PLOT_HEIGHT, math.ceil(APART / smallest * (shown[1] - shown[0]))))


def _dodges(heights: list[float]) -> list[int]:
    """Move each dot (px, in order of drawing: ours first) beside those it would cover."""
    dodges: list[int] = []
    for height in heights:
        near = {dodges[place] for place, other in enumerate(heights[: len(dodges)]) if abs(other - height) < DODGE}
        free = (step * DODGE for step in range(len(heights)))
        dodges.append(next(step for step in free if step not in near))
    return dodges
