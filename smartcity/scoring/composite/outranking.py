"""Rankings from comparing units two by two, in which a good group cannot pay for a bad one."""

from collections.abc import Sequence

import numpy as np

from smartcity.scoring.ranking import PRECISION

EVEN = 0.5
"""What two units have of each other when neither is ahead, or when no group has a value of both."""


def shares(values: np.ndarray, weights: Sequence[float]) -> np.ndarray:
    """Return, for each two units, the weight of the groups in which the first is ahead, half of it where they are even.

    Only groups with a value of both count, their weights rescaled, so that an empty cell speaks for neither and the
    order of the rows changes nothing. The diagonal is zero.

    Args:
        values: Units by groups; NaN is an empty cell.

        weights: One per group, not negative.
    """
    size = len(values)
    ahead, shared = np.zeros((size, size)), np.zeros((size, size))
    for column, weight in zip(values.round(PRECISION).T, weights):
        is_there = ~np.isnan(column)
        both = is_there[:, None] & is_there[None, :]
        difference = column[:, None] - column[None, :]
        ahead += weight * np.where(both, (difference > 0) + EVEN * (difference == 0), 0.0)
        shared += weight * both
    matrix = np.divide(ahead, shared, out=np.full((size, size), EVEN), where=shared > 0)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def copeland(matrix: np.ndarray) -> np.ndarray:
    """Count the units that each one beats, less those that beat it; more than half of the weight decides."""
    verdicts = np.sign((matrix - EVEN).round(PRECISION))
    np.fill_diagonal(verdicts, 0.0)
    return verdicts.sum(axis=1)


def borda(matrix: np.ndarray) -> np.ndarray:
    """Sum each unit's shares over all others: with every cell there, the weighted mean of the groups' Borda counts.

    A group's count is the number of units beaten there, and half of those it is even with.
    """
    return matrix.sum(axis=1)
