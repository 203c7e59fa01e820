"""The batch on this machine: DuckDB counts, and each survey is described as its rows come by."""

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa

from smartcity.gate.batch.steps import Steps
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows, stream_people_rows

_SURVEY = ("year", "track", "region")


class Here:
    """Counts in the process that has the warehouse open."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def statistics(self) -> pd.DataFrame:
        """Ask the warehouse."""
        warehouse = self._warehouse
        return people_rows(warehouse, "answer_statistics")

    def scores(self, steps: Steps, statistics: pd.DataFrame) -> pd.DataFrame:
        """Score one year and track after the other."""
        made = [steps.scores(own) for _, own in statistics.groupby(["year", "track"])]
        return pd.concat(made, ignore_index=True)

    def spreads(self, steps: Steps) -> pd.DataFrame:
        """Describe one survey after the other; no more than one and a bit is held."""
        warehouse = self._warehouse
        made = [steps.spreads(own) for own in _surveys(stream_people_rows(warehouse, "answers_by_region"))]
        return pd.concat(made, ignore_index=True) if made else steps.nothing


def _surveys(batches: Iterator[pa.RecordBatch]) -> Iterator[pd.DataFrame]:
    """Cut rows that come in the order of their surveys into these."""
    held: list[pd.DataFrame] = []
    for batch in batches:
        rows = batch.to_pandas()
        for _, own in rows.groupby([*_SURVEY], sort=False):
            if held and any(own[name].iloc[0] != held[0][name].iloc[0] for name in _SURVEY):
                yield pd.concat(held, ignore_index=True)
                held.clear()
            held.append(own)
    if held:
        yield pd.concat(held, ignore_index=True)
