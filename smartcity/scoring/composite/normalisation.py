"""One scale for all indicators, on which more is always better."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from smartcity.scoring.composite import notes
from smartcity.scoring.composite.definition import (
    GOALPOSTS,
    MINMAX,
    NONE,
    PERCENTILE,
    RANK,
    ZSCORE,
    Definition,
    Indicator,
)
from smartcity.scoring.composite.notes import Note, Noted
from smartcity.scoring.composite.treatment import year_of


def normalise(values: pd.DataFrame, places: pd.DataFrame, sets: pd.Series, definition: Definition) -> Noted:
    """Bring every indicator onto the scale of *definition*, on which more is always better.

    A constant indicator tells nobody apart: where the scale is made from the values themselves it has no place on
    it, and its values are missing, never a middle or a zero. Goalposts place a constant as any other value.
    """
    directed = values * np.array([indicator.direction for indicator in definition.indicators], float)
    grouped = directed.groupby(sets)
    low, high = grouped.transform("min"), grouped.transform("max")
    remarks = [*_without_values(low.groupby(sets).first(), definition), *_constants(values, sets, definition)]
    if definition.method in _FIXED:
        scaled = _FIXED[definition.method](directed, definition)
        if definition.method == GOALPOSTS:
            remarks += _clamped(values, places, definition.indicators)
    else:
        scaled = _RELATIVE[definition.method](directed, grouped, definition).where(low < high)
    return Noted(scaled, tuple(remarks))


def _minmax(directed: pd.DataFrame, grouped: object, definition: Definition) -> pd.DataFrame:
    low, high = grouped.transform("min"), grouped.transform("max")
    return _onto((directed - low) / (high - low), definition)


def _zscore(directed: pd.DataFrame, grouped: object, definition: Definition) -> pd.DataFrame:
    mean, deviation = definition.to
    return (directed - grouped.transform("mean")) / grouped.transform("std") * deviation + mean


def _percentile(directed: pd.DataFrame, grouped: object, definition: Definition) -> pd.DataFrame:
    return _onto((grouped.rank(method="min") - 1) / (grouped.transform("count") - 1), definition)


def _rank(directed: pd.DataFrame, grouped: object, definition: Definition) -> pd.DataFrame:
    return grouped.rank(method="min")


def _goalposts(directed: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    posts = np.array([sorted(one.direction * post for post in one.goalposts) for one in definition.indicators], float)
    return _onto(((directed - posts[:, 0]) / (posts[:, 1] - posts[:, 0])).clip(0, 1), definition)


def _none(directed: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    return directed


def _onto(shares: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    low, high = definition.to
    return low + shares * (high - low)


_RELATIVE: Mapping[str, Callable[..., pd.DataFrame]] = {
    MINMAX: _minmax,
    ZSCORE: _zscore,
    PERCENTILE: _percentile,
    RANK: _rank,
}
"""Scales made from the values of a set, by method."""

_FIXED: Mapping[str, Callable[..., pd.DataFrame]] = {GOALPOSTS: _goalposts, NONE: _none}
"""Scales that look at no other value, by method."""


def _without_values(first: pd.DataFrame, definition: Definition) -> Iterator[Note]:
    for of, code in _true(first.isna()):
        yield Note(notes.NO_VALUES, code, year=year_of(of, definition))


def _constants(values: pd.DataFrame, sets: pd.Series, definition: Definition) -> Iterator[Note]:
    grouped = values.groupby(sets)
    least, most = grouped.min(), grouped.max()
    for of, code in _true(least.notna() & (least == most)):
        yield Note(notes.CONSTANT, code, year=year_of(of, definition), values={"value": float(least.loc[of, code])})


def _true(table: pd.DataFrame) -> Iterator[tuple[object, str]]:
    """Yield (set, indicator) wherever a table of them is true."""
    return ((table.index[row], table.columns[column]) for row, column in np.argwhere(table.to_numpy(bool)))


def _clamped(values: pd.DataFrame, places: pd.DataFrame, indicators: tuple[Indicator, ...]) -> Iterator[Note]:
    posts = np.array([indicator.goalposts for indicator in indicators], float)
    used = values.clip(posts[:, 0], posts[:, 1], axis=1)
    return notes.of_cells(notes.CLAMPED, places, values.notna() & (used != values), value=values, treated=used)
