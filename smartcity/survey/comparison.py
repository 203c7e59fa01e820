"""Whether a later survey says something else than an earlier one, or the same within the spread of its answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smartcity.method import Method
from smartcity.survey.means import mean_over_items
from smartcity.survey.spread import LEVEL, Resamples, Spread

EQUAL, UP, DOWN = "equal", "up", "down"

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two means, later less earlier, the *spread* of that difference, and its *direction*.

    `EQUAL` ("setara") when the spread holds zero, its ends included; else `UP` or `DOWN`.
    """

    direction: str
    difference: float
    spread: Spread


def compare(
    before: Resamples,
    after: Resamples,
    before_items: Sequence[int] | None = None,
    after_items: Sequence[int] | None = None,
    level: float = LEVEL,
) -> Change | None:
    """Compare the means of two surveys that resampled different people; None where either has too few for a spread.

    The difference is taken resample by resample, and its spread is that of the percentile bootstrap. Both must have as
    many resamples.

    Args:
        before: Resamples of the earlier answers.

        after: Resamples of the later answers, made with other chance.

        before_items: The places of the statements that are in both; all when None.

        after_items: The places of the same statements in the later answers.

        level: The share of resampled differences between the ends.
    """
    if before.count < 2 or after.count < 2:
        return None
    old, new = (slice(None) if items is None else list(items) for items in (before_items, after_items))
    difference = float(mean_over_items(after.means[new]) - mean_over_items(before.means[old]))
    drawn = mean_over_items(after.drawn[:, new]) - mean_over_items(before.drawn[:, old])
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return None
    low, high = (float(end) for end in np.quantile(drawn, ((1 - level) / 2, (1 + level) / 2)))
    direction = UP if low > _SAME else DOWN if high < -_SAME else EQUAL
    return Change(direction, difference, Spread(low, high))


def shared_items(before: Method, after: Method) -> tuple[str, ...]:
    """List the statements that two methods ask in the same words, by code; only these are joined over the years."""
    earlier = {item.code: item for item in before.survey_items}
    return tuple(
        item.code
        for item in after.survey_items
        if item.code in earlier and dict(earlier[item.code].meaning) == dict(item.meaning)
    )
