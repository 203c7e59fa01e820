"""Who stands where by this composition, which groups make each index, and who stands where when compared by pairs."""

import pandas as pd

from smartcity import charts
from smartcity.answers.indicators import UNIT, YEAR
from smartcity.exhibits.composite.composition import (
    OWN,
    Composition,
    changes,
    contributions,
    kept_composite,
    told_apart,
)
from smartcity.exhibits.composite.examples import shown_at_most
from smartcity.exhibits.kit.columns import label
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Empty, Exhibit
from smartcity.exhibits.kit.naming import method_names, spoken
from smartcity.scoring.composite.definition import ARITHMETIC, BORDA, COPELAND
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.messages import LISTED

KEY = "komposit-peringkat"
_OUTRANKED = {COPELAND: "copeland_rank", BORDA: "borda_rank"}

_DECIMALS = {COPELAND: 0, BORDA: 2}
"""Copeland counts regions, Borda adds up shares."""


@kept_composite
def standing(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit:
    """Rank the year's units by the composite, each index split into its groups where it is their sum."""
    year = composition.year
    if not composition.count:
        return _nothing(warehouse, composition, words)
    rows = _rows(composition, words)
    split = contributions(composition)
    shown = rows[rows["index"].notna()]
    drawn = None
    if len(shown) <= shown_at_most("rows"):
        bars = shown.assign(value=shown["index"], basis=OWN)
        groups = () if split is None else tuple(split.columns)
        for code in groups:
            bars[_column(code)] = bars[UNIT].map(split[code])
        drawn = charts.composition_rows(bars, tuple((_column(code), code) for code in groups), words)
    told = pd.concat([shown.head(LISTED), shown.iloc[LISTED:].loc[shown["is_home"]]])
    return composition.subject(warehouse, words).exhibit(
        KEY,
        message(composition, words),
        "composite.standing",
        figure=drawn,
        rows=rows if drawn is not None else _pinned(rows),
        columns=_columns(rows, composition, words),
        note=_notes(composition, drawn is not None, split is not None, words),
        year=year,
        values=spoken(told, words, "index"),
    )


def _pinned(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the home region on top of a table that is too long to be seen whole."""
    return rows.sort_values("is_home", ascending=False, kind="stable", ignore_index=True)


def _column(group: str) -> str:
    """Name a group's column so that no code can be taken for a column of another kind."""
    return f"group {group}"


def _rows(composition: Composition, words: Words) -> pd.DataFrame:
    """Lay out those who have a value of any indicator: rank, index, groups, change, what is missing."""
    material, made = composition.material, composition.made
    known = material.of_year(composition.year)[list(composition.definition.codes)].notna()
    groups = made.groups.rename(columns={group.code: _column(group.code) for group in composition.definition.groups})
    rows = made.rows.merge(groups, on=[UNIT, YEAR]).merge(made.outranking, on=[UNIT, YEAR])
    rows = rows[rows[UNIT].map(known.any(axis=1))].reset_index(drop=True)
    lacking = {unit: [material.label(code) for code in own.index[~own]] for unit, own in known.iterrows()}
    return rows.assign(
        label=rows[UNIT].map(material.unit),
        is_home=rows[UNIT] == material.home,
        change=rows[UNIT].map(changes(composition)),
        lacking=[lacking[unit] for unit in rows[UNIT]],
        basis_word=words(f"method.basis.{OWN}"),
    )


def _columns(rows: pd.DataFrame, composition: Composition, words: Words) -> tuple[Column, ...]:
    """Label the columns; change and what is missing only where a row has any."""
    definition = composition.definition
    columns = label(
        words,
        "rank",
        ("label", composition.material.unit_label),
        ("index", "composite.index"),
        *(Column(_column(group.code), group.code, SCORE) for group in definition.groups),
        *(("composite.change",) if rows["change"].notna().any() else ()),
        *((_OUTRANKED[one], f"composite.{one}_rank", RANK) for one in definition.outranking),
        *(("composite.lacking",) if rows["lacking"].map(bool).any() else ()),
        "basis_word",
    )
    return told_apart(columns, words)


def _notes(composition: Composition, has_bars: bool, is_split: bool, words: Words) -> list[str]:
    """Say what the bars are, what the ministry's part rests on, and who has nothing at all."""
    material, definition = composition.material, composition.definition
    remarks = []
    if has_bars and len(definition.groups) > 1:
        remarks.append(
            words("composite.standing.sum" if is_split else f"composite.standing.no_sum_{_why(composition)}")
        )
    remarks.append(words(f"cli.composite.scale.{definition.scale}"))
    cells = material.cells_of(definition.codes, [composition.year])
    bases = list(dict.fromkeys(cells["basis"].dropna()))
    if bases:
        remarks.append(words("composite.standing.bases", bases=words.join(method_names("basis", bases, words))))
    tracks = list(dict.fromkeys(cells["track"].dropna()))
    if len(tracks) > 1:
        remarks.append(words("composite.standing.tracks", tracks=words.join(method_names("track", tracks, words))))
    known = material.of_year(composition.year)[list(definition.codes)].notna().any(axis=1)
    without = [unit for unit in material.units if not known.get(unit, False)]
    if without:
        shown = material.names(without, words) if len(without) <= LISTED else ""
        key = "composite.standing.without" if shown else "composite.standing.without_many"
        remarks.append(words(key, n=len(without), units=shown, noun=material.noun(words), year=composition.year))
    return remarks


def _why(composition: Composition) -> str:
    return "negative" if composition.definition.index_mean == ARITHMETIC else "mean"


def message(composition: Composition, words: Words) -> str:
    """Say where the home region stands, or who leads where it is not among them."""
    material, rows = composition.material, composition.made.rows
    ranked = rows[rows["index"].notna()]
    shared = {"year": composition.year, "count": len(ranked), "noun": material.noun(words)}
    if len(ranked) == 1:
        return words("composite.standing.alone", unit=material.unit(ranked[UNIT].iloc[0]), **shared)
    own = ranked[ranked[UNIT] == material.home]
    if material.home is not None and own.empty:
        return words("composite.standing.absent", unit=material.unit(material.home), **shared)
    if material.home is None:
        first = ranked[ranked["rank"] == 1]
        key = "composite.standing.top" if len(first) == 1 else "composite.standing.top_tied"
        return words(key, unit=material.names(first[UNIT], words), value=first["index"].iloc[0], **shared)
    row = own.iloc[0]
    tied = int((ranked["rank"] == row["rank"]).sum()) - 1
    key = "composite.standing.tied" if tied else "composite.standing.home"
    values = {"unit": material.unit(row[UNIT]), "rank": int(row["rank"]), "value": row["index"], "n": tied}
    return words(key, **values, **shared)


def _nothing(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit:
    """Say why nobody has an index in the year, and the one step that gives most of them one."""
    material, definition = composition.material, composition.definition
    known = material.of_year(composition.year)[list(definition.codes)].notna()
    everywhere = material.frame.set_index(YEAR)[list(definition.codes)].notna().all(axis=1)
    whole = everywhere.groupby(level=0).sum()
    scarce = known.sum().idxmin()
    shared = {"year": composition.year, "all": len(material.units), "noun": material.noun(words)}
    if not known.any(axis=None):
        why = words("composite.standing.empty_why_none", **shared)
    else:
        why = words(
            "composite.standing.empty_why", label=material.label(scarce), count=int(known[scarce].sum()), **shared
        )
    if whole.max() > 0 and whole.idxmax() != composition.year:
        step = words("composite.standing.empty_step_year", best=int(whole.idxmax()), count=int(whole.max()), **shared)
    elif len(definition.codes) > 1:
        step = words("composite.standing.empty_step_drop", label=material.label(scarce))
    else:
        step = words("composite.standing.empty_step_load")
    missing = words("composite.standing.empty_missing", **shared)
    heading = words("composite.standing.none", **shared)
    return material.bare(warehouse, words).nothing(KEY, message=heading, because=Empty(missing, why, step))


@kept_composite
def outranked(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit | None:
    """Set the rankings by pairs beside the rank of the index; None where none was asked for or nobody has an index."""
    material, names = composition.material, composition.definition.outranking
    rows = composition.made.rows.merge(composition.made.outranking, on=[UNIT, YEAR])
    rows = rows[rows["index"].notna()].reset_index(drop=True)
    if not names or rows.empty:
        return None
    rows = rows.assign(label=rows[UNIT].map(material.unit), basis_word=words(f"method.basis.{OWN}"))
    moved = int((rows[[f"{name}_rank" for name in names]].ne(rows["rank"], axis=0)).any(axis=1).sum())
    columns = [("label", material.unit_label), ("rank", "composite.index_rank")]
    for name in names:
        columns += [
            (f"{name}_rank", f"composite.{name}_rank", RANK),
            (name, f"composite.{name}", SCORE, _DECIMALS[name]),
        ]
    named = words.join(words(f"cli.composite.{name}") for name in names)
    values = {"n": moved, "named": named, "noun": material.noun(words)}
    return composition.subject(warehouse, words).exhibit(
        "komposit-berpasangan",
        words("composite.outranking.same" if not moved else "composite.outranking.moved", **values),
        "composite.outranking",
        rows=rows,
        columns=(*columns, "basis_word"),
        note=(words(f"composite.outranking.{name}") for name in names),
        named=named,
        year=composition.year,
    )
