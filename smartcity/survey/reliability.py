"""Whether the statements of a dimension measure one thing: Cronbach's alpha with the number of people behind it."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of *items* statements over the *count* respondents who answered all of them.

    *alpha* is None with fewer than two items or complete respondents, or when all of them have one and the same sum.
    """

    alpha: float | None
    count: int
    items: int


def reliability(answers: np.ndarray) -> Reliability:
    """Compute k / (k - 1) x (1 - sum of item variances / variance of the sums) over complete cases.

    Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16. Who left a statement blank
    is left out, since a sum over fewer statements is no sum of the scale.

    Args:
        answers: Respondents x items; NaN where there is no answer.
    """
    complete = answers[~np.isnan(answers).any(axis=1)]
    # Sums of the same numbers in another order differ in their last digit, and the rows have no order that matters.
    complete = np.ascontiguousarray(complete[np.lexsort(complete.T)])
    count, items = complete.shape
    if count < 2 or items < 2:
        return Reliability(None, count, items)
    whole = float(complete.sum(axis=1).var(ddof=1))
    if whole == 0:
        return Reliability(None, count, items)
    parts = float(complete.var(axis=0, ddof=1).sum())
    return Reliability(items / (items - 1) * (1 - parts / whole), count, items)
