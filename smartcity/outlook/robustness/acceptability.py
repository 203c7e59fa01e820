"""How sure a rank is: the share of draws in which each region has each rank, and in which we are above each peer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.outlook.robustness.doubts import Doubt
from smartcity.outlook.robustness.draws import DRAWS, LEVEL, Manifest, batches, drawn_indices, manifest_of
from smartcity.outlook.robustness.field import Field
from smartcity.scoring.ranking import PRECISION, ranks

DUEL_COLUMNS = ("region", "above", "level", "below")


@dataclass(frozen=True, eq=False)
class Robustness:
    """How sure the ranks of a field are under the doubts of its manifest.

    *rows*, by rank without any doubt, then name: `region, value, rank, expected, low, high, keeps, index_mean,
    index_low, index_high`; value and rank are those without any doubt (missing for a region that has no figure),
    *expected* the mean rank, *low* to *high* the ranks that hold the middle *level* of the draws, *keeps* the share of
    draws with the rank of *rank*.
    *acceptability* (region x rank): the share of draws in which the region has the rank. A region's shares sum to 1.
    Ties share the best rank, so a rank's shares sum to 1 only where no draw has ties; a rank after a tie stays empty.
    *duels*: `region, above, level, below`: the share of draws in which home is above each other region, level with it
    or below it; they sum to 1. Empty when home has no value.
    *unranked*: regions that have no value and were given none.
    """

    manifest: Manifest
    level: float
    rows: pd.DataFrame
    acceptability: pd.DataFrame
    duels: pd.DataFrame
    unranked: tuple[str, ...]


def robustness(
    field: Field,
    doubts: Sequence[Doubt],
    generator: np.random.Generator,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> Robustness:
    """Draw the field's indices under *doubts* and count ranks.

    The same seed gives each doubt the same draws, alone or with others, whatever the order of the rows was.

    Raises:
        Refused: If a doubt cannot be applied; its lacks say what is missing.
    """
    manifest = manifest_of(field, doubts, draws, generator)
    drawn = drawn_indices(field, doubts, draws, generator)
    is_ranked = ~np.isnan(drawn[0])
    values = np.round(drawn[:, is_ranked], PRECISION)
    names = field.names(is_ranked)
    shares = rank_shares(values, [*batches(field, draws)])
    values = np.ascontiguousarray(values.T)
    known = pd.Series(field.values[is_ranked], index=list(names), dtype=float)
    cumulated = np.cumsum(shares, axis=1)
    places = np.arange(1, len(names) + 1)
    own = ranks(known)
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail], axis=1) if len(names) else np.empty((2, 0))
    rows = pd.DataFrame(
        {
            "region": list(names),
            "value": known.to_numpy(),
            "rank": own.array,
            "expected": shares @ places,
            "low": _first_beyond(cumulated, tail),
            "high": _first_beyond(cumulated, 1 - tail),
            "keeps": [np.nan if pd.isna(rank) else shares[place, rank - 1] for place, rank in enumerate(own)],
            "index_mean": values.mean(axis=1),
            "index_low": low,
            "index_high": high,
        }
    )
    order = rows.sort_values(["rank", "expected", "region"]).index.to_numpy()
    table = pd.DataFrame(shares, index=pd.Index(names, name="region"), columns=pd.Index(places, name="rank"))
    return Robustness(
        manifest=manifest,
        level=level,
        rows=rows.loc[order].reset_index(drop=True),
        acceptability=table.iloc[order],
        duels=_duels(values, names, order, field.home),
        unranked=field.names(~is_ranked),
    )


def _ordered(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Order each draw from the highest: the regions' numbers, and how many regions are truly above each.

    Value and number share one whole number, since numpy sorts those several times faster than it finds an order.
    """
    count = values.shape[1]
    bits = max(count - 1, 0).bit_length()
    keys = np.rint(values * -(10.0**PRECISION)).astype(np.int64) << bits | np.arange(count)
    keys.sort(axis=1)
    better = np.zeros(values.shape, int)
    levels = keys >> bits
    better[:, 1:] = np.where(levels[:, 1:] != levels[:, :-1], np.arange(1, count), 0)
    np.maximum.accumulate(better, axis=1, out=better)
    return keys & ((1 << bits) - 1), better


def rank_shares(values: np.ndarray, sizes: list[int]) -> np.ndarray:
    """Count how often each region has each rank: region x rank, as shares of the draws."""
    draws, count = values.shape
    counts = np.zeros(count * count)
    start = 0
    for size in sizes:
        order, better = _ordered(values[start : start + size])
        counts += np.bincount((order * count + better).ravel(), minlength=count * count)
        start += size
    return counts.reshape(count, count) / draws


def _first_beyond(cumulated: np.ndarray, share: float) -> np.ndarray:
    """Find the first rank at which the cumulated shares reach *share*, within what adding up may lose."""
    return (cumulated < share - 10.0**-PRECISION).sum(axis=1) + 1


def _duels(values: np.ndarray, names: tuple[str, ...], order: np.ndarray, home: str) -> pd.DataFrame:
    """Count how often home is above, level with and below each other region; *values* is region x draw."""
    if home not in names:
        return pd.DataFrame(columns=list(DUEL_COLUMNS))
    place = names.index(home)
    others = [number for number in order if number != place]
    above, level, below = (
        np.count_nonzero(compare(values[place], values), axis=1)[others] / values.shape[1]
        for compare in (np.greater, np.equal, np.less)
    )
    return pd.DataFrame({"region": [names[n] for n in others], "above": above, "level": level, "below": below})
