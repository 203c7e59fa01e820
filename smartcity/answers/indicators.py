"""What an index of one's own can be made of: every indicator in the warehouse, and which region has it in which year.

A series of an indicator is an indicator of its own: two ways of measuring never share a column. A published score
stands on the region's best basis, which its cell keeps; simulations are no measurement and are not offered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.method import INDEX
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse

UNIT, YEAR = "unit", "year"
SCORES = "smart_city"
"""What the codes of published scores begin with."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator: its code in a definition, and either its name and series or the node it is the score of."""

    code: str
    indicator: str = ""
    series: str = ""
    node: str = ""


@dataclass(frozen=True)
class Measures:
    """All measures, and their values.

    *cells*: one row a measure, region and year: `code, region, year, value, basis, track, source, note, is_sample,
    versions, type, province`. *basis* and *track* are those of a score, missing for others; *versions* counts the
    different values that several files give, of which the file loaded last holds.
    """

    all: tuple[Measure, ...]
    cells: pd.DataFrame

    @property
    def by_code(self) -> Mapping[str, Measure]:
        """Measures keyed by code."""
        return {measure.code: measure for measure in self.all}

    def chosen(self, codes: Iterable[str], regions: Iterable[str], years: Iterable[int] = ()) -> pd.DataFrame:
        """Return the cells of *codes* and *regions*, of all years unless some are given."""
        cells = self.cells[self.cells["code"].isin(list(codes)) & self.cells["region"].isin(list(regions))]
        wanted = list(years)
        return cells[cells["year"].isin(wanted)] if wanted else cells


def measures(warehouse: Warehouse) -> Measures:
    """Load every measure with its values, related indicators first, then the index and its components."""
    return warehouse.remember(("measures",), lambda: _load(warehouse))


def _load(warehouse: Warehouse) -> Measures:
    site = load_site()
    cells = warehouse.query("measure_values", rounds=list(site.joined_rounds), track=site.track)
    keys = ["indicator", "series", "node"]
    cells[keys] = cells[keys].astype(object).where(cells[keys].notna(), "")
    nodes = tuple(dict.fromkeys((INDEX, *(code for method in warehouse.methods.all for code in method.weights))))
    kinds = sorted(
        dict.fromkeys(cells[keys].itertuples(index=False, name=None)),
        key=lambda kind: (kind[2] != "", nodes.index(kind[2]) if kind[2] in nodes else len(nodes), kind),
    )
    codes: dict[tuple[str, ...], str] = {}
    for kind in kinds:
        codes[kind] = _code(kind, set(codes.values()))
    cells["code"] = [codes[kind] for kind in cells[keys].itertuples(index=False, name=None)]
    return Measures(tuple(Measure(code, *kind) for kind, code in codes.items()), cells.drop(columns=keys))


def _code(kind: tuple[str, str, str], taken: set[str]) -> str:
    """Name a measure as a definition does: by indicator and series as they are written, or by the score's node.

    Two that would share a name (indicator "A B", and series "B" of indicator "A") stay apart.
    """
    indicator, series, node = kind
    code = f"{SCORES}.{node}" if node else f"{indicator} {series}".strip()
    while code in taken or code in (UNIT, YEAR):
        code += "*"
    return code


def regions(warehouse: Warehouse, among: str) -> tuple[str, ...]:
    """List the regions of a group of `answers.scores.groups()` by name; a province itself is in none of them."""
    rows = warehouse.query("regions")
    site = load_site()
    rows = rows[rows["type"] != "provinsi"]
    if among == site.province_code:
        rows = rows[rows["province"] == site.province]
    elif among in set(rows["type"]):
        rows = rows[rows["type"] == among]
    return tuple(rows["region"])


def wide(cells: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Spread *cells* into `unit, year` and one column per code, one row for each region and year with any value."""
    values = cells.pivot(index=["region", "year"], columns="code", values="value").rename_axis(index=[UNIT, YEAR])
    return values.reindex(columns=list(codes)).astype(float).rename_axis(columns=None).reset_index()
