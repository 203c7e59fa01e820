"""Peringkat and Simulasi: how sure is a rank, under which doubts, and which of them matters most?

The functions of a page take warehouse, selection and words; `shares`, `duels_of`, `influence` and `drawn_of` take a
`View`, so that a scenario is shown in the same way: `View(assess(arena(..., scenario=...)), ...)`.
"""

from smartcity.exhibits.ranks.robustness.acceptability import acceptability, shares, shares_message
from smartcity.exhibits.ranks.robustness.alone import alone
from smartcity.exhibits.ranks.robustness.controls import Control, controls, controls_of, sizes, sizes_of
from smartcity.exhibits.ranks.robustness.duels import duels, duels_message, duels_of
from smartcity.exhibits.ranks.robustness.influence import influence, influence_message, matters
from smartcity.exhibits.ranks.robustness.lacks import lack_said
from smartcity.exhibits.ranks.robustness.manifest import drawn, drawn_of, manifest_said
from smartcity.exhibits.ranks.robustness.view import View, is_drawn

__all__ = [
    "Control",
    "View",
    "acceptability",
    "alone",
    "controls",
    "controls_of",
    "drawn",
    "drawn_of",
    "duels",
    "duels_message",
    "duels_of",
    "influence",
    "influence_message",
    "is_drawn",
    "lack_said",
    "manifest_said",
    "matters",
    "shares",
    "shares_message",
    "sizes",
    "sizes_of",
]
