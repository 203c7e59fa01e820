"""Survey arithmetic: means and the spread of their answers, counts that may be shown, what is doubtful."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

DRAWS = 999
LEVEL = 0.95
"""Resamples and the share of them between the ends of a spread; how an interval is drawn, not a rule of the method."""

_CELLS_AT_ONCE = 2_000_000

SHOWN, SMALL, COMPLEMENT = "shown", "small", "complement"
"""A count that is shown; one hidden for being small; one hidden so that the small ones cannot be computed."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The ends of the middle share of resampled means, on the answer scale."""

    low: float
    high: float


def mean_of_item_means(answers: np.ndarray) -> float:
    """Mean of the items' means, each over the respondents who answered it; NaN when nobody answered anything.

    Args:
        answers: Respondents x items; NaN where there is no answer.
    """
    return float(_weighted_means(np.ones((1, len(answers))), answers)[0]) if len(answers) else float("nan")


def answer_spread(
    answers: np.ndarray, generator: np.random.Generator, draws: int = DRAWS, level: float = LEVEL
) -> Spread | None:
    """Percentile bootstrap of `mean_of_item_means` over respondents; None with fewer than two of them.

    It describes how much the answers vary. Respondents are chosen, not drawn by lot, so it is no margin of error.
    The same as `scipy.stats.bootstrap(method="percentile")`, whose import alone takes longer than a page may.

    Args:
        answers: Respondents x items; NaN where there is no answer.

        generator: The source of chance; the same one gives the same spread.

        draws: How many resamples.

        level: The share of resampled means between the ends.
    """
    count = len(answers)
    if count < 2:
        return None
    means = []
    batch = max(1, _CELLS_AT_ONCE // count)
    for start in range(0, draws, batch):
        size = min(batch, draws - start)
        drawn = generator.integers(0, count, (size, count))
        places = drawn + count * np.arange(size)[:, None]
        weights = np.bincount(places.ravel(), minlength=size * count).reshape(size, count)
        means.append(_weighted_means(weights, answers))
    low, high = np.nanquantile(np.concatenate(means), [(1 - level) / 2, (1 + level) / 2])
    return Spread(float(low), float(high))


def _weighted_means(weights: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Mean of item means for each row of *weights*, which says how often each respondent counts."""
    is_answered = ~np.isnan(answers)
    sums = weights @ np.where(is_answered, answers, 0.0)
    counts = weights @ is_answered
    means = np.divide(sums, counts, where=counts > 0, out=np.zeros(sums.shape))
    items = (counts > 0).sum(axis=1)
    blank = np.full(len(weights), np.nan)
    return np.divide(means.sum(axis=1), items, where=items > 0, out=blank)


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


def shown_counts(counts: Sequence[int], smallest: int) -> tuple[str, ...]:
    """Say of each group whether its count may be shown, when the total of all is known.

    Groups smaller than *smallest* are hidden. When the total would still tell one of them, the smallest other groups
    are hidden too, until each hidden small count could be at least two numbers or nothing is left to hide.

    Args:
        counts: People per group, each at least one.

        smallest: The smallest number of people that may be shown.

    Returns:
        For each group `SHOWN`, `SMALL` or `COMPLEMENT`.
    """
    states = [SMALL if count < smallest else SHOWN for count in counts]
    while _is_told(counts, states, smallest):
        shown = [place for place, state in enumerate(states) if state == SHOWN]
        if not shown:
            break
        states[min(shown, key=lambda place: counts[place])] = COMPLEMENT
    return tuple(states)


def _is_told(counts: Sequence[int], states: Sequence[str], smallest: int) -> bool:
    """Whether the total less what is shown leaves only one number possible for a small group."""
    others = states.count(SMALL) - 1
    if others < 0:
        return False
    complements = states.count(COMPLEMENT)
    hidden = sum(count for count, state in zip(counts, states) if state != SHOWN)
    most_of_others = np.inf if complements else others * (smallest - 1)
    least = max(1, hidden - most_of_others)
    most = min(smallest - 1, hidden - others - complements * smallest)
    return least >= most


def repeated(people: pd.Series) -> pd.Series:
    """Mark the rows whose person stands in more than one row; rows without a known person are never marked.

    Args:
        people: The keyed hash of each row's person; missing or empty when unknown.
    """
    known = people.fillna("") != ""
    return known & people.duplicated(keep=False)


def split_dimensions(parts: pd.DataFrame) -> frozenset[str]:
    """Name the dimensions whose form was split: nobody there answered more than one of several sub-dimensions.

    Then the quota holds for each sub-dimension, while otherwise one respondent answers a whole dimension.

    Args:
        parts: `dimension, sub_dimension, most_parts`: in how many parts its busiest respondent has an answer.
    """
    found = parts.groupby("dimension")["most_parts"].agg(["size", "max"])
    return frozenset(found.index[(found["size"] > 1) & (found["max"] == 1)])


def running_total(days: pd.Series) -> pd.DataFrame:
    """Count rows per day: `day, count, cumulative`, the first day first; rows without a day are left out.

    Args:
        days: The day of each row as ISO text; missing when unknown.
    """
    counts = days.dropna().value_counts().sort_index()
    return pd.DataFrame(
        {"day": counts.index.to_numpy(), "count": counts.to_numpy(), "cumulative": counts.cumsum().to_numpy()}
    )


@dataclass(frozen=True, slots=True)
class Pace:
    """Days from the first to the last, both counted, and how many more are needed at the same pace."""

    elapsed: int
    remaining: int


def days_needed(days: pd.DataFrame, missing: int) -> Pace:
    """Work out the pace so far, quiet days included, and the whole days that *missing* more people take at it.

    Args:
        days: `day` (ISO text), `count`, the first day first; at least one row.

        missing: How many people are still needed.
    """
    first, last = (date.fromisoformat(str(days["day"].iloc[place])[:10]) for place in (0, -1))
    elapsed = (last - first).days + 1
    return Pace(elapsed, math.ceil(missing * elapsed / int(days["count"].sum())))
