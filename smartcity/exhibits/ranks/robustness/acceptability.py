"""The probability of every rank for every region: ours first in words, the regions around us in the figure."""

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.movement.places import around
from smartcity.exhibits.ranks.robustness.manifest import manifest_said
from smartcity.exhibits.ranks.robustness.view import View, is_shown, nothing, share_said, view_of
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DRAWN_FROM = 0.005
"""A rank with a smaller probability for all regions drawn is left out of the figure, not of the table."""


@kept
def acceptability(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how sure the ranks of the chosen group are."""
    view = view_of(warehouse, selection, words)
    if not is_shown(view):
        return nothing("peluang-peringkat", "shares", view, stamp(warehouse), words)
    return shares(view, words)


def shares(view: View, words: Words) -> Exhibit:
    """Show region x rank with our row bold; the table has every region and every rank that was drawn."""
    sure = view.sure
    rows, table = sure.result.rows, sure.result.acceptability
    place = int((rows["region"] == view.home).to_numpy().argmax())
    near = around(rows, place)
    drawn = table.loc[list(near["region"])]
    ranks = [rank for rank in drawn.columns if (drawn[rank] >= DRAWN_FROM).any()]
    cells = pd.DataFrame(
        [
            (short(row.region), rank, drawn.at[row.region, rank], row.rank, row.low, row.high, row.region == view.home)
            for row in near.itertuples()
            for rank in range(min(ranks), max(ranks) + 1)
        ],
        columns=["label", "rank", "probability", "present", "low", "high", "is_home"],
    )
    cells["is_present"] = (cells["rank"] == cells["present"].astype("Int64")).fillna(False).astype(bool)
    level = sure.result.level
    said = {"year": sure.arena.year, "group": view.group, "count": len(rows), "draws": sure.result.manifest.draws}
    own = rows.iloc[place]
    notes = [words("robustness.shares.around", n=len(near), count=len(rows))] if len(near) < len(rows) else []
    if rows["value"].isna().any():
        notes.append(words("robustness.shares.silent"))
    notes.append(manifest_said(view, words))
    return Exhibit(
        key="peluang-peringkat",
        message=shares_message(view, words),
        figure=charts.acceptability(cells, words, level),
        table=_table(view, words),
        caption=words("robustness.shares.caption", **said),
        alt=words(
            "robustness.shares.alt",
            region=short(view.home),
            low=own["low"],
            high=own["high"],
            level=level,
            share=share_said(float(own["keeps"]), words) if not pd.isna(own["keeps"]) else words.number(None),
        ),
        note=" ".join(notes),
        source=view.source,
        stamp=view.stamp,
        bases=sure.arena.bases,
        is_sample=sure.arena.has_sample,
    )


def shares_message(view: View, words: Words) -> str:
    """Say whether our rank stands in every draw, in how many, or between which ranks it lies."""
    result = view.sure.result
    own = result.rows[result.rows["region"] == view.home].iloc[0]
    said = {
        "region": short(view.home),
        "rank": own["rank"],
        "count": len(result.rows),
        "year": view.sure.arena.year,
        "draws": result.manifest.draws,
        "level": result.level,
        "low": own["low"],
        "high": own["high"],
    }
    if pd.isna(own["rank"]):
        kind = "silent_one" if own["low"] == own["high"] else "silent_us"
        return words(f"robustness.shares.{kind}", **said)
    said["share"] = share_said(float(own["keeps"]), words)
    if own["keeps"] == 1:
        return words("robustness.shares.sure", **said)
    if own["low"] == own["high"]:
        return words("robustness.shares.likely" if own["low"] == own["rank"] else "robustness.shares.elsewhere", **said)
    return words("robustness.shares.between", **said)


def _table(view: View, words: Words) -> Table:
    """Lay out the interval of every region and the share of every rank that any of them had."""
    result = view.sure.result
    drawn = [rank for rank in result.acceptability.columns if (result.acceptability[rank] > 0).any()]
    parts = result.acceptability[drawn].rename(columns=str).reset_index()
    frame = result.rows.merge(parts, on="region", how="left")
    columns = (
        Column("region", words("shared.column.region")),
        Column("value", words("shared.column.index"), SCORE),
        Column("rank", words("shared.column.rank"), RANK),
        Column("low", words("robustness.column.low", level=result.level), RANK),
        Column("high", words("robustness.column.high", level=result.level), RANK),
        Column("expected", words("robustness.column.expected"), SCORE),
        Column("keeps", words("robustness.column.keeps"), SHARE, 1),
        *(Column(str(rank), words("robustness.column.of_rank", rank=rank), SHARE, 1) for rank in drawn),
    )
    return Table(frame, columns)
