"""Each doubt by itself: what it alone would do to our rank."""

from dataclasses import replace

import pandas as pd

from smartcity.answers import ranks
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.robustness.view import asked_of, is_shown, nothing, share_said, view_of
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@kept
def alone(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Draw each doubt that can be drawn alone, and set our rank under it beside that under the chosen ones together."""
    view, asked = view_of(warehouse, selection, words), asked_of(warehouse, selection)
    if not is_shown(view):
        return nothing("satu-per-satu", "alone", view, stamp(warehouse), words)
    drawn = [(code,) for code in view.sure.possible]
    drawn += [view.sure.asked] if len(view.sure.asked) > 1 else []
    rows = []
    for codes in drawn:
        made = ranks.how_sure(warehouse, replace(asked, doubts=codes)).result.rows
        name = codes[0] if len(codes) == 1 else ""
        label = words(f"robustness.doubt.{name}.name") if name else words("robustness.alone.together")
        own = made[made["region"] == view.home]
        rows += [{"doubt": name, "label": label, **row} for row in own.to_dict("records")]
    frame = pd.DataFrame(rows)
    level = view.sure.result.level
    columns = (
        Column("label", words("robustness.column.name")),
        Column("keeps", words("robustness.column.keeps"), SHARE, 1),
        Column("low", words("robustness.column.low", level=level), RANK),
        Column("high", words("robustness.column.high", level=level), RANK),
        Column("index_low", words("robustness.column.index_low", level=level), SCORE, 3),
        Column("index_high", words("robustness.column.index_high", level=level), SCORE, 3),
    )
    said = {"region": short(view.home), "year": view.sure.arena.year, "group": view.group}
    return Exhibit(
        key="satu-per-satu",
        message=alone_message(frame, words),
        table=Table(frame, columns),
        caption=words("robustness.alone.caption", **said, draws=view.sure.result.manifest.draws),
        alt=words("robustness.alone.alt", **said),
        note=words("robustness.alone.same_draws"),
        source=view.source,
        stamp=view.stamp,
        bases=view.sure.arena.bases,
        is_sample=view.sure.arena.has_sample,
    )


def alone_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the doubt that alone leaves our rank least often as it is; or say that none of them moves it."""
    single = rows[(rows["doubt"] != "") & rows["keeps"].notna()]
    if single.empty:
        return words("robustness.alone.silent")
    worst = single.loc[single["keeps"].idxmin()]
    if worst["keeps"] == 1:
        return words("robustness.alone.none_moves")
    name = words(f"robustness.doubt.{worst['doubt']}.brief")
    return words("robustness.alone.worst", name=name, share=share_said(float(worst["keeps"]), words))
