"""Rankings from comparing units two by two, in which a good group cannot pay for a bad one."""

from collections.abc import Callable, Sequence

import numpy as np

from smartcity.scoring.ranking import PRECISION

EVEN = 0.5
"""What two units have of each other when neither is ahead, or when no group has a value of both."""


BLOCK = 1 << 17
"""Pairs of units that are compared at once, as many as stay near the processor: sixteen times as many take twice as
long, and all pairs of fourteen thousand units would take gigabytes."""


def outranked(
    values: np.ndarray, weights: Sequence[float], scores: Sequence[Callable[[np.ndarray, int], np.ndarray]]
) -> list[np.ndarray]:
    """Score every unit against all others by each of *scores*, `copeland` or `borda`, some units at a time."""
    height = max(BLOCK // max(len(values), 1), 1)
    parts: list[list[np.ndarray]] = [[] for _ in scores]
    for first in range(0, len(values), height):
        matrix = shares(values, weights, slice(first, first + height))
        for part, score in zip(parts, scores):
            part.append(score(matrix, first))
    return [np.concatenate(part) if part else np.empty(0) for part in parts]


def shares(values: np.ndarray, weights: Sequence[float], own: slice = slice(None)) -> np.ndarray:
    """Return, for each two units, the weight of the groups in which the first is ahead, half of it where they are even.

    Only groups with a value of both count, their weights rescaled, so that an empty cell speaks for neither and the
    order of the rows changes nothing. The diagonal is zero.

    Args:
        values: Units by groups; NaN is an empty cell.

        weights: One per group, not negative.

        own: Of which units the rows are returned.
    """
    size = len(values[own]), len(values)
    ahead, shared = np.zeros(size), np.zeros(size)
    for column, weight in zip(values.round(PRECISION).T, weights):
        is_there = ~np.isnan(column)
        both = is_there[own, None] & is_there[None, :]
        difference = column[own, None] - column[None, :]
        ahead += weight * np.where(both, (difference > 0) + EVEN * (difference == 0), 0.0)
        shared += weight * both
    matrix = np.divide(ahead, shared, out=np.full(size, EVEN), where=shared > 0)
    _clear_diagonal(matrix, own.start or 0)
    return matrix


def _clear_diagonal(matrix: np.ndarray, first: int) -> None:
    """Set what a unit has of itself to nothing; the first row is that of the unit number *first*."""
    rows = np.arange(len(matrix))
    matrix[rows, rows + first] = 0.0


def copeland(matrix: np.ndarray, first: int = 0) -> np.ndarray:
    """Count the units that each one beats, less those that beat it; more than half of the weight decides."""
    verdicts = np.sign((matrix - EVEN).round(PRECISION))
    _clear_diagonal(verdicts, first)
    return verdicts.sum(axis=1)


def borda(matrix: np.ndarray, first: int = 0) -> np.ndarray:
    """Sum each unit's shares over all others: with every cell there, the weighted mean of the groups' Borda counts.

    A group's count is the number of units beaten there, and half of those it is even with.
    """
    return matrix.sum(axis=1)
