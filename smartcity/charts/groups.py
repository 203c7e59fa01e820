"""Who are they? The groups of people by one trait after another; a group that is hidden is there, without a size."""

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, hovers, note, plain, tinted
from smartcity.charts.marks import bar_marker, hatched_over
from smartcity.charts.native import BARS, native, series
from smartcity.charts.rows import LABEL_MARGIN, Places, beside, row_sheet
from smartcity.charts.sheet import INSIDE, blank
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 27
BAR = 15
HEAD = 30
"""Room (px) for the name of a trait over its groups."""

VALUE_MARGIN = 88


def group_bars(rows: pd.DataFrame, words: Words) -> go.Figure:
    """Draw the groups of each trait under its name, each with its share and how many people it has.

    Columns: `trait`, `label` (the group), `count` and `share` (missing: the group is hidden, an empty frame of the same
    length for all of them, which says so), `is_named` (those that the title names, in the accent), `is_sample`. Rows
    keep their order, those of a trait stand together.
    """
    if rows.empty:
        return blank(words)
    look = theme()
    rows = rows.reset_index(drop=True)
    is_hidden, is_named = rows["share"].isna(), rows["is_named"].astype(bool)
    is_sample = rows["is_sample"].astype(bool)
    places, heads = _placed(rows, is_named)
    key = [KeyItem("■", look.accent, words("charts.key.named"))] if is_named.any() else []
    if is_sample.any():
        key.append(KeyItem("///", look.ink, words("charts.basis.sample")))
    drawing = row_sheet(places, words, key=key, right=VALUE_MARGIN, bottom=4)
    most = float(rows["share"].max()) if not is_hidden.all() else 1.0
    for name, colour, own in (("named", look.accent, is_named), ("other", look.peer, ~is_named)):
        shown = rows[own & ~is_hidden]
        if len(shown):
            drawing.bars(
                hovers(words, "group", shown, trait="trait", label="label", count="count", share="share"),
                name=name,
                x=shown["share"],
                y=[places.centres[place] for place in shown.index],
                width=BAR,
                marker=bar_marker(colour, colour, hatched_over(is_sample[shown.index], colour)),
            )
    if is_hidden.any():
        count = int(is_hidden.sum())
        drawing.bars(
            name="hidden",
            x=[most] * count,
            y=[places.centres[place] for place in rows.index[is_hidden]],
            width=BAR,
            text=[words("charts.hidden")] * count,
            **INSIDE,
            textfont={"color": look.muted, "size": look.fine_size},
            marker=bar_marker(look.paper, look.border),
        )
    values = [_value(*row, words) for row in zip(rows["share"], rows["count"])]
    drawing.write(*heads, *places.labels, *drawing.values(values))
    colours = [look.accent if own else look.peer for own in is_named]
    shown = native(
        BARS,
        [words("charts.series.of_trait", trait=row.trait, label=row.label) for row in rows.itertuples()],
        series(words("charts.series.share"), rows["share"], look.peer, colours=colours),
        axis=(0, None),
        decimals=0,
        is_share=True,
    )
    return drawing.figure(xaxis=hidden(0, most), native=shown)


def _placed(rows: pd.DataFrame, is_named: pd.Series) -> tuple[Places, list[dict]]:
    """Place the rows of each trait under its name; also give the notes of the names."""
    centres, labels, heads, depth = [], [], [], 0.0
    for trait, own in rows.groupby("trait", sort=False):
        place = {"xref": "paper", "x": 0, "xshift": -LABEL_MARGIN, "y": depth + HEAD - 6, "yanchor": "bottom"}
        heads.append(note(plain(trait), **place, font=font(bold=True)))
        depth += HEAD
        inside = beside(own["label"], ROW_HEIGHT, bold=is_named[own.index])
        centres += [depth + centre for centre in inside.centres]
        labels += [label | {"y": depth + label["y"]} for label in inside.labels]
        depth += inside.height
    return Places(centres, depth, labels), heads


def _value(share: float, count: float, words: Words) -> str:
    """Write a share and how many that is; a hidden one is a dash."""
    if share != share:
        return words.number(None)
    people = tinted(words.number(count), theme().muted, theme().small_size)
    return f"<b>{words.percent(share)}</b>\u2002{people}"
