"""Weighted means of a node's children, in which an empty cell leaves and the others share its weight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smartcity.scoring.composite.definition import ARITHMETIC, GEOMETRIC, HARMONIC


@dataclass(frozen=True, slots=True)
class Mean:
    """The means of all rows, and the children's cells that they cannot have taken as they are.

    *is_zero* and *is_negative* are cells, rows by children, that a geometric or harmonic mean weighed: a zero makes
    the mean zero, the limit of ever smaller values; with a negative value the mean is not defined and missing.
    """

    values: np.ndarray
    is_zero: np.ndarray
    is_negative: np.ndarray


def weighted_mean(children: np.ndarray, weights: Sequence[float], kind: str, below: float) -> Mean:
    """Take the mean of each row's children.

    A row has no mean when the share of its children that is there lies under *below*, whatever they weigh, or when
    those that are there weigh nothing together.

    Args:
        children: Rows by children; NaN is an empty cell.

        weights: One per child, not negative, not all zero; only their proportions count.

        kind: "arithmetic", "geometric" or "harmonic".

        below: The least share of children, counted, that must be there.
    """
    is_there = ~np.isnan(children)
    carried = np.where(is_there, np.asarray(weights, float), 0.0)
    total = carried.sum(axis=1)
    is_weighed = carried > 0
    needs_positive = is_weighed & (kind != ARITHMETIC)
    is_zero, is_negative = needs_positive & (children == 0), needs_positive & (children < 0)
    has_mean = (is_there.mean(axis=1) >= below) & (total > 0) & ~is_negative.any(axis=1)
    values = np.full(len(children), np.nan)
    if has_mean.any():
        used = carried[has_mean] / total[has_mean, None]
        weighed, cells = np.where(is_weighed[has_mean], children[has_mean], 1.0), is_weighed[has_mean]
        lowest = np.where(cells, weighed, np.inf).min(axis=1)
        highest = np.where(cells, weighed, -np.inf).max(axis=1)
        # A mean lies among its parts, also where adding up goes wrong in the last digit.
        values[has_mean] = np.clip(_MEANS[kind](weighed, used), lowest, highest)
    return Mean(values, is_zero, is_negative)


def _arithmetic(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return (weights * values).sum(axis=1)


def _geometric(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithms = np.where(weights > 0, weights * np.log(values), 0.0)
    return np.exp(logarithms.sum(axis=1))


def _harmonic(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        reciprocals = np.where(weights > 0, weights / values, 0.0)
    return 1.0 / reciprocals.sum(axis=1)


_MEANS: Mapping[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    ARITHMETIC: _arithmetic,
    GEOMETRIC: _geometric,
    HARMONIC: _harmonic,
}
