"""The regions for which the dashboard can be asked: the home region, those of its province, or all that are known."""

from collections.abc import Mapping

import pandas as pd

from smartcity.answers import scores
from smartcity.method.layout import normalise
from smartcity.method.regions import NATION, PROVINCE, Home, configured_site
from smartcity.warehouse import Warehouse, once_a_build

GROUP_OF_PROVINCE = "provinsi"
"""How the regions of another province than the home region's are called as a group."""


def homes(warehouse: Warehouse) -> Mapping[str, Home]:
    """Return the regions that the dashboard reaches, by their codes, the configured home region first.

    A region's code is that of the statistics office, else its name as an address can hold it; its usual track is that
    of its last published result, else the home region's.
    """
    return _homes(warehouse, configured_site().reach)


@once_a_build
def _homes(warehouse: Warehouse, reach: str) -> Mapping[str, Home]:
    site = configured_site()
    own = Home(site.home, site.home_code, site.track, site.province, site.province_code)
    if not site.is_of_many:
        return {own.home_code: own}
    rows = warehouse.query("homes", rounds=list(site.joined_rounds))
    if reach == PROVINCE:
        rows = rows[rows["province"] == site.province]
    others = (_home(row) for row in rows.itertuples(index=False) if row.region != site.home)
    return {own.home_code: own} | {one.home_code: one for one in others}


def home_of(warehouse: Warehouse, region: str) -> Home | None:
    """Return the home that *region* names in any way; None where the dashboard reaches no such region."""
    known, named = homes(warehouse), scores.regions(warehouse).find(region)
    return known.get(region) or next((one for one in known.values() if named and one.home == named.name), None)


def provinces(warehouse: Warehouse) -> tuple[str, ...]:
    """List the provinces of the regions that the dashboard reaches, that of the home region first."""
    named = dict.fromkeys(one.province for one in homes(warehouse).values() if one.province)
    return tuple(named) if configured_site().reach == NATION else tuple(named)[:1]


def _home(row: tuple) -> Home:
    site = configured_site()
    code = row.code or normalise(row.region).replace(" ", "-")
    group = site.province_code if row.province == site.province else GROUP_OF_PROVINCE
    return Home(row.region, code, site.track if pd.isna(row.track) else str(row.track), row.province, group)
