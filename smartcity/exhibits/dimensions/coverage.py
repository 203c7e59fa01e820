"""Where the holes are: innovations by dimension and sub-dimension, of one list and of all lists side by side."""

import pandas as pd

from smartcity import charts
from smartcity.exhibits.dimensions.lists import Lists, is_sample, load_lists, nothing, scope, sources_of
from smartcity.exhibits.exhibit import INTEGER, Column, Exhibit, Table
from smartcity.exhibits.selection import Selection
from smartcity.exhibits.shared import stamp
from smartcity.innovations import compare
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NAMED = 3
"""Holes that a message names before it only counts them."""


def coverage(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the chosen list's innovations per sub-dimension, and its holes.

    Where a list does not say the sub-dimension, the place of a name is unknown: its dimension is one cell, or its
    empty cells are hatched, and neither is called a hole. The details hold every name with the cell it stands in.
    """
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("cakupan", warehouse, words)
    own = lists.of(lists.chosen)
    cells = coverage_cells(lists, lists.chosen, words)
    drawn = cells[cells["is_drawn"]].assign(count=lambda drawn: drawn["count"].fillna(0).astype(int))
    table = cells.assign(names=cells["names"].map("; ".join), owners=cells["owners"].map("; ".join))
    columns = (
        Column("row_label", words("dimensions.column.dimension")),
        Column("column_label", words("dimensions.column.sub_dimension")),
        Column("count", words("dimensions.column.count"), INTEGER),
        Column("names", words("dimensions.column.names")),
        Column("owners", words("dimensions.column.owners")),
    )
    per_dimension = own["dimension"].value_counts()
    return Exhibit(
        key="cakupan",
        message=coverage_message(cells, lists.label(lists.chosen), words),
        figure=charts.coverage_matrix(drawn, words),
        table=Table(table[[column.code for column in columns]], columns),
        caption=scope(lists, lists.chosen, words),
        alt=words(
            "dimensions.coverage.alt",
            list=lists.label(lists.chosen),
            values=words.join(f"{one.name} {per_dimension.get(one.code, 0)}" for one in lists.dimensions),
        ),
        note=_coverage_note(lists, cells, words),
        source=sources_of(own, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(own),
        details=(names_of_list(warehouse, lists, words),),
    )


def coverage_cells(lists: Lists, code: str, words: Words) -> pd.DataFrame:
    """Lay the list *code* out by dimension and sub-dimension.

    Columns: `dimension`, `row_label`, `colour`, `sub_dimension` and `column_label` (a cell for names without a
    sub-dimension has no code), `count` (missing where the list does not say), `names`, `owners` (lists of text),
    `is_known`, `is_drawn` (whether the matrix has this cell).
    """
    own = lists.of(code)
    rows = []
    for dimension in lists.dimensions:
        inside = own[own["dimension"] == dimension.code]
        loose = inside[inside["sub_dimension"].isna()]
        has_places = inside["sub_dimension"].notna().any() or (inside.empty and code in lists.placing)
        shared = {"dimension": dimension.code, "row_label": dimension.name, "colour": dimension.colour}
        for part in dimension.sub_dimensions:
            placed = inside[inside["sub_dimension"] == part.code]
            is_known = bool(len(placed)) or (has_places and loose.empty)
            rows.append(
                {
                    **shared,
                    "sub_dimension": part.code,
                    "column_label": part.names[words.language],
                    "count": len(placed) if is_known else None,
                    **_texts(placed),
                    "is_known": is_known,
                    "is_drawn": bool(has_places),
                }
            )
        if len(loose) or not has_places:
            rows.append(
                {
                    **shared,
                    "sub_dimension": None,
                    "column_label": words("dimensions.coverage.unplaced"),
                    "count": len(loose),
                    **_texts(loose),
                    "is_known": True,
                    "is_drawn": not has_places,
                }
            )
    return pd.DataFrame(rows).astype({"count": "Int64", "sub_dimension": "string"})


def _texts(names: pd.DataFrame) -> dict[str, list[str]]:
    names = names.sort_values("name")
    return {"names": list(dict.fromkeys(names["name"])), "owners": list(dict.fromkeys(names["owner"].dropna()))}


def coverage_message(cells: pd.DataFrame, label: str, words: Words) -> str:
    """Name the holes, or say that all is filled, or that the list does not place its innovations."""
    known = cells[cells["is_known"]]
    parts = cells[cells["sub_dimension"].notna()]
    holes = list(known.loc[(known["count"] == 0) & known["sub_dimension"].notna(), "column_label"])
    empty_dimensions = list(known.loc[(known["count"] == 0) & known["sub_dimension"].isna(), "row_label"])
    loose = int(known.loc[known["sub_dimension"].isna(), "count"].sum())
    shared = {"list": label, "cells": len(parts), "loose": loose, "n": len(holes)}
    if not parts["is_known"].any():
        key = "unplaced_holes" if empty_dimensions else "unplaced"
        return words(f"dimensions.coverage.{key}", **shared, holes=words.join(empty_dimensions))
    doubt = words("dimensions.coverage.loose", n=loose) if loose else ""
    if empty_dimensions:
        return words("dimensions.coverage.holes", **shared, holes=words.join([*empty_dimensions, *holes]), doubt=doubt)
    if len(holes) > NAMED:
        return words("dimensions.coverage.many_holes", **shared, holes=words.join(holes[:NAMED]), doubt=doubt)
    if holes:
        return words("dimensions.coverage.holes", **shared, holes=words.join(holes), doubt=doubt)
    if not parts["is_known"].all():
        return words("dimensions.coverage.unsure", **shared)
    is_single = (parts["count"] == 1).all() and not loose
    return words(f"dimensions.coverage.{'full_single' if is_single else 'full'}", **shared, doubt=doubt)


def _coverage_note(lists: Lists, cells: pd.DataFrame, words: Words) -> str:
    said = lists.row(lists.chosen)["note"]
    notes = [] if pd.isna(said) else [str(said)]
    hidden = cells[cells["sub_dimension"].isna() & ~cells["is_drawn"]]
    notes += [
        words("dimensions.coverage.loose_names", dimension=row.row_label, names=words.join(row.names))
        for row in hidden.itertuples(index=False)
    ]
    return " ".join(notes)


def names_of_list(warehouse: Warehouse, lists: Lists, words: Words) -> Exhibit:
    """List every innovation of the chosen list with its owner, the lists that have it too, and its source cell."""
    own = lists.of(lists.chosen)
    rows = own.assign(
        dimension=own["dimension"].map({one.code: one.name for one in lists.dimensions}),
        sub_dimension=own["sub_dimension"].map(_part_names(lists, words)),
        owner_word=own["owner_type"].map(lambda kind: words(f"charts.owner.{kind}")),
        other_lists=[_other_lists(lists, name, words) for name in own["name"]],
        place=own["file"] + " › " + own["sheet"] + " › " + own["cell"],
    )
    columns = (
        Column("name", words("dimensions.column.name")),
        Column("dimension", words("dimensions.column.dimension")),
        Column("sub_dimension", words("dimensions.column.sub_dimension")),
        Column("owner", words("dimensions.column.owner")),
        Column("owner_word", words("dimensions.column.owner_type")),
        Column("other_lists", words("dimensions.column.other_lists")),
        Column("note", words("dimensions.column.note")),
        Column("source", words("shared.column.source")),
        Column("place", words("dimensions.column.place")),
    )
    return Exhibit(
        key="nama-inovasi",
        message=words("dimensions.names.message", n=len(rows), list=lists.label(lists.chosen)),
        table=Table(rows[[column.code for column in columns]].reset_index(drop=True), columns),
        caption=scope(lists, lists.chosen, words),
        source=sources_of(own, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(own),
    )


def _other_lists(lists: Lists, name: str, words: Words) -> str:
    found = [
        lists.label(code)
        for code in lists.codes
        if code != lists.chosen and compare([name], lists.of(code)["name"]).kept
    ]
    return words.join(found)


def _part_names(lists: Lists, words: Words) -> dict[str, str]:
    return {part.code: part.names[words.language] for one in lists.dimensions for part in one.sub_dimensions}


def counts_by_year(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Count innovations per sub-dimension in every list side by side; missing where a list does not say."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("jumlah-per-daftar", warehouse, words)
    laid = {code: coverage_cells(lists, code, words) for code in lists.codes}
    keys = ["dimension", "row_label", "sub_dimension", "column_label"]
    frame = pd.concat([cells[keys] for cells in laid.values()]).drop_duplicates()
    for code, cells in laid.items():
        frame = frame.merge(cells[[*keys, "count"]].rename(columns={"count": code}), on=keys, how="left")
    is_loose = frame["sub_dimension"].isna()
    frame.loc[is_loose, list(lists.codes)] = frame.loc[is_loose, list(lists.codes)].fillna(0)
    order = {one.code: place for place, one in enumerate(lists.dimensions)}
    frame = frame.assign(_order=frame["dimension"].map(order)).sort_values(["_order", "sub_dimension"], kind="stable")
    columns = (
        Column("row_label", words("dimensions.column.dimension")),
        Column("column_label", words("dimensions.column.sub_dimension")),
        *(Column(code, words("dimensions.counts.column", **_named(lists, code)), INTEGER) for code in lists.codes),
    )
    return Exhibit(
        key="jumlah-per-daftar",
        message=_counts_message(lists, words),
        table=Table(frame[[column.code for column in columns]].reset_index(drop=True), columns),
        caption=words("dimensions.counts.caption"),
        source=sources_of(lists.lists, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.names),
        details=(_years(warehouse, lists, words),),
    )


def _named(lists: Lists, code: str) -> dict[str, object]:
    return {"list": lists.label(code), "year": lists.year(code), "n": len(lists.of(code))}


def _counts_message(lists: Lists, words: Words) -> str:
    totals = words.join(words("dimensions.counts.total", **_named(lists, code)) for code in lists.codes)
    if len(lists.codes) > 1 and len(lists.placing) == 1:
        return words("dimensions.counts.one_places", totals=totals, list=lists.label(*lists.placing))
    return words("dimensions.counts.message" if lists.placing else "dimensions.counts.none_places", totals=totals)


def _years(warehouse: Warehouse, lists: Lists, words: Words) -> Exhibit:
    """Count the distinct names of each year per dimension, over all its lists."""
    years = sorted(lists.lists["year"].unique())
    rows = []
    for dimension in lists.dimensions:
        own = lists.names[lists.names["dimension"] == dimension.code]
        named = {str(year): len(compare([], own.loc[own["year"] == year, "name"]).new) for year in years}
        rows.append({"row_label": dimension.name, **named})
    columns = (
        Column("row_label", words("dimensions.column.dimension")),
        *(Column(str(year), str(year), INTEGER) for year in years),
    )
    frame = pd.DataFrame(rows)
    return Exhibit(
        key="jumlah-per-tahun",
        message=words(
            "dimensions.years.message",
            totals=words.join(words("dimensions.years.total", year=year, n=frame[str(year)].sum()) for year in years),
        ),
        table=Table(frame, columns),
        caption=words("dimensions.years.caption"),
        source=sources_of(lists.lists, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.names),
    )
