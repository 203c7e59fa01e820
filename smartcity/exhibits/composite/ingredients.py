"""Bahan: how many regions have which indicator in which year, and the values that the year's index was made of."""

import pandas as pd

from smartcity.answers.indicators import YEAR
from smartcity.exhibits.composite.composition import Composition, kept_composite, told_apart
from smartcity.exhibits.composite.material import Material, fullest_year
from smartcity.exhibits.kit.columns import label
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit
from smartcity.exhibits.kit.naming import method_names
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "komposit-ketersediaan"

_PREFIX = "value "
"""Before the code of an indicator, so that none can be taken for another column."""


def coverage(warehouse: Warehouse, material: Material, is_composed: bool, words: Words) -> Exhibit:
    """Count who has each indicator in each year and, for a composition, who has all of them."""
    years = material.years
    if not years:
        return material.bare(warehouse, words).nothing(KEY, "composite.coverage")
    there = material.frame[[YEAR]].astype(int).join(material.frame[list(material.codes)].notna())
    counts = there.groupby(YEAR).sum().loc[list(years)].T.astype(int)
    counts.columns = [str(year) for year in years]
    rows = counts.assign(label=[material.label(code) for code in counts.index])
    if is_composed and len(material.codes) > 1:
        whole = there[list(material.codes)].all(axis=1).groupby(there[YEAR]).sum()
        every = {str(year): int(whole[year]) for year in years} | {"label": words("composite.coverage.every")}
        rows = pd.concat([rows, pd.DataFrame([every])], ignore_index=True)
    return material.subject(warehouse, words, material.codes, years).exhibit(
        KEY,
        message(material, counts, is_composed, words),
        "composite.coverage",
        rows=rows.reset_index(drop=True),
        columns=(("label", "composite.coverage.column"), *(Column(year, year, INTEGER) for year in counts.columns)),
        all=len(material.units),
        noun=material.noun(words),
        years=spans(list(years), words),
    )


def message(material: Material, counts: pd.DataFrame, is_composed: bool, words: Words) -> str:
    """Say the best year of a composition and what limits it; without one, what there is most of."""
    shared = {"all": len(material.units), "noun": material.noun(words)}
    if not is_composed:
        totals = counts.sum(axis=1)
        best = totals.idxmax()
        years = [int(year) for year in counts.columns if counts.loc[best, year] == counts.loc[best].max()]
        values = {"label": material.label(best), "count": int(counts.loc[best].max()), "years": spans(years, words)}
        return words("composite.coverage.open", n=len(counts), **values, **shared)
    year = fullest_year(material)
    own = counts[str(year)]
    whole = int(material.of_year(year).notna().all(axis=1).sum())
    shared |= {"year": year, "count": whole, "n": len(counts)}
    scarce = [material.label(code) for code in own.index[own == own.min()]]
    if len(counts) == 1:
        best = [int(year) for year in counts.columns if counts[year].iloc[0] == whole]
        return words("composite.coverage.single", label=scarce[0], years=spans(best, words), **shared)
    if own.min() == len(material.units):
        return words("composite.coverage.full", **shared)
    if len(scarce) == len(counts):
        return words("composite.coverage.even", **shared)
    return words("composite.coverage.limited", label=words.join(scarce), least=int(own.min()), **shared)


def availability(material: Material, code: str, words: Words) -> str:
    """Say in how many units one indicator is known at most, and in which years at all."""
    counts = material.frame[code].notna().groupby(material.frame[YEAR]).sum()
    years = [int(year) for year in counts.index[counts > 0]]
    if not years:
        return words("composite.availability.none")
    shared = {"all": len(material.units), "noun": material.noun(words)}
    return words("composite.availability.some", count=int(counts.max()), years=spans(years, words), **shared)


def spans(years: list[int], words: Words) -> str:
    """Spell years as runs: "2020–2023 dan 2025"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return words.join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


@kept_composite
def ingredients(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit:
    """List every value of the year as its source has it, scores with their basis."""
    material, codes = composition.material, composition.definition.codes
    values = material.of_year(composition.year)[list(codes)]
    values = values[values.notna().any(axis=1)]
    cells = material.cells_of(codes, [composition.year])
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
    return material.subject(warehouse, words, codes, [composition.year], published).exhibit(
        "komposit-bahan",
        words("composite.ingredients.message", noun=material.noun(words), year=composition.year, n=n, count=count),
        "composite.ingredients",
        rows=rows.reset_index(drop=True),
        columns=told_apart(columns, words),
        year=composition.year,
    )


def _bases(cells: pd.DataFrame, words: Words) -> str:
    return words.join(method_names("basis", dict.fromkeys(cells["basis"].dropna()), words))
