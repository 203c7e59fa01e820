"""Solve for what is hidden: the least and the most that each whole number can be, given what is known of their sums."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def ranges_of(
    sums: Sequence[Sequence[float]],
    known: Sequence[float],
    least: Sequence[float],
    most: Sequence[float],
    slack: float = 0.0,
) -> list[tuple[int, int]]:
    """Find the least and the most of each unknown whole number.

    Args:
        sums: One row a sum: what each unknown counts in it.

        known: What each sum is.

        least: What each unknown is at least.

        most: What each unknown is at most.

        slack: How far a sum may lie from what is known of it, as a rounded one does.
    """
    count = len(least)
    if not count:
        return []
    low, high = (np.asarray(known, float) + sign * (slack + 1e-7) for sign in (-1, 1))
    within = LinearConstraint(np.atleast_2d(np.asarray(sums, float)), low, high)
    found = []
    for place in range(count):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(count)
            goal[place] = sign
            best = milp(goal, constraints=within, bounds=Bounds(least, most), integrality=np.ones(count))
            assert best.success, best.message
            ends.append(round(best.x[place]))
        found.append((ends[0], ends[1]))
    return found
