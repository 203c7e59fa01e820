"""How sure a rank is, published or simulated: the probability of each rank, whom we beat, what matters, what was drawn.

Each exhibit is made of drawn ranks that can be shown (`DrawnRanks.is_shown`).
"""

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.drawn_ranks import (
    LISTED,
    DrawnRanks,
    doubt_name,
    manifest_said,
    nature_of,
    reasons_said,
    resting_said,
    share_said,
    shift_said,
    size_said,
)
from smartcity.exhibits.kit.exhibit import SCORE, SHARE, Column, Exhibit
from smartcity.exhibits.kit.naming import listed, short
from smartcity.exhibits.kit.results import around
from smartcity.outlook.robustness import Sensitivity
from smartcity.outlook.robustness.sensitivity import INDEX_VALUE, RANK
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words

DRAWN_FROM = 0.005
"""A rank with a smaller probability for all regions drawn is left out of the figure, not of the table."""

WHOLE = 12
"""A list of peers up to this long stays in the order of ranks."""

SHARES = ("first", "first_low", "first_high", "total", "total_low", "total_high")
DOUBTS = ("name", "used", "how", "size", "regions", "nature")


def shares(drawn: DrawnRanks) -> Exhibit:
    """Show region x rank with our row bold; the table has every region and every rank that was drawn."""
    words, result = drawn.subject.words, drawn.sureness.result
    rows, table = result.rows, result.acceptability
    place = int((rows["region"] == drawn.home).to_numpy().argmax())
    own, near = rows.iloc[place], around(rows, place)
    occurring = [rank for rank in table.columns if (table[rank] > 0).any()]
    return drawn.subject.exhibit(
        "peluang-peringkat",
        shares_message(drawn),
        "robustness.shares",
        figure=charts.acceptability(_cells(near, table, drawn.home), words, result.level),
        rows=rows.merge(table[occurring].rename(columns=str).reset_index(), on="region", how="left"),
        columns=(
            "region",
            "value",
            "rank",
            "robustness.low",
            "robustness.high",
            ("expected", "robustness.expected", SCORE),
            "robustness.keeps",
            *(Column(str(rank), words("robustness.column.of_rank", rank=rank), SHARE, 1) for rank in occurring),
        ),
        note=(
            words("robustness.shares.around", n=len(near), count=len(rows)) if len(near) < len(rows) else "",
            words("robustness.shares.silent") if rows["value"].isna().any() else "",
            manifest_said(drawn),
        ),
        year=drawn.year,
        group=drawn.group,
        count=len(rows),
        draws=result.manifest.draws,
        region=short(drawn.home),
        low=own["low"],
        high=own["high"],
        level=result.level,
        share=words.number(None) if pd.isna(own["keeps"]) else share_said(float(own["keeps"]), words),
    )


def _cells(near: pd.DataFrame, table: pd.DataFrame, home: str) -> pd.DataFrame:
    """Lay out what is drawn: a cell for each region of *near* and each rank between those that any of them had."""
    shown = table.loc[list(near["region"])]
    ranks = [rank for rank in shown.columns if (shown[rank] >= DRAWN_FROM).any()]
    cells = pd.DataFrame(
        [
            (short(row.region), rank, shown.at[row.region, rank], row.rank, row.low, row.high, row.region == home)
            for row in near.itertuples()
            for rank in range(min(ranks), max(ranks) + 1)
        ],
        columns=["label", "rank", "probability", "present", "low", "high", "is_home"],
    )
    cells["is_present"] = (cells["rank"] == cells["present"].astype("Int64")).fillna(False).astype(bool)
    return cells


def shares_message(drawn: DrawnRanks) -> str:
    """Say whether our rank stands in every draw, in how many, or between which ranks, and on which assumptions."""
    return "".join((_rank_said(drawn), resting_said(drawn), shift_said(drawn)))


def _rank_said(drawn: DrawnRanks) -> str:
    words, result = drawn.subject.words, drawn.sureness.result
    own = result.rows[result.rows["region"] == drawn.home].iloc[0]
    values = {
        "region": short(drawn.home),
        "rank": own["rank"],
        "count": len(result.rows),
        "year": drawn.year,
        "low": own["low"],
        "high": own["high"],
    }
    silent = int(result.rows["value"].isna().sum())
    if silent and not pd.isna(own["rank"]):
        values["year"] = words("robustness.shares.year_silent", year=drawn.year, n=silent)
    is_one = own["low"] == own["high"]
    if pd.isna(own["rank"]):
        return words(f"robustness.shares.{'silent_one' if is_one else 'silent_us'}", **values)
    kind = "between"
    if own["keeps"] == 1:
        kind = "sure"
    elif is_one:
        kind = "likely" if own["low"] == own["rank"] else "elsewhere"
    return words(f"robustness.shares.{kind}", **values, share=share_said(float(own["keeps"]), words))


