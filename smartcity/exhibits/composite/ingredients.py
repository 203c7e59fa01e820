"""Bahan: the values as they were published, from which the year's index was made."""

import pandas as pd

from smartcity.exhibits.composite.composed import Composed, kept, noun, stamp_of, told_apart
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit, Table
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_PREFIX = "value "
"""Before the code of an indicator, so that none can be taken for another column."""


@kept
def ingredients(warehouse: Warehouse, composed: Composed, words: Words) -> Exhibit:
    """List every value of the year as its source has it, scores with their basis."""
    material, codes = composed.material, composed.definition.codes
    values = material.of_year(composed.year)[list(codes)]
    values = values[values.notna().any(axis=1)]
    cells = material.cells_of(codes, [composed.year])
    rows = values.add_prefix(_PREFIX).assign(label=[material.unit(unit) for unit in values.index])
    bases = {code: _bases(own, words) for code, own in cells.groupby("code")}
    columns = [Column("label", words("composite.column.unit" if material.file else "shared.column.region"))]
    for code in codes:
        basis = bases.get(code, "")
        label = material.label(code)
        named = words("composite.ingredients.column", label=label, bases=basis) if basis else label
        columns.append(Column(_PREFIX + code, named, SCORE))
    shared = {"year": composed.year, "n": int(values.notna().sum().sum()), "count": len(values)}
    return Exhibit(
        key="komposit-bahan",
        message=words("composite.ingredients.message", noun=noun(material, words), **shared),
        table=Table(rows.reset_index(drop=True), told_apart(columns, words)),
        caption=words("composite.ingredients.caption", year=composed.year),
        alt=words("composite.ingredients.caption", year=composed.year),
        source=material.source(codes, [composed.year], words),
        stamp=stamp_of(material, warehouse),
        bases=tuple(dict.fromkeys(cells["basis"].dropna())),
        is_sample=material.is_sample,
    )


def _bases(cells: pd.DataFrame, words: Words) -> str:
    return words.join(words(f"method.basis.{basis}") for basis in dict.fromkeys(cells["basis"].dropna()))
