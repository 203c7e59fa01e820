"""Answers laid out as respondents x items, and their means."""

import numpy as np
import pandas as pd


def matrices(answers: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Lay answers out as respondents x items, one frame per dimension; NaN where there is no answer.

    Args:
        answers: `respondent, dimension, item, value`, one row an answer.
    """
    found = {}
    for dimension, own in answers.groupby("dimension", sort=False):
        rows, respondents = pd.factorize(own["respondent"])
        columns, items = pd.factorize(own["item"], sort=True)
        values = np.full((len(respondents), len(items)), np.nan)
        values[rows, columns] = own["value"].to_numpy(float)
        found[str(dimension)] = pd.DataFrame(values, index=respondents, columns=items)
    return found


def item_means(answers: np.ndarray) -> np.ndarray:
    """Mean of each item over the respondents who answered it; NaN for an item that nobody answered.

    Args:
        answers: Respondents x items; NaN where there is no answer.
    """
    is_answered = ~np.isnan(answers)
    return divided(np.where(is_answered, answers, 0.0).sum(axis=0), is_answered.sum(axis=0))


def mean_over_items(means: np.ndarray) -> np.ndarray:
    """Mean of item means along the last axis, items without one left out; NaN where none has one."""
    if means.shape[-1] == 1:
        return means[..., 0]
    is_there = ~np.isnan(means)
    if is_there.all():
        return means.mean(axis=-1) if means.shape[-1] else np.full(means.shape[:-1], np.nan)
    return divided(np.where(is_there, means, 0.0).sum(axis=-1), is_there.sum(axis=-1))


def mean_of_item_means(answers: np.ndarray) -> float:
    """Mean of the items' means, each over the respondents who answered it; NaN when nobody answered anything.

    Args:
        answers: Respondents x items; NaN where there is no answer.
    """
    return float(mean_over_items(item_means(answers)))


def in_order(answers: np.ndarray) -> np.ndarray:
    """Sort the respondents by their answers, so that a seeded draw does not depend on the order of the rows."""
    if not answers.size:
        return answers
    return np.ascontiguousarray(answers[np.lexsort(np.nan_to_num(answers, nan=-1.0).T)])


def divided(sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Divide where the count is not zero; NaN elsewhere."""
    if np.all(counts):
        return sums / counts
    blank = np.full(np.broadcast(sums, counts).shape, np.nan)
    return np.divide(sums, counts, where=np.asarray(counts) > 0, out=blank)
