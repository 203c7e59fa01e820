"""Which doubt matters most: first-order and total Sobol indices over whole doubts, for our rank and our index.

Each doubt is one factor, however many numbers it draws. Two independent samples A and B and, for each doubt i, the
sample A with only that doubt taken from B give both indices, by the estimators of Jansen 1999 (Saltelli et al. 2010,
table 2, c and f). With the variance taken from A and B as well, a doubt that changes nothing gets exactly zero, and one
that alone changes anything exactly one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.outlook.robustness.doubts import Doubt
from smartcity.outlook.robustness.draws import (
    DOUBTS,
    DRAWS,
    LEVEL,
    Manifest,
    batches,
    indices,
    manifest_of,
    stream_of,
)
from smartcity.outlook.robustness.field import Field
from smartcity.scoring.ranking import PRECISION

RANK, INDEX_VALUE = "rank", "index"
SENSITIVITY_COLUMNS = ("outcome", "doubt", "first", "first_low", "first_high", "total", "total_low", "total_high")

_RESAMPLES = 200


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Shares of the variance of our rank and of our index that the doubts explain.

    *rows*: `outcome, doubt, first, first_low, first_high, total, total_low, total_high`; *first* is the share that
    goes if the doubt alone were settled, *total* the share that stays if all others were. Low and high are the ends
    of the middle *level* of resampled estimates. Missing where the outcome does not vary (*variances*: 0).
    """

    manifest: Manifest
    level: float
    rows: pd.DataFrame
    variances: dict[str, float]


def sensitivity(
    field: Field,
    doubts: Sequence[Doubt],
    generator: np.random.Generator,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> Sensitivity:
    """Estimate how much of the variance of home's rank and index each doubt explains.

    Raises:
        Refused: If a doubt cannot be applied.
        ValueError: If home has no value under the doubts.
    """
    manifest = manifest_of(field, doubts, draws, generator)
    if field.home not in field.regions:
        raise ValueError(f"{field.home} is not among the regions")
    place = field.regions.index(field.home)
    streams = [[stream_of(generator, doubt.code, side) for doubt in doubts] for side in (0, 1)]
    parts = []
    for size in batches(field, draws):
        first, other = ([doubt.draw(field, stream, size) for doubt, stream in zip(doubts, side)] for side in streams)
        mixed = [[*first[:number], other[number], *first[number + 1 :]] for number in range(len(doubts))]
        parts.append([_outcomes(indices(field, shocks, size), place) for shocks in (first, other, *mixed)])
    runs = np.concatenate(parts, axis=2)
    if np.isnan(runs).any():
        raise ValueError(f"{field.home} has no value under these doubts")
    chance = stream_of(generator, DOUBTS[0], len(streams))
    resamples = chance.poisson(1.0, (_RESAMPLES, draws)).astype(float)
    tail = (1 - level) / 2
    rows, variances = [], {}
    for number, outcome in enumerate((INDEX_VALUE, RANK)):
        a, b, mixed = runs[0, number], runs[1, number], runs[2:, number]
        variances[outcome] = float(np.var([a, b]))
        first, total = sobol_indices(a, b, mixed)
        low, high = np.quantile(_estimates(a, b, mixed, resamples), [tail, 1 - tail], axis=0)
        for at, doubt in enumerate(doubts):
            ends = (first[at], low[0, at], high[0, at], total[at], low[1, at], high[1, at])
            rows.append((outcome, doubt.code, *map(float, ends)))
    return Sensitivity(manifest, level, pd.DataFrame(rows, columns=list(SENSITIVITY_COLUMNS)), variances)


def sobol_indices(a: np.ndarray, b: np.ndarray, mixed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Estimate first-order and total indices; NaN without variance.

    They estimate what `scipy.stats.sobol_indices` does; its first-order estimator (Saltelli et al. 2010, table 2, (b))
    leaves one doubt that explains everything with a few points more or less than that, and its import takes longer
    than a page may. SALib, the other usual implementation, needs a plotting library.

    Args:
        a: Outcomes of the sample A.

        b: Outcomes of the independent sample B.

        mixed: Factor x draw: outcomes of A with that one factor taken from B.
    """
    first, total = _estimates(a, b, mixed, np.ones((1, len(a))))[0]
    return first, total


def _estimates(a: np.ndarray, b: np.ndarray, mixed: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Estimate with the draws weighed as each row of *weights* says: resample x (first, total) x factor."""
    halves = np.vstack([(a - b) ** 2, (b - mixed) ** 2, (a - mixed) ** 2]) / 2
    means = (halves @ weights.T / weights.sum(axis=1)).T
    variance = np.where(means[:, :1] > 10.0 ** (-2 * PRECISION), means[:, :1], np.nan)
    count = len(mixed)
    return np.stack([1 - means[:, 1 : count + 1] / variance, means[:, count + 1 :] / variance], axis=1)


def _outcomes(drawn: np.ndarray, place: int) -> np.ndarray:
    """Return home's index and rank of each draw: 2 x draw."""
    values = np.round(drawn, PRECISION)
    own = values[:, [place]]
    rank = np.where(np.isnan(own[:, 0]), np.nan, 1 + (values > own).sum(axis=1))
    return np.stack([drawn[:, place], rank])
