"""Dimensi: where are the holes?"""

from smartcity.exhibits import dimensions
from smartcity.exhibits.pages.parts import below, folded

SECTIONS = {
    "cakupan": (below(dimensions.coverage, dimensions.stated_counts), folded(dimensions.counts_by_year)),
    "pemilik": (below(dimensions.owners, dimensions.partners),),
    "perubahan": (below(dimensions.changes, dimensions.near_names, asks=("other_list",)),),
    "agenda": (below(dimensions.agenda),),
}
