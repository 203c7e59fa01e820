"""Judge a whole column at once: each distinct value once, every cell by it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from smartcity.checks.cells import Outcome
from smartcity.findings import INFO, Finding, Place
from smartcity.observations import Cell, Grid

MOST_NAMED = 1000
"""Cells of one column that are named one by one for the same problem; the last of them counts the rest."""


@dataclass(frozen=True)
class Judged:
    """A column's typed values, its findings, and which of its rows an error spoils."""

    values: np.ndarray
    findings: tuple[Finding, ...]
    is_bad: np.ndarray


def judge_column(grid: Grid, code: str, judge: Callable[[Cell], Outcome]) -> Judged:
    """Judge one column of *grid* by *judge*, which sees each distinct value once and each cell it complains of.

    What only tells (an info) is said once for the column with its count; errors and warnings name every cell.
    """
    column = grid.columns[code]
    places, distinct = _distinct(column)
    outcomes = [judge(Cell(value, "")) for value in distinct]
    values = np.empty(len(outcomes) or 1, dtype=object)
    values[: len(outcomes)] = [value for value, _ in outcomes]
    typed = values[places] if len(places) else np.empty(0, dtype=object)
    is_bad = np.zeros(len(column), bool)
    flawed = np.array(sorted(grid.flaws.get(code, ())), dtype=np.int64)
    findings: list[Finding] = []
    told: dict[str, np.ndarray] = {}
    for number, (_, finding) in enumerate(outcomes):
        if finding is None:
            continue
        own = np.setdiff1d(np.flatnonzero(places == number), flawed)
        if not len(own):
            continue
        if finding.severity == INFO:
            told[finding.code] = np.union1d(told.get(finding.code, own), own)
            continue
        findings += _named(grid, code, own, judge)
        if finding.is_error:
            is_bad[own] = True
    findings += _named(grid, code, flawed, judge)
    is_bad[flawed] = True
    for own in told.values():
        first = _named(grid, code, own[:1], judge)
        findings += [replace(finding, count=len(own)) for finding in first]
    return Judged(typed, tuple(findings), is_bad)


def missing(grid: Grid, code: str, file: str, is_blank: np.ndarray, finding: str, **values: object) -> list[Finding]:
    """Tell once how many cells of a column are blank, at the first of them."""
    own = np.flatnonzero(is_blank)
    if not len(own):
        return []
    place = Place(file, grid.sheet, grid.address(code, int(own[0])))
    return [Finding(finding, place, "", values, count=len(own))]


def _named(grid: Grid, code: str, places: np.ndarray, judge: Callable[[Cell], Outcome]) -> list[Finding]:
    named = [judge(grid.cell(code, int(place)))[1] for place in places[:MOST_NAMED]]
    rest = len(places) - len(named)
    if rest > 0:
        named[-1] = replace(named[-1], count=rest + 1)
    return named


def _distinct(column: np.ndarray) -> tuple[np.ndarray, list[object]]:
    """Return, for each cell, the number of its value in the list of distinct values.

    Python takes True for 1, a cell does not: a column with truth values is told apart by type as well.
    """
    if bool in set(map(type, column)):
        seen: dict[tuple[type, object], int] = {}
        places = np.array([seen.setdefault((type(value), value), len(seen)) for value in column], dtype=np.int64)
        return places, [value for _, value in seen]
    places, distinct = pd.factorize(column, use_na_sentinel=False)
    return places, [None if value is None or value != value else value for value in distinct]
