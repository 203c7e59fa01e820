"""Dimensi: where are the holes, who owns what, what changed between lists, and which names may mean the same?

Takes an open warehouse, the viewer's selection and the wording, gives exhibits of the innovation lists looked at
(`lists`), and of what happened when. What a list does not say is unknown, never zero. Must not know Streamlit, the
address bar or another page's exhibits.
"""

from smartcity.exhibits.dimensions.agenda import agenda, agenda_of_year
from smartcity.exhibits.dimensions.coverage import counts_by_year, coverage
from smartcity.exhibits.dimensions.names import changes, near_names, stated_counts
from smartcity.exhibits.dimensions.owners import owners, partners

__all__ = [
    "agenda",
    "agenda_of_year",
    "changes",
    "counts_by_year",
    "coverage",
    "near_names",
    "owners",
    "partners",
    "stated_counts",
]
