"""Among whom a supposed index would stand: published figures of the other regions, of the newest year that has them."""

from dataclasses import dataclass

import pandas as pd

from smartcity.answers import scores
from smartcity.method.regions import load_site
from smartcity.outlook.planning import Target, target_of_rank
from smartcity.scoring.ranking import PRECISION, Ranking, ranks
from smartcity.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class Peers:
    """The other regions of a group with their published figures of *year*; the home region is left out.

    *others*: `region, value, basis, track`, the highest first. *silent* take part in that year and published nothing.
    """

    year: int
    among: str
    others: pd.DataFrame
    silent: tuple[str, ...]
    is_sample: bool

    @property
    def count(self) -> int:
        """Out of how many a rank is: the others and us."""
        return len(self.others) + 1

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases of the others' figures."""
        return tuple(dict.fromkeys(self.others["basis"]))

    def rank(self, index: float) -> int:
        """Rank an index among the others; equal values share the best rank."""
        values = pd.concat([pd.Series([index]), self.others["value"].astype(float)], ignore_index=True)
        return int(ranks(values).iloc[0])

    def target(self, rank: int) -> Target | None:
        """Say which index shares *rank*; None when the rank is the last one, which any index has."""
        return target_of_rank(rank, self.others["value"].astype(float))

    def next_above(self, index: float) -> pd.Series | None:
        """Return the nearest of the others that is above *index*; None for who is first."""
        above = self.others[self.others["value"].astype(float).round(PRECISION) > round(index, PRECISION)]
        return None if above.empty else above.iloc[-1]


def peers(warehouse: Warehouse, year: int, among: str) -> Peers | None:
    """Find the others of a group: of *year* where they published, else of the newest year before, else the newest.

    Beyond the province only a whole national table that holds the home region counts, and the newest one speaks
    whatever the year: a rank in the nation is asked of the last published table.

    Raises:
        KeyError: If *among* is not a group.
    """
    site = load_site()
    known = warehouse.query("years", rounds=list(site.joined_rounds))
    years = sorted(int(one) for one in known.loc[known["has_results"], "year"])
    is_province = among == site.province_code
    order = [one for one in reversed(years) if one <= year or not is_province]
    order += [one for one in reversed(years) if one not in order]
    for one in order:
        if not is_province and scores.national_table(warehouse, one) is None:
            continue
        made = scores.ranking(warehouse, one, among)
        found = _without_home(made, site.home)
        if len(found.others):
            return found
    return None


def _without_home(made: Ranking, home: str) -> Peers:
    rows = made.rows[made.rows["region"] != home]
    silent = made.unranked.loc[made.unranked["reason"] == scores.NOT_PUBLISHED, "region"]
    return Peers(
        made.year,
        made.among,
        rows[["region", "value", "basis", "track"]].reset_index(drop=True),
        tuple(region for region in silent if region != home),
        bool(rows["is_sample"].any()),
    )
