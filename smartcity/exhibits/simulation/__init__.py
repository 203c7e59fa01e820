"""Simulasi: what our own marks come to, where that would stand, what to raise next, and the cheapest plan to an aim.

Everything here is a simulation: the functions take a `View` of one scenario, since typed marks stand in no selection.
"""

from smartcity.exhibits.simulation.chances import chance_controls, chance_matters, chance_said, chance_sizes, chances
from smartcity.exhibits.simulation.compared import beside, compared
from smartcity.exhibits.simulation.nexts import all_items, nexts
from smartcity.exhibits.simulation.places import places
from smartcity.exhibits.simulation.planned import (
    aim_said,
    hindrances,
    is_planned,
    planned,
    steps_of,
    taken,
)
from smartcity.exhibits.simulation.result import index_said, result, result_message
from smartcity.exhibits.simulation.view import View, view_of, years
