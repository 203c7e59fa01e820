"""Judge a whole column at once: each distinct value once, every cell by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from smartcity.checks.cells import Outcome
from smartcity.method.layout import normalise
from smartcity.records.findings import CATALOGUE, ERROR, INFO, Finding
from smartcity.records.observations import Cell, Grid

MOST_NAMED = 1000
"""Cells of one column that are named one by one for the same problem; the last of them counts the rest."""


@dataclass(frozen=True)
class Distinct:
    """What stands in a column: its distinct values, and for each cell the position of its value among them."""

    places: np.ndarray
    values: tuple[object, ...]

    @classmethod
    def of(cls, column: np.ndarray) -> "Distinct":
        """Find the distinct values of a column.

        Python takes True for 1, a cell does not: a column with truth values is told apart by type as well.
        """
        if bool in set(map(type, column)):
            seen: dict[tuple[type, object], int] = {}
            places = np.array([seen.setdefault((type(value), value), len(seen)) for value in column], dtype=np.int64)
            return cls(places, tuple(value for _, value in seen))
        places, distinct = pd.factorize(column, use_na_sentinel=False)
        return cls(places, tuple(None if value is None or value != value else value for value in distinct))

    def counts(self) -> np.ndarray:
        """Count the cells of each distinct value."""
        return np.bincount(self.places, minlength=len(self.values))

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """Those distinct values that are texts, by their positions."""
        return {number: value for number, value in enumerate(self.values) if isinstance(value, str)}

    @cached_property
    def numbers(self) -> Mapping[int, float]:
        """Those distinct values that are numbers, by their positions."""
        if len(self.texts) == len(self.values):
            return {}
        return {number: value for number, value in enumerate(self.values) if isinstance(value, int | float)}

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The distinct values normalised, "" for a blank cell."""
        return tuple("" if value is None else normalise(value) for value in self.values)


@dataclass(frozen=True)
class Columns:
    """A sheet's rows with the distinct values of each of its columns, found once for all that look at them."""

    grid: Grid
    distinct: Mapping[str, Distinct]

    @classmethod
    def of(cls, grid: Grid) -> "Columns":
        """Find the distinct values of every column."""
        return cls(grid, {code: Distinct.of(column) for code, column in grid.columns.items()})

    def with_column(self, code: str, values: np.ndarray) -> "Columns":
        """Return the sheet with other values in one column."""
        grid = replace(self.grid, columns={**self.grid.columns, code: values})
        return Columns(grid, {**self.distinct, code: Distinct.of(values)})


@dataclass(frozen=True)
class Judged:
    """A column's typed values, its findings, and which of its rows an error spoils."""

    values: np.ndarray
    findings: tuple[Finding, ...]
    is_bad: np.ndarray


def judge_column(sheet: Columns, code: str, judge: Callable[[Cell], Outcome]) -> Judged:
    """Judge one column of *sheet* by *judge*, which sees each distinct value once and each cell it complains of.

    What only tells (an info) is said once for the column with its count; errors and warnings name the cells one by
    one, up to `MOST_NAMED` of a kind.
    """
    grid, distinct = sheet.grid, sheet.distinct[code]
    column = grid.columns[code]
    outcomes = [judge(Cell(value, "")) for value in distinct.values]
    values = np.empty(len(outcomes) or 1, dtype=object)
    values[: len(outcomes)] = [value for value, _ in outcomes]
    typed = values[distinct.places] if len(column) else np.empty(0, dtype=object)
    flawed = np.array(sorted(grid.flaws.get(code, ())), dtype=np.int64)
    is_flawed = np.zeros(len(column), bool)
    is_flawed[flawed] = True
    flawed = np.array([place for place in flawed.tolist() if judge(grid.cell(code, place))[1] is not None], np.int64)
    is_bad = np.zeros(len(column), bool)
    is_bad[flawed] = True
    findings: list[Finding] = []
    infos: list[Finding] = []
    for complaint, is_of_value in _complaints(outcomes).items():
        own = np.flatnonzero(is_of_value[distinct.places] & ~is_flawed)
        if not len(own):
            continue
        if CATALOGUE[complaint] == INFO:
            infos += [replace(finding, count=len(own)) for finding in _judged_again(grid, code, own[:1], judge)]
            continue
        findings += _named(grid, code, own, judge, distinct)
        is_bad[own] |= CATALOGUE[complaint] == ERROR
    findings += _named(grid, code, flawed, judge, distinct)
    return Judged(typed, (*findings, *infos), is_bad)


def missing(grid: Grid, code: str, is_blank: np.ndarray, finding: str, **values: object) -> list[Finding]:
    """Tell once how many cells of a column are blank, at the first of them."""
    own = np.flatnonzero(is_blank)
    return [Finding(finding, grid.place(int(own[0]), code), "", values, count=len(own))] if len(own) else []


def at_rows(grid: Grid, code: str, is_meant: np.ndarray) -> list[Finding]:
    """Name each row that is meant."""
    return [Finding(code, grid.place(place)) for place in np.flatnonzero(is_meant).tolist()]


def _complaints(outcomes: list[Outcome]) -> Mapping[str, np.ndarray]:
    """Say by code of finding which of the distinct values have it."""
    codes = [finding.code if finding is not None else None for _, finding in outcomes]
    return {code: np.array([own == code for own in codes]) for code in dict.fromkeys(codes) if code is not None}


def _named(
    grid: Grid, code: str, places: np.ndarray, judge: Callable[[Cell], Outcome], distinct: Distinct
) -> list[Finding]:
    """Name the cells at *places*; of more than can be named, those that show each value first come first."""
    if len(places) > MOST_NAMED:
        _, firsts = np.unique(distinct.places[places], return_index=True)
        others = np.setdiff1d(np.arange(len(places)), firsts)
        chosen = np.sort(np.concatenate([np.sort(firsts), others])[:MOST_NAMED])
        named = _judged_again(grid, code, places[chosen], judge)
        named[-1] = replace(named[-1], count=len(places) - MOST_NAMED + 1)
        return named
    return _judged_again(grid, code, places, judge)


def _judged_again(grid: Grid, code: str, places: np.ndarray, judge: Callable[[Cell], Outcome]) -> list[Finding]:
    return [judge(grid.cell(code, place))[1] for place in places.tolist()]
