"""Dimensi: where are the holes, who owns what, what changed between lists, and which names may mean the same."""

from smartcity.exhibits.dimensions.agenda import agenda
from smartcity.exhibits.dimensions.coverage import counts_by_year, coverage
from smartcity.exhibits.dimensions.names import changes, near_names, stated_counts
from smartcity.exhibits.dimensions.owners import owners, partners

__all__ = [
    "agenda",
    "changes",
    "counts_by_year",
    "coverage",
    "near_names",
    "owners",
    "partners",
    "stated_counts",
]
