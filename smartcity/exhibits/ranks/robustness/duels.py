"""How probable it is that we stand above each peer."""

import pandas as pd

from smartcity.exhibits.kit.exhibit import RANK, SCORE, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.robustness.view import View, is_shown, nothing, share_said, view_of
from smartcity.scoring.ranking import PRECISION
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

WHOLE = 12
"""A list up to this long stays in the order of ranks."""


@kept
def duels(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the chosen group's regions with the probability of beating each."""
    view = view_of(warehouse, selection, words)
    if not is_shown(view):
        return nothing("peluang-di-atas", "duels", view, stamp(warehouse), words)
    return duels_of(view, words)


def duels_of(view: View, words: Words) -> Exhibit:
    """List every peer with the share of draws in which we are above it, level with it and below it."""
    result = view.sure.result
    rows = result.duels.merge(result.rows[["region", "rank", "value"]], on="region")
    # The open ones first: who is beaten always or never needs no look.
    rows = rows.assign(openness=(rows["above"] + rows["level"] / 2 - 0.5).abs().round(PRECISION))
    if len(rows) > WHOLE:
        rows = rows.sort_values(["openness", "rank", "region"], ignore_index=True)
    columns = (
        Column("region", words("shared.column.region")),
        Column("rank", words("shared.column.rank"), RANK),
        Column("value", words("shared.column.index"), SCORE),
        Column("above", words("robustness.column.above"), SHARE, 1),
        Column("level", words("robustness.column.level"), SHARE, 1),
        Column("below", words("robustness.column.below"), SHARE, 1),
    )
    said = {"group": view.group, "year": view.sure.arena.year, "draws": result.manifest.draws}
    return Exhibit(
        key="peluang-di-atas",
        message=duels_message(rows, words),
        table=Table(rows, columns),
        caption=words("robustness.duels.caption", **said),
        alt=words("robustness.duels.alt", **said),
        note=words("robustness.duels.order") if len(rows) > WHOLE else "",
        source=view.source,
        stamp=view.stamp,
        bases=view.sure.arena.bases,
        is_sample=view.sure.arena.has_sample,
    )


def duels_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the peer with whom it is most open; when nothing is, say how many are above and below us in every draw."""
    opened = rows[(rows["above"] < 1) & (rows["below"] < 1)]
    if len(opened):
        nearest = opened.loc[(opened["above"] + opened["level"] / 2 - 0.5).abs().idxmin()]
        said = {"region": short(str(nearest["region"])), "n": len(opened)}
        if nearest["level"] == 1:
            return words("robustness.duels.level", **said)
        return words("robustness.duels.nearest", **said, share=share_said(float(nearest["above"]), words))
    above, below = int((rows["above"] == 1).sum()), int((rows["below"] == 1).sum())
    kind = "settled" if above and below else "always_above" if above else "always_below"
    return words(f"robustness.duels.{kind}", above=above, below=below)
