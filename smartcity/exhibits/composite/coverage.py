"""What there is to compose from: how many regions have which indicator in which year."""

import pandas as pd

from smartcity.answers.indicators import YEAR
from smartcity.exhibits.composite.material import Material, fullest_year
from smartcity.exhibits.kit.exhibit import INTEGER, Column, Exhibit
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "komposit-ketersediaan"


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
