"""The answers about ranks by their former names, until their callers say movement and robustness."""

# ruff: noqa: F401

from smartcity.answers.movement import (
    Change,
    Recast,
    composed_year,
    moved,
    ranked_before,
    recast,
    usual_weights_year,
    weights_years,
)
from smartcity.answers.movement import Move as Moved
from smartcity.answers.robustness import Question as Asked
from smartcity.answers.robustness import Sureness as Sure
from smartcity.answers.robustness import (
    arena,
    assess,
    doubts_of,
    how_sure,
    influence_kept,
    influence_on,
    prospect,
)
