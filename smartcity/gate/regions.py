"""The surveys of several regions beside one another: how many forms there are, and how they were filled in."""

from collections.abc import Sequence

import pandas as pd

from smartcity.method.regions import load_site
from smartcity.survey import is_few
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows


def forms_by_region(warehouse: Warehouse, year: int, regions: Sequence[str]) -> pd.DataFrame:
    """Count the forms of a year by region: `region, count, lined, marked, is_sample`.

    *lined* and *marked* are shares of the answers to a dimension, of dimensions that not only few people answered. A
    share that would tell of few people, or of all but a few, is missing. Who asks sees to it that it is of *regions*
    that whoever asks may see.
    """
    smallest = load_site().smallest_group
    rows = people_rows(warehouse, "forms_by_region", year=year, regions=list(regions), smallest=smallest)
    for name in ("lined", "marked"):
        told = [
            own / count if count and not (is_few(own, smallest) or is_few(count - own, smallest)) else None
            for own, count in zip(rows[name].tolist(), rows["told"].tolist())
        ]
        rows[name] = pd.array(told, dtype="Float64").astype(float)
    return rows.drop(columns="told")
