"""Ragam jawaban: how much a mean varies when the respondents are resampled, by percentile or BCa bootstrap.

Of thousands the resampled means are normally distributed, and are drawn so: resampling them would hold up who reads. It
describes the answers. Respondents are chosen, not drawn by lot, so it is no margin of error of the population. The
same as `scipy.stats.bootstrap` (the tests compare the two), made with one matrix product for all items of a dimension
at once, because importing scipy.stats alone takes longer than a page may.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from smartcity.method.sampling import load_sampling
from smartcity.survey.means import divided, in_order, mean_over_items

DRAWS, LEVEL = load_sampling().draws, load_sampling().level
"""Resamples, and the share of them between the ends of a spread."""

PERCENTILE, BCA, NORMAL = "percentile", "bca", "normal"

_CELLS_AT_ONCE = 65_536
"""Respondents x resamples that are counted in one go: few enough for the processor's cache, and for a matrix product
that needs no second thread, which on a busy machine costs more than it gives."""

_SAME = 1e-9
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Spread:
    """The ends of the middle share of resampled means, on the answer scale, and the *way* they were found."""

    low: float
    high: float
    way: str = PERCENTILE


@dataclass(frozen=True)
class Resamples:
    """Item means of the answers (*means*), of each resample (*drawn*), and without each respondent (*without*).

    Items are the columns of all three; NaN where nobody answered the item. *is_normal* says that the resampled means
    were drawn from their normal distribution.
    """

    means: np.ndarray
    drawn: np.ndarray
    without: np.ndarray
    is_normal: bool = False

    @property
    def count(self) -> int:
        """How many respondents were resampled."""
        return len(self.without)


def resample(
    answers: np.ndarray, generator: np.random.Generator, draws: int = DRAWS, normal_beyond: float | None = None
) -> Resamples:
    """Resample respondents with replacement; the order of the rows does not matter.

    Args:
        answers: Respondents x items; NaN where there is no answer.

        generator: The source of chance; the same one gives the same resamples.

        draws: How many resamples.

        normal_beyond: How many answers the items must have, those that have any, for their means to be drawn from a
            normal distribution; that of the configuration when None.
    """
    ordered = in_order(np.asarray(answers, float))
    count, items = ordered.shape
    is_answered = ~np.isnan(ordered)
    given = np.where(is_answered, ordered, 0.0)
    present = None if is_answered.all() else is_answered.astype(float)
    totals, counts = given.sum(axis=0), is_answered.sum(axis=0)
    means, without = divided(totals, counts), divided(totals - given, counts - is_answered)
    least = load_sampling().normal_beyond if normal_beyond is None else normal_beyond
    if counts.any() and counts[counts > 0].min() > least:
        return Resamples(means, _drawn_normally(ordered, means, counts, generator, draws), without, is_normal=True)
    drawn = np.empty((draws if count else 0, items))
    batch = max(1, _CELLS_AT_ONCE // max(count, 1))
    begins = count * np.arange(batch)[:, None]
    for start in range(0, len(drawn), batch):
        size = min(batch, draws - start)
        places = generator.integers(0, count, (size, count))
        places += begins[:size]
        weights = np.bincount(places.ravel(), minlength=size * count).reshape(size, count).astype(float)
        sums = weights @ given
        drawn[start : start + size] = sums / count if present is None else divided(sums, weights @ present)
    return Resamples(means, drawn, without)


def _drawn_normally(
    answers: np.ndarray, means: np.ndarray, counts: np.ndarray, generator: np.random.Generator, draws: int
) -> np.ndarray:
    """Draw item means with the covariance that resampling gives them, none beyond the answers that there are.

    A mean moves by what each respondent's answer is away from it, over how many answered: the infinitesimal jackknife
    (Efron 1982, The jackknife, the bootstrap and other resampling plans, chapter 6).
    """
    has_any = counts > 0
    own, drawn = answers[:, has_any], np.full((draws, len(means)), np.nan)
    influence = np.nan_to_num((own - means[has_any]) / counts[has_any])
    found = generator.multivariate_normal(means[has_any], influence.T @ influence, draws, check_valid="ignore")
    drawn[:, has_any] = np.clip(found, np.nanmin(own, axis=0), np.nanmax(own, axis=0))
    return drawn


def spread_of(
    resamples: Resamples,
    items: Sequence[int] | None = None,
    level: float = LEVEL,
    bca_from: float | None = None,
) -> Spread | None:
    """Find the spread of the mean of item means; None with fewer than two respondents or without any answer.

    The ends are those of the percentile bootstrap, or of the BCa bootstrap (Efron 1987, Better bootstrap confidence
    intervals, JASA 82) when one of its ends lies further than *bca_from* from the other's. Means that were drawn from a
    normal distribution are not skewed, and need no correction.

    Args:
        resamples: What `resample` made.

        items: The places of the items that count; all of them when None.

        level: The share of resampled means between the ends.

        bca_from: How far an end must differ; that of the configuration when None.
    """
    if resamples.count < 2:
        return None
    chosen = slice(None) if items is None else list(items)
    drawn = np.sort(mean_over_items(resamples.drawn[:, chosen]))
    drawn = drawn[: np.searchsorted(drawn, np.nan)]
    if not len(drawn):
        return None
    tails = ((1 - level) / 2, (1 + level) / 2)
    plain = quantiles(drawn, tails)
    if resamples.is_normal:
        return Spread(*plain, NORMAL)
    mean = float(mean_over_items(resamples.means[chosen]))
    shifted = _bca_tails(mean, drawn, mean_over_items(resamples.without[:, chosen]), tails)
    if shifted is not None:
        corrected = quantiles(drawn, shifted)
        least = load_sampling().bca_from if bca_from is None else bca_from
        if max(abs(one - other) for one, other in zip(corrected, plain)) > least:
            return Spread(*corrected, BCA)
    return Spread(*plain)


def quantiles(ordered: np.ndarray, shares: Sequence[float]) -> tuple[float, ...]:
    """Read quantiles off sorted values, between two of them by a straight line as `numpy.quantile` does."""
    places = [share * (len(ordered) - 1) for share in shares]
    lower = [int(place) for place in places]
    upper = [min(place + 1, len(ordered) - 1) for place in lower]
    return tuple(
        float(ordered[one] + (ordered[other] - ordered[one]) * (place - one))
        for place, one, other in zip(places, lower, upper)
    )


def _bca_tails(
    mean: float, drawn: np.ndarray, without: np.ndarray, tails: tuple[float, float]
) -> tuple[float, float] | None:
    """Shift the *tails* for bias and skewness; None where the resamples allow no correction.

    *drawn* is sorted. Equal values count half, and values that differ by rounding only are equal.
    """
    below = np.searchsorted(drawn, mean - _SAME) + np.searchsorted(drawn, mean + _SAME, side="right")
    share = below / (2 * len(drawn))
    left = without[~np.isnan(without)]
    moved = left.mean() - left if len(left) else left
    squares = float((moved**2).sum())
    if not 0 < share < 1 or squares <= _SAME**2:
        return None
    bias = _NORMAL.inv_cdf(share)
    # Efron's acceleration: the skewness of the influence of single respondents over three factorial.
    acceleration = float((moved**3).sum()) / squares**1.5 / math.factorial(3)
    shifted = []
    for tail in tails:
        point = bias + _NORMAL.inv_cdf(tail)
        if acceleration * point >= 1:
            return None
        shifted.append(_NORMAL.cdf(bias + point / (1 - acceleration * point)))
    return shifted[0], shifted[1]
