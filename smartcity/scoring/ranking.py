"""Ranks among regions: ties shared, each with the group it was made in; what has no value is listed, not ranked."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

PRECISION = 9
"""Digits at which computed values are compared, so that the order of adding up cannot part two equal scores."""

OFFICIAL_ORDER = OFFICIAL, PRESS, DERIVED, SIMULASI = ("official", "press", "derived", "simulasi")
"""Which basis speaks when a region has more than one value for a year: the ministry first."""


@dataclass(frozen=True)
class Ranking:
    """Ranks of one year within one group.

    *rows*: `rank, region, value, basis, ...` by rank, ties in order of name. *unranked*: `region, reason` for those of
    the group without a value. *count* is out of how many a rank is.
    """

    year: int
    among: str
    rows: pd.DataFrame
    unranked: pd.DataFrame

    @property
    def count(self) -> int:
        """How many regions of the group have a value."""
        return len(self.rows)

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases of the figures that the ranks are made of; a rank itself is computed from them."""
        return tuple(dict.fromkeys(self.rows["basis"]))

    def of(self, region: str) -> int | None:
        """Return the rank of *region*, or None when it is not ranked."""
        own = self.rows.loc[self.rows["region"] == region, "rank"]
        return int(own.iloc[0]) if len(own) else None


def ranks(values: pd.Series, within: pd.Series | None = None) -> pd.Series:
    """Rank values, the highest first; equal values share the best rank (1, 2, 2, 4); missing ones have none.

    Each group of *within* is ranked by itself.
    """
    rounded = values.round(PRECISION)
    compared = rounded if within is None else rounded.groupby(within)
    return compared.rank(method="min", ascending=False).astype("Int64")


def rank(year: int, among: str, values: pd.DataFrame, group: Mapping[str, str]) -> Ranking:
    """Rank the regions of *group* by `value`.

    Args:
        year: The year of the values.

        among: The code of the group, such as "national".

        values: `region, value` and whatever should stay beside them; one row per region. For an official table the
            value is the published figure, so that recomputed digits never reorder what was printed.

        group: Every region of the group with the reason to give when it has no value.
    """
    own = values[values["region"].isin(list(group)) & values["value"].notna()].copy()
    own.insert(0, "rank", ranks(own["value"]))
    own = own.sort_values(["rank", "region"], ignore_index=True)
    missing = sorted({*group} - {*own["region"]})
    unranked = pd.DataFrame({"region": missing, "reason": [group[region] for region in missing]})
    return Ranking(year, among, own, unranked)


def gaps(ranking: Ranking, home: str) -> pd.DataFrame:
    """Distance of every ranked region to *home*: `region, rank, value, gap` (positive: above us)."""
    rows = ranking.rows[["region", "rank", "value"]].copy()
    own = rows.loc[rows["region"] == home, "value"]
    rows["gap"] = rows["value"] - (own.iloc[0] if len(own) else np.nan)
    return rows


def differs(value: float, published: float, tolerance: float) -> bool:
    """Say whether a recomputed value lies further from the published one than the year's table allows."""
    return abs(value - published) > tolerance + 10**-PRECISION