def duels(drawn: DrawnRanks) -> Exhibit:
    """List every peer with the share of draws in which we are above it, level with it and below it."""
    words, result = drawn.subject.words, drawn.sureness.result
    rows = result.duels.merge(result.rows[["region", "rank", "value"]], on="region")
    # The open ones first: who is beaten always or never needs no look.
    rows = rows.assign(openness=_openness(rows).round(PRECISION))
    is_long = len(rows) > WHOLE
    if is_long:
        rows = rows.sort_values(["openness", "rank", "region"], ignore_index=True)
    return drawn.subject.exhibit(
        "peluang-di-atas",
        duels_message(rows, words),
        "robustness.duels",
        rows=rows,
        columns=("region", "rank", "value", "robustness.above", "robustness.level", "robustness.below"),
        note=words("robustness.duels.order") if is_long else "",
        group=drawn.group,
        year=drawn.year,
        draws=result.manifest.draws,
    )


def _openness(rows: pd.DataFrame) -> pd.Series:
    return (rows["above"] + rows["level"] / 2 - 0.5).abs()


def duels_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the peer with whom it is most open; when nothing is, say how many are above and below us in every draw."""
    still_open = rows[(rows["above"] < 1) & (rows["below"] < 1)]
    if len(still_open):
        nearest = still_open.loc[_openness(still_open).idxmin()]
        values = {"region": short(str(nearest["region"])), "n": len(still_open)}
        if nearest["level"] == 1:
            return words("robustness.duels.level", **values)
        return words("robustness.duels.nearest", **values, share=share_said(float(nearest["above"]), words))
    above, below = int((rows["above"] == 1).sum()), int((rows["below"] == 1).sum())
    kind = "settled" if above and below else "always_above" if above else "always_below"
    return words(f"robustness.duels.{kind}", above=above, below=below)


def influence(drawn: DrawnRanks, sensitivity: Sensitivity) -> Exhibit:
    """List the share of the variance of our rank and index that each doubt explains, alone and with the others.

    The rank comes first, unless it never moves.
    """
    words = drawn.subject.words
    order = sorted((RANK, INDEX_VALUE), key=lambda outcome: sensitivity.variances[outcome] == 0)
    rows = sensitivity.rows.assign(
        of=[words(f"robustness.matters.of_{outcome}") for outcome in sensitivity.rows["outcome"]],
        name=[doubt_name(code, words) for code in sensitivity.rows["doubt"]],
    ).sort_values("outcome", key=lambda outcomes: outcomes.map(order.index), kind="stable", ignore_index=True)
    return drawn.subject.exhibit(
        "keraguan-utama",
        influence_message(sensitivity, words),
        "robustness.matters",
        rows=rows,
        columns=("robustness.of", "robustness.name", *((code, f"robustness.{code}", SHARE, 0) for code in SHARES)),
        note=(
            words("robustness.matters.meaning", level=sensitivity.level),
            words("robustness.matters.no_variance") if rows["first"].isna().any() else "",
        ),
        level=sensitivity.level,
        region=short(drawn.home),
        year=drawn.year,
        draws=sensitivity.manifest.draws,
    )


def influence_message(sensitivity: Sensitivity, words: Words) -> str:
    """Name the doubt whose total share is largest, for our rank, or for our index where the rank never moves."""
    for outcome in (RANK, INDEX_VALUE):
        rows = sensitivity.rows[(sensitivity.rows["outcome"] == outcome) & sensitivity.rows["total"].notna()]
        if rows.empty:
            continue
        if len(rows) == 1:
            name = doubt_name(rows["doubt"].iloc[0], words, "brief")
            return words(f"robustness.matters.only_{outcome}", name=name)
        first, second = rows.sort_values("total", ascending=False).head(2).itertuples()
        return words(
            f"robustness.matters.{'alike' if first.total_low < second.total_high else 'most'}_{outcome}",
            name=doubt_name(first.doubt, words, "brief"),
            share=_bounded(first.total, words),
            other=doubt_name(second.doubt, words, "brief"),
            other_share=_bounded(second.total, words),
        )
    return words("robustness.matters.nothing_varies")


def _bounded(share: float, words: Words) -> str:
    """Spell an estimate, which may lie a little outside 0 to 1, within them."""
    return share_said(min(max(float(share), 0.0), 1.0), words)


def manifest(drawn: DrawnRanks) -> Exhibit:
    """List every doubt: drawn or why not, in which size, for whom, known or assumed."""
    words, drawing = drawn.subject.words, drawn.sureness
    applied = {one.doubt: one for one in drawing.result.manifest.applied}
    rows = []
    for code, doubt in drawing.doubts.items():
        one, reasons = applied.get(code), reasons_said(code, drawing, words)
        used = "yes" if one else "no" if reasons else "not_chosen"
        rows.append(
            (
                doubt_name(code, words),
                words(f"robustness.drawn.{used}", reason=reasons),
                words(f"robustness.doubt.{code}.how"),
                size_said(doubt, drawing, words) if one else None,
                listed(one.regions, words, LISTED, spare=1) if one else None,
                words(f"robustness.nature.{nature_of(doubt)}"),
            )
        )
    return drawn.subject.exhibit(
        "manifes",
        words("robustness.drawn.message", n=len(applied), count=len(drawing.doubts)),
        "robustness.drawn",
        rows=rows,
        columns=[f"robustness.{code}" for code in DOUBTS],
        note=words("robustness.drawn.note"),
        draws=drawing.result.manifest.draws,
        seed=drawing.result.manifest.seed[0],
    )
