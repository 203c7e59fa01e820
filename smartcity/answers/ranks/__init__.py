"""Why a rank moved and how sure it is, asked of the loaded figures; pages and command line share the answers."""

from smartcity.answers.ranks.arena import Arena, arena
from smartcity.answers.ranks.moves import (
    Change,
    Moved,
    Recast,
    composed_year,
    moved,
    ranked_before,
    recast,
    usual_weights_year,
    weights_years,
)
from smartcity.answers.ranks.prospect import prospect
from smartcity.answers.ranks.sureness import (
    Asked,
    Sure,
    assess,
    doubts_of,
    how_sure,
    influence_kept,
    influence_of,
    influence_on,
)

__all__ = [
    "Arena",
    "Asked",
    "Change",
    "Moved",
    "Recast",
    "Sure",
    "arena",
    "assess",
    "composed_year",
    "doubts_of",
    "how_sure",
    "influence_kept",
    "influence_of",
    "influence_on",
    "moved",
    "prospect",
    "ranked_before",
    "recast",
    "usual_weights_year",
    "weights_years",
]
