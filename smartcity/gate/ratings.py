"""The satisfaction survey: which years have one, its index, and that of each service, never of a few."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.gate.answered import NO_SERVICE, tellable
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import load_skm
from smartcity.survey import OfService, Satisfaction, by_service, satisfaction, told
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows


@dataclass(frozen=True)
class Rated:
    """The satisfaction survey of one year: its files, the index of all, that of each service, and their elements.

    *elements* has the mean of each element by service, of those services of which no few ratings can be told from it.
    """

    files: tuple[str, ...]
    is_sample: bool
    result: Satisfaction
    services: tuple[OfService, ...]
    elements: Mapping[str | None, tuple[float | None, ...]]


def rated_years(warehouse: Warehouse) -> tuple[int | None, ...]:
    """List the years that have a satisfaction survey, the oldest first; None comes before them for forms undated."""
    years = people_rows(warehouse, "skm_years")["year"]
    return (*([None] if years.isna().any() else []), *sorted(int(year) for year in years.dropna()))


def rated(warehouse: Warehouse, year: int | None) -> Rated:
    """Give the satisfaction survey of a year, or of the forms without a date, made once for a build."""
    return warehouse.remember((rated.__qualname__, year), lambda: _rated(warehouse, year))


def _rated(warehouse: Warehouse, year: int | None) -> Rated:
    listed = people_rows(warehouse, "skm_years")
    row = listed[listed["year"].isna() if year is None else listed["year"] == year].iloc[0]
    ratings, rule, smallest = _ratings(warehouse, year), load_skm(), load_site().smallest_group
    result = told(satisfaction(ratings, rule, load_sampling().generator()), smallest)
    known = {"files": tuple(row["files"]), "is_sample": bool(row["is_sample"])}
    if result.count < smallest:
        nothing = Satisfaction(result.count, None, None, None, (), dict.fromkeys(result.by_weight), None)
        return Rated(**known, result=nothing, services=(), elements={})
    services = by_service(ratings, ratings["service"].to_list(), rule, load_sampling().generator(), smallest)
    return Rated(**known, result=result, services=services, elements=_elements(ratings, services, smallest))


def _ratings(warehouse: Warehouse, year: int | None) -> pd.DataFrame:
    """Lay the ratings out, one row a respondent: `service` and a column an element."""
    rows = people_rows(warehouse, "skm_answers", year=year)
    rows = rows[rows["year"].isna()] if year is None else rows
    services = rows.drop_duplicates("respondent").set_index("respondent")["service"]
    wide = rows.pivot(index="respondent", columns="element", values="value").reindex(columns=list(load_skm().codes))
    return wide.astype(float).assign(service=services)


def _elements(
    ratings: pd.DataFrame, services: tuple[OfService, ...], smallest: int
) -> dict[str | None, tuple[float | None, ...]]:
    given = ratings[list(load_skm().codes)].dropna(how="all")
    keys = ratings["service"][given.index].map(lambda name: NO_SERVICE if pd.isna(name) else normalise(name))
    hidden = frozenset(normalise(one.service or NO_SERVICE) for one in services if one.result is None)
    shown = tellable(given, keys, hidden, smallest)
    return {
        one.service: tuple(None if element.mean is None else float(element.mean) for element in one.result.elements)
        for one in services
        if one.result is not None and normalise(one.service or NO_SERVICE) in shown
    }
