"""Peringkat: who is above us, how far, why did the rank move, and how sure is it?"""

from smartcity.exhibits.pages.parts import alone, below, beside, folded, opened
from smartcity.exhibits.ranks import claims, components, movement, robustness, standings

SECTIONS = {
    "posisi": (
        beside(standings.bump, standings.strip),
        below(claims.claims),
        alone(below(standings.national, asks=("among", "track", "search"))),
        alone(beside(standings.comparison, standings.tiles, asks=("region",))),
    ),
    "perpindahan": (
        alone(below(movement.moves, asks=("peers",))),
        beside(components.parts, movement.steps, when=movement.is_known),
        alone(below(components.back_cast, asks=("weights_year",))),
    ),
    "ketahanan": (
        below(robustness.acceptability),
        below(robustness.duels, robustness.matters, when=robustness.is_drawn),
        folded(robustness.drawn, when=robustness.is_drawn),
        opened("robustness.alone.title", robustness.alone, when=robustness.is_drawn),
    ),
}
