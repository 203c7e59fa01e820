"""Several regions beside one another: who is behind with what, how surveys were filled in, how all are ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from smartcity import gate
from smartcity.answers import scores
from smartcity.answers.homes import homes
from smartcity.answers.readiness import readiness
from smartcity.method.regions import Home, acting_for
from smartcity.office.readiness import Readiness
from smartcity.warehouse import Warehouse, once_a_build

BASIS, INVENTED = "basis ", "invented "

YEARS_SHOWN = 5
"""So many published years stand side by side."""


@dataclass(frozen=True)
class Standing:
    """The published indices of regions: *years*, the oldest first, and *rows* with a column for each of them.

    Before these stand `region, province, rank`. A year's column is called by its number as a text, that
    of its bases has `BASIS` before that, of whether they are invented
    `INVENTED`; what is not
    published is missing. `rank` is the place by the newest year among the regions that have a figure, shared by equal
    ones.
    """

    years: tuple[int, ...]
    rows: pd.DataFrame
    bases: tuple[str, ...]
    is_sample: bool


def of_province(warehouse: Warehouse, province: str) -> tuple[Home, ...]:
    """List the regions of a province that the dashboard reaches."""
    return tuple(one for one in homes(warehouse).values() if one.province == province)


@once_a_build
def behind(warehouse: Warehouse, year: int, today: date, province: str) -> tuple[tuple[Home, Readiness | None], ...]:
    """Find how ready each region of a province is for the next round of a year; None where it has no rules for it.

    Each is asked for by itself, so it says what its own pages say.
    """
    found = []
    for home in of_province(warehouse, province):
        with acting_for(home):
            is_ruled = warehouse.methods.get(year, home.track) is not None
            found.append((home, readiness(warehouse, year, today) if is_ruled else None))
    return tuple(found)


@once_a_build
def quality(warehouse: Warehouse, year: int, province: str) -> pd.DataFrame:
    """Count the forms of each region of a province and how they were filled in, see `gate.forms_by_region`.

    A region without a form is there with none.
    """
    names = [one.home for one in of_province(warehouse, province)]
    rows = gate.forms_by_region(warehouse, year, names).set_index("region").reindex(names)
    rows["count"] = rows["count"].fillna(0).astype(int)
    rows["is_sample"] = rows["is_sample"].eq(True)
    return rows.rename_axis("region").reset_index()


@once_a_build
def standing(warehouse: Warehouse, until: int | None = None) -> Standing:
    """Lay the published indices of all regions that the dashboard reaches side by side, for the last years.

    *until* is the last year that is looked at, None for the newest: what is published later changes nothing before it.
    """
    published = scores.result_years(warehouse)
    years = tuple(year for year in published if until is None or year <= until)[-YEARS_SHOWN:]
    known = {one.home: one for one in homes(warehouse).values()}
    rows = pd.DataFrame({"region": list(known), "province": [one.province for one in known.values()]})
    tables = {year: _indices(warehouse, year, list(known)) for year in years}
    for year, table in tables.items():
        own = table.set_index("region")
        rows[str(year)] = rows["region"].map(own["value"]).astype(float)
        rows[f"{BASIS}{year}"] = rows["region"].map(own["basis"])
        rows[f"{INVENTED}{year}"] = rows["region"].map(own["is_sample"]).eq(True)
    together = pd.concat(tables.values()) if tables else pd.DataFrame(columns=["basis", "is_sample"])
    newest = rows[str(years[-1])] if years else pd.Series(dtype=float)
    rows["rank"] = newest.rank(method="min", ascending=False).astype("Int64")
    order = rows.sort_values(["rank", "region"], na_position="last", ignore_index=True)
    bases = tuple(dict.fromkeys(together["basis"]))
    return Standing(years, order, bases, bool(together["is_sample"].astype(bool).any()))


def _indices(warehouse: Warehouse, year: int, regions: Sequence[str]) -> pd.DataFrame:
    rows = scores.of_rounds(warehouse, "indices_of_year", year=year)
    return rows[rows["region"].isin(regions)]
