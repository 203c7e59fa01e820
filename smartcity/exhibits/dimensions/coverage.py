"""Where the holes are: innovations by dimension and sub-dimension, of one list and of all lists side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.exhibits.dimensions.lists import (
    Innovation,
    Lists,
    dimension_name,
    is_sample,
    load_lists,
    nothing,
    owners_of,
    scope,
    sources_of,
    spelled,
)
from smartcity.exhibits.kit.exhibit import INTEGER, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.method import Dimension
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NAMED = 3
"""Holes that a message names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the matrix with its innovations.

    *part* is the sub-dimension's code, None for the innovations of the dimension that the list puts into none.
    *is_known* is False where the list may hold something for this part without saying so. *is_drawn* says whether
    the matrix has this cell.
    """

    dimension: Dimension
    part: str | None
    label: str
    names: tuple[Innovation, ...]
    is_known: bool
    is_drawn: bool

    @property
    def count(self) -> int | None:
        """How many innovations; None where that is unknown, which is not zero."""
        return len(self.names) if self.is_known else None


@kept
def coverage(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the chosen list's innovations per sub-dimension, and its holes.

    Where a list does not say the sub-dimension, the place of a name is unknown: its dimension is one cell, or its
    empty cells are hatched, and neither is called a hole. The details hold every name with the cell it stands in.
    """
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("cakupan", warehouse, words)
    cells = coverage_cells(lists, lists.chosen.code, words)
    columns = (
        Column("dimension", words("dimensions.column.dimension")),
        Column("part", words("dimensions.column.sub_dimension")),
        Column("count", words("dimensions.column.count"), INTEGER),
        Column("names", words("dimensions.column.names")),
        Column("owners", words("dimensions.column.owners")),
    )
    rows = [
        (cell.dimension.name, cell.label, cell.count, spelled(cell.names), "; ".join(owners_of(cell.names)))
        for cell in cells
    ]
    table = pd.DataFrame(rows, columns=[column.code for column in columns]).astype({"count": "Int64"})
    totals = {one.name: sum(name.dimension == one.code for name in lists.own) for one in lists.dimensions}
    return Exhibit(
        key="cakupan",
        message=coverage_message(cells, lists.chosen.label, words),
        figure=charts.coverage_matrix(_drawn(cells), words),
        table=Table(table, columns),
        caption=scope(lists, lists.chosen, words),
        alt=words(
            "dimensions.coverage.alt",
            list=lists.chosen.label,
            values=words.join(f"{name} {count}" for name, count in totals.items()),
        ),
        note=_coverage_note(lists, cells, words),
        source=sources_of(lists.own, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.own),
        details=(_names(warehouse, lists, words),),
    )


def coverage_cells(lists: Lists, code: str, words: Words) -> tuple[Cell, ...]:
    """Lay the list *code* out by dimension and sub-dimension, each dimension's unplaced names last."""
    cells = []
    for dimension in lists.dimensions:
        inside = [name for name in lists.of(code) if name.dimension == dimension.code]
        loose = tuple(name for name in inside if name.sub_dimension is None)
        has_places = len(loose) < len(inside) or (not inside and code in lists.placing)
        for part in dimension.sub_dimensions:
            placed = tuple(name for name in inside if name.sub_dimension == part.code)
            is_known = bool(placed) or (has_places and not loose)
            cells.append(Cell(dimension, part.code, part.names[words.language], placed, is_known, has_places))
        if loose or not has_places:
            label = words("dimensions.coverage.unplaced")
            cells.append(Cell(dimension, None, label, loose, is_known=True, is_drawn=not has_places))
    return tuple(cells)


def _drawn(cells: Sequence[Cell]) -> pd.DataFrame:
    rows = [
        {
            "row_label": cell.dimension.name,
            "column_label": cell.label,
            "count": len(cell.names),
            "names": sorted({name.name for name in cell.names}),
            "colour": cell.dimension.colour,
            "is_known": cell.is_known,
        }
        for cell in cells
        if cell.is_drawn
    ]
    return pd.DataFrame(rows)


def coverage_message(cells: Sequence[Cell], label: str, words: Words) -> str:
    """Name the holes, or say that all is filled, or that the list does not place its innovations."""
    parts = [cell for cell in cells if cell.part is not None]
    empty = [cell.dimension.name for cell in cells if cell.part is None and not cell.names]
    holes = [cell.label for cell in parts if cell.is_known and not cell.names]
    loose = sum(len(cell.names) for cell in cells if cell.part is None)
    shared = {"list": label, "cells": len(parts), "n": len(holes)}
    if not any(cell.is_known for cell in parts):
        key = "unplaced_holes" if empty else "unplaced_list"
        return words(f"dimensions.coverage.{key}", **shared, holes=words.join(empty))
    doubt = words("dimensions.coverage.loose", n=loose) if loose else ""
    if len(empty) + len(holes) > NAMED:
        named = words.join([*empty, *holes][:NAMED])
        return words("dimensions.coverage.many_holes", **shared, holes=named) + doubt
    if empty or holes:
        return words("dimensions.coverage.holes", **shared, holes=words.join([*empty, *holes])) + doubt
    if not all(cell.is_known for cell in parts):
        return words("dimensions.coverage.unsure", **shared) + doubt
    is_single = all(len(cell.names) == 1 for cell in parts) and not loose
    return words(f"dimensions.coverage.{'full_single' if is_single else 'full'}", **shared) + doubt


