"""Where the holes are: innovations by dimension and sub-dimension, of one list and of all lists side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.exhibits.dimensions.lists import Innovation, Lists, joined_names, of_lists, owners_of
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name, part_names
from smartcity.exhibits.kit.exhibit import INTEGER, Column, Exhibit
from smartcity.method import Dimension
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


@of_lists("cakupan")
def coverage(lists: Lists) -> Exhibit:
    """Show the chosen list's innovations per sub-dimension, and its holes.

    Where a list does not say the sub-dimension, the place of a name is unknown: its dimension is one cell, or its
    empty cells are hatched, and neither is called a hole. The details hold every name with the cell it stands in.
    """
    words, label = lists.words, lists.chosen.label
    cells = coverage_cells(lists, lists.chosen.code)
    rows = [
        (cell.dimension.name, cell.label, cell.count, joined_names(cell.names), "; ".join(owners_of(cell.names)))
        for cell in cells
    ]
    drawn = [
        (
            cell.dimension.name,
            cell.label,
            len(cell.names),
            sorted({name.name for name in cell.names}),
            cell.dimension.colour,
            cell.is_known,
        )
        for cell in cells
        if cell.is_drawn
    ]
    matrix = pd.DataFrame(drawn, columns=["row_label", "column_label", "count", "names", "colour", "is_known"])
    totals = {one.name: sum(name.dimension == one.code for name in lists.own) for one in lists.dimensions}
    return lists.of_chosen.exhibit(
        "cakupan",
        coverage_message(cells, label, words),
        "dimensions.coverage",
        figure=charts.coverage_matrix(matrix, words),
        rows=rows,
        columns=of_page("dimensions", "dimension part=sub_dimension count names owners"),
        note=_coverage_note(lists, cells),
        details=(_names(lists),),
        list=label,
        values=words.join(f"{name} {count}" for name, count in totals.items()),
    )


def coverage_cells(lists: Lists, code: str) -> tuple[Cell, ...]:
    """Lay the list *code* out by dimension and sub-dimension, each dimension's unplaced names last."""
    words, cells = lists.words, []
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


def _coverage_note(lists: Lists, cells: Sequence[Cell]) -> str:
    hidden = [cell for cell in cells if cell.part is None and not cell.is_drawn]
    notes = [lists.chosen.note or ""] + [
        lists.words(
            "dimensions.coverage.loose_names",
            dimension=cell.dimension.name,
            names=lists.words.join(name.name for name in cell.names),
        )
        for cell in hidden
    ]
    return " ".join(filter(None, notes))


def _names(lists: Lists) -> Exhibit:
    """List every innovation of the chosen list with its owner, the lists that have it too, and its source cell."""
    words, parts = lists.words, part_names(lists.dimensions, lists.words)
    also: dict[str, list[str]] = {}
    for known in lists.all:
        for key in {name.key for name in lists.of(known.code)} if known is not lists.chosen else ():
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
    return lists.of_chosen.exhibit(
        "nama-inovasi",
        words("dimensions.names.message", n=len(rows), list=lists.chosen.label),
        rows=rows,
        columns=of_page(
            "dimensions", "name dimension part=sub_dimension owner owner_type other_lists note shared.source place"
        ),
    )


@of_lists("jumlah-per-daftar")
def counts_by_year(lists: Lists) -> Exhibit:
    """Count innovations per sub-dimension in every list side by side; missing where a list does not say."""
    words, names = lists.words, part_names(lists.dimensions, lists.words)
    laid = {
        known.code: {(cell.dimension.code, cell.part): cell for cell in coverage_cells(lists, known.code)}
        for known in lists.all
    }
    rows = []
    for dimension in lists.dimensions:
        for part in (*(part.code for part in dimension.sub_dimensions), None):
            placed = [cells.get((dimension.code, part)) for cells in laid.values()]
            if any(placed):
                label = names[part] if part else words("dimensions.coverage.unplaced")
                rows.append((dimension.name, label, *(cell.count if cell else 0 for cell in placed)))
    return lists.of_all.exhibit(
        "jumlah-per-daftar",
        counts_message(lists),
        "dimensions.counts",
        rows=rows,
        columns=(
            *of_page("dimensions", "dimension part=sub_dimension"),
            *(Column(known.code, known.title, INTEGER) for known in lists.all),
        ),
        alt="",
        details=(_years(lists),),
    )


def counts_message(lists: Lists) -> str:
    """Give the size of every list, and say which of them can show sub-dimensions at all."""
    words = lists.words
    sizes = {known.code: len(lists.of(known.code)) for known in lists.all}
    if len(sizes) == 1:
        return words("dimensions.counts.single", n=sizes[lists.chosen.code], list=lists.chosen.label)
    totals = words.join(words.number(size) for size in sizes.values())
    shared = {"totals": totals, "n": len(sizes)}
    if len(lists.placing) == 1:
        return words("dimensions.counts.one_places", **shared, list=lists.label(*lists.placing))
    return words("dimensions.counts.message" if lists.placing else "dimensions.counts.none_places", **shared)


def _years(lists: Lists) -> Exhibit:
    """Count the distinct names of each year per dimension, over all its lists."""
    words, years = lists.words, sorted({known.year for known in lists.all})
    keys = {(name.dimension, name.year, name.key) for known in lists.all for name in lists.of(known.code)}
    counts = Counter((dimension, year) for dimension, year, _ in keys)
    rows = [(one.name, *(counts[one.code, year] for year in years)) for one in lists.dimensions]
    totals = (
        words("dimensions.years.total", year=year, n=sum(row[place] for row in rows))
        for place, year in enumerate(years, 1)
    )
    return lists.of_all.exhibit(
        "jumlah-per-tahun",
        words.join(totals),
        "dimensions.years",
        rows=rows,
        columns=("dimensions.dimension", *(Column(str(year), str(year), INTEGER) for year in years)),
        alt="",
    )
