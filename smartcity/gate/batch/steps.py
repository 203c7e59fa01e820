"""The steps of the batch that are no statement: what becomes of one survey, wherever its rows are. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.method import Method
from smartcity.scoring.scores import simulate
from smartcity.survey.disclosure import told_all
from smartcity.survey.means import matrices

SCORES = {
    "year": "bigint",
    "track": "string",
    "region": "string",
    "node": "string",
    "value": "double",
    "n": "bigint",
    "coverage": "double",
    "is_sample": "boolean",
}
SPREADS = {
    "year": "bigint",
    "track": "string",
    "region": "string",
    "node": "string",
    "n": "bigint",
    "mean": "double",
    "low": "double",
    "high": "double",
    "way": "string",
}
"""The columns of each table with their types, as SQL calls them."""


@dataclass(frozen=True)
class Steps:
    """What the steps need besides rows: the rules by year and track, self-assessed *marks*, the smallest group."""

    methods: Mapping[tuple[int, str], Method]
    marks: pd.DataFrame
    smallest: int

    def scores(self, statistics: pd.DataFrame) -> pd.DataFrame:
        """Score all regions of one year and track by what their people said and what they marked themselves."""
        return self._scored(*_key(statistics, "year", "track"), statistics)

    def unsurveyed(self, statistics: pd.DataFrame) -> Iterator[pd.DataFrame]:
        """Score the years and tracks that have marks and no survey."""
        pairs = (set(zip(rows["year"].astype(int), rows["track"])) for rows in (self.marks, statistics))
        for year, track in sorted(set.difference(*pairs)):
            yield self._scored(year, track, statistics.iloc[:0])

    def spreads(self, answers: pd.DataFrame) -> pd.DataFrame:
        """Describe each dimension and part of one survey of one region, as its own page does; few are not told of."""
        year, track, region = _key(answers, "year", "track", "region")
        described = told_all(matrices(answers), self.methods[year, track], self.smallest)
        nodes = [node for one in described for node in (one.whole, *(part.whole for part in one.parts)) if node.count]
        rows = [
            (year, track, region, node.code, node.count, node.mean)
            + ((None,) * 3 if node.spread is None else (node.spread.low, node.spread.high, node.spread.way))
            for node in nodes
        ]
        return _typed(pd.DataFrame(rows, columns=list(SPREADS)))

    @property
    def nothing(self) -> pd.DataFrame:
        """The spreads of no survey."""
        return _typed(pd.DataFrame(columns=list(SPREADS)))

    def _scored(self, year: int, track: str, statistics: pd.DataFrame) -> pd.DataFrame:
        method = self.methods.get((year, track))
        made = simulate(self.marks, statistics, method) if method else None
        if made is None:
            return _typed(pd.DataFrame(columns=list(SCORES)))
        rows = made.scored.scores
        items = {item.code for item in method.items}
        rows = rows[~rows["node"].isin(items)]
        own = rows.assign(year=year, track=track, is_sample=rows["region"].isin(made.invented))
        return _typed(own[list(SCORES)])


def _key(rows: pd.DataFrame, *names: str) -> tuple:
    first = rows.iloc[0]
    return tuple(int(first[name]) if name == "year" else str(first[name]) for name in names)


_PANDAS = {"bigint": "int64", "double": "float64", "boolean": "bool", "string": "str"}


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their types, so that tables of no rows can be laid beside others."""
    types = SCORES if "value" in rows else SPREADS
    return rows.astype({name: _PANDAS[kind] for name, kind in types.items()}).reset_index(drop=True)
