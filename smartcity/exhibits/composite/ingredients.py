"""Bahan: the values as they were published, from which the year's index was made."""

import pandas as pd

from smartcity.exhibits.composite.composed import Composed, kept_composite, told_apart
from smartcity.exhibits.kit.columns import label
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit
from smartcity.exhibits.kit.naming import method_names
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_PREFIX = "value "
"""Before the code of an indicator, so that none can be taken for another column."""


@kept_composite
def ingredients(warehouse: Warehouse, composed: Composed, words: Words) -> Exhibit:
    """List every value of the year as its source has it, scores with their basis."""
    material, codes = composed.material, composed.definition.codes
    values = material.of_year(composed.year)[list(codes)]
    values = values[values.notna().any(axis=1)]
    cells = material.cells_of(codes, [composed.year])
    rows = values.add_prefix(_PREFIX).assign(label=[material.unit(unit) for unit in values.index])
    bases = {code: _bases(own, words) for code, own in cells.groupby("code")}
    columns = list(label(words, ("label", material.unit_label)))
    for code in codes:
        basis = bases.get(code, "")
        name = material.label(code)
        named = words("composite.ingredients.column", label=name, bases=basis) if basis else name
        columns.append(Column(_PREFIX + code, named, SCORE))
    count, n = len(values), int(values.notna().sum().sum())
    published = dict.fromkeys(cells["basis"].dropna())
    return material.subject(warehouse, words, codes, [composed.year], published).exhibit(
        "komposit-bahan",
        words("composite.ingredients.message", noun=material.noun(words), year=composed.year, n=n, count=count),
        "composite.ingredients",
        rows=rows.reset_index(drop=True),
        columns=told_apart(columns, words),
        year=composed.year,
    )


def _bases(cells: pd.DataFrame, words: Words) -> str:
    return words.join(method_names("basis", dict.fromkeys(cells["basis"].dropna()), words))
