"""Before the scale: single extreme values pulled in, empty cells filled when asked."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.scoring.composite import notes
from smartcity.scoring.composite.definition import MEAN, Definition, Winsorising
from smartcity.scoring.composite.notes import Note, Noted

LEAST_FOR_KURTOSIS = 4
"""The bias-corrected kurtosis of fewer values divides by zero."""


@dataclass(frozen=True, slots=True)
class Treated:
    """An indicator after winsorising, its shape then, and whether that is within the limits."""

    values: np.ndarray
    skewness: float
    kurtosis: float
    is_within: bool


def shape_of(values: np.ndarray) -> tuple[float, float]:
    """Return bias-corrected skewness G1 and excess kurtosis G2, as Excel's SKEW and KURT; NaN where undefined."""
    if len(values) < LEAST_FOR_KURTOSIS or values.min() == values.max():
        return np.nan, np.nan
    from scipy.stats import kurtosis, skew

    return float(skew(values, bias=False)), float(kurtosis(values, bias=False))


def winsorise(values: np.ndarray, rule: Winsorising) -> Treated:
    """Pull in the most extreme value on the side of the skew, one after the other, while both limits are exceeded.

    A pulled value takes the next value inwards, and those pulled before go along, as in COINr's `winsorise`. Values
    that are equal count one each, so that no more than *points* are ever changed. Empty cells stay empty.
    """
    ordered = np.sort(values[~np.isnan(values)])
    low = high = 0
    while True:
        bounds = (ordered[low], ordered[len(ordered) - 1 - high]) if len(ordered) else (np.nan, np.nan)
        skewness, kurtosis = shape_of(np.clip(ordered, *bounds))
        is_within = not (abs(skewness) > rule.skew and kurtosis > rule.kurtosis)
        if is_within or low + high == rule.points:
            return Treated(np.clip(values, *bounds), skewness, kurtosis, is_within)
        if skewness > 0:
            high += 1
        else:
            low += 1


def treat(values: pd.DataFrame, places: pd.DataFrame, sets: pd.Series, definition: Definition) -> Noted:
    """Winsorise, then impute, each within its set.

    Imputed values are no observations: they come last, so that they neither soften the skewness nor carry an outlier
    on. A unit without a single value of its own has nothing that its index could say, and is not imputed.

    Args:
        values: One column per indicator.

        places: `unit, year` of each row of *values*.

        sets: The set of each row: its year, or one for all when pooled.

        definition: The rules.
    """
    remarks: list[Note] = []
    if definition.winsorise:
        treated = values.copy()
        for of, rows in values.groupby(sets).groups.items():
            for code in values.columns:
                done = winsorise(values.loc[rows, code].to_numpy(), definition.winsorise)
                treated.loc[rows, code] = done.values
                if not done.is_within:
                    shape = {"skewness": done.skewness, "kurtosis": done.kurtosis}
                    remarks.append(Note(notes.BEYOND_LIMITS, code, year=year_of(of, definition), values=shape))
        is_pulled = values.notna() & (values != treated)
        remarks += notes.of_cells(notes.WINSORISED, places, is_pulled, value=values, treated=treated)
        values = treated
    is_empty = values.isna().all(axis=1)
    remarks += [Note(notes.EMPTY_UNIT, unit=row.unit, year=int(row.year)) for row in places[is_empty].itertuples()]
    if definition.impute == MEAN:
        means = values.groupby(sets).transform("mean")
        is_filled = values.isna() & means.notna() & ~is_empty.to_numpy()[:, None]
        values = values.mask(is_filled, means)
        remarks += notes.of_cells(notes.IMPUTED, places, is_filled, value=values)
    return Noted(values, tuple(remarks))


def year_of(of: object, definition: Definition) -> int | None:
    """Return the year of a set, None when it is all years."""
    return None if definition.is_pooled else int(of)
