"""The batch: statistics, scores and spreads of every region and year at once, here or on a cluster of Spark.

Takes an open warehouse and who is to count (`Here`, `Cluster`), gives what the pages show of one survey for all of
them, with the same held back. A figure has one definition whoever counts: the statement `answer_statistics`, which is
told to Spark in its own dialect, and the functions of `steps.py`, which are sent to where the rows are. Must not know
words, or who asks.
"""

from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from smartcity.gate.batch.here import Here
from smartcity.gate.batch.java import Unusable
from smartcity.gate.batch.steps import Steps
from smartcity.method.regions import load_site
from smartcity.survey.disclosure import without_few
from smartcity.warehouse import Warehouse

_SURVEY = ["year", "track", "region"]


class Counter(Protocol):
    """Who counts: each method gives one of the three tables, its rows in any order."""

    def statistics(self) -> pd.DataFrame:
        """Ask `answer_statistics`."""

    def scores(self, steps: Steps, statistics: pd.DataFrame) -> pd.DataFrame:
        """Take `steps.scores` of each year and track of *statistics*."""

    def spreads(self, steps: Steps) -> pd.DataFrame:
        """Take `steps.spreads` of the answers of each year, track and region."""


@dataclass(frozen=True)
class Everywhere:
    """Every region and year: *statistics* by statement, simulated *scores* by node, *spreads* by part of a survey."""

    statistics: pd.DataFrame
    scores: pd.DataFrame
    spreads: pd.DataFrame


def everywhere(warehouse: Warehouse, counter: Counter) -> Everywhere:
    """Let *counter* count everything that is loaded.

    Raises:
        Unusable: If nothing is loaded, or *counter* cannot count.
    """
    smallest = load_site().smallest_group
    marks = warehouse.query("marks_by_region")
    methods = {(method.year, method.track): method for method in warehouse.methods.every}
    steps = Steps(methods, marks.dropna(subset=["value"]), smallest)
    statistics = without_few(counter.statistics(), smallest)
    scores = [*steps.unsurveyed(statistics)]
    if len(statistics):
        scores.append(counter.scores(steps, statistics))
    if not scores:
        raise Unusable("nothing")
    return Everywhere(
        _ordered(statistics, "dimension", "item"),
        _ordered(pd.concat(scores, ignore_index=True), "node"),
        _ordered(counter.spreads(steps), "node"),
    )


def _ordered(rows: pd.DataFrame, *by: str) -> pd.DataFrame:
    return rows.sort_values([*_SURVEY, *by], ignore_index=True)