def _coverage_note(lists: Lists, cells: Sequence[Cell], words: Words) -> str:
    hidden = [cell for cell in cells if cell.part is None and not cell.is_drawn]
    notes = [lists.chosen.note or ""] + [
        words(
            "dimensions.coverage.loose_names",
            dimension=cell.dimension.name,
            names=words.join(name.name for name in cell.names),
        )
        for cell in hidden
    ]
    return " ".join(filter(None, notes))


def _names(warehouse: Warehouse, lists: Lists, words: Words) -> Exhibit:
    """List every innovation of the chosen list with its owner, the lists that have it too, and its source cell."""
    columns = (
        Column("name", words("dimensions.column.name")),
        Column("dimension", words("dimensions.column.dimension")),
        Column("part", words("dimensions.column.sub_dimension")),
        Column("owner", words("dimensions.column.owner")),
        Column("owner_type", words("dimensions.column.owner_type")),
        Column("other_lists", words("dimensions.column.other_lists")),
        Column("note", words("dimensions.column.note")),
        Column("source", words("shared.column.source")),
        Column("place", words("dimensions.column.place")),
    )
    parts = {part.code: part.names[words.language] for one in lists.dimensions for part in one.sub_dimensions}
    also: dict[str, list[str]] = {}
    for known in lists.all:
        for key in {name.key for name in lists.of(known.code)} if known.code != lists.chosen.code else ():
            also.setdefault(key, []).append(known.title)
    rows = [
        (
            name.name,
            dimension_name(name.dimension),
            parts.get(name.sub_dimension),
            name.owner,
            words(f"dimensions.owner_type.{name.owner_type}"),
            "; ".join(also.get(name.key, ())),
            name.note,
            name.source,
            name.place,
        )
        for name in lists.own
    ]
    return Exhibit(
        key="nama-inovasi",
        message=words("dimensions.names.message", n=len(rows), list=lists.chosen.label),
        table=Table(pd.DataFrame(rows, columns=[column.code for column in columns]), columns),
        caption=scope(lists, lists.chosen, words),
        source=sources_of(lists.own, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.own),
    )


@kept
def counts_by_year(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Count innovations per sub-dimension in every list side by side; missing where a list does not say."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("jumlah-per-daftar", warehouse, words)
    laid = {
        known.code: {(cell.dimension.code, cell.part): cell for cell in coverage_cells(lists, known.code, words)}
        for known in lists.all
    }
    unplaced = words("dimensions.coverage.unplaced")
    rows = []
    for dimension in lists.dimensions:
        labels = {part.code: part.names[words.language] for part in dimension.sub_dimensions}
        for part, label in (*labels.items(), (None, unplaced)):
            found = [cells.get((dimension.code, part)) for cells in laid.values()]
            if any(found):
                rows.append((dimension.name, label, *(cell.count if cell else 0 for cell in found)))
    columns = (
        Column("dimension", words("dimensions.column.dimension")),
        Column("part", words("dimensions.column.sub_dimension")),
        *(Column(known.code, known.title, INTEGER) for known in lists.all),
    )
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    return Exhibit(
        key="jumlah-per-daftar",
        message=counts_message(lists, words),
        table=Table(frame.astype(dict.fromkeys(laid, "Int64")), columns),
        caption=words("dimensions.counts.caption"),
        source=sources_of(lists.all, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.names),
        details=(_years(warehouse, lists, words),),
    )


def counts_message(lists: Lists, words: Words) -> str:
    """Give the size of every list, and say which of them can show sub-dimensions at all."""
    sizes = {known.code: len(lists.of(known.code)) for known in lists.all}
    if len(sizes) == 1:
        return words("dimensions.counts.single", n=sizes[lists.chosen.code], list=lists.chosen.label)
    totals = words.join(words.number(size) for size in sizes.values())
    shared = {"totals": totals, "n": len(sizes)}
    if len(lists.placing) == 1:
        return words("dimensions.counts.one_places", **shared, list=lists.label(*lists.placing))
    return words("dimensions.counts.message" if lists.placing else "dimensions.counts.none_places", **shared)


def _years(warehouse: Warehouse, lists: Lists, words: Words) -> Exhibit:
    """Count the distinct names of each year per dimension, over all its lists."""
    years = sorted({known.year for known in lists.all})
    columns = (
        Column("dimension", words("dimensions.column.dimension")),
        *(Column(str(year), str(year), INTEGER) for year in years),
    )
    rows = [
        (
            dimension.name,
            *(
                len({name.key for name in lists.names if (name.dimension, name.year) == (dimension.code, year)})
                for year in years
            ),
        )
        for dimension in lists.dimensions
    ]
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    return Exhibit(
        key="jumlah-per-tahun",
        message=words.join(words("dimensions.years.total", year=year, n=int(frame[str(year)].sum())) for year in years),
        table=Table(frame, columns),
        caption=words("dimensions.years.caption"),
        source=sources_of(lists.all, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.names),
    )
