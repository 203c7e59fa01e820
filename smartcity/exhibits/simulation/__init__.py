"""Simulasi: what our own marks come to, where that would stand, what to raise next, and the cheapest plan to an aim.

Takes a `Trial` of one scenario, since typed marks stand in no selection, and gives exhibits and sentences; everything
here is a simulation. Must not know how marks are typed, saved or drawn.
"""

from smartcity.exhibits.simulation.chances import chance_controls, chance_matters, chance_said, chance_sizes, chances
from smartcity.exhibits.simulation.compared import beside, compared
from smartcity.exhibits.simulation.nexts import all_items, nexts
from smartcity.exhibits.simulation.places import places
from smartcity.exhibits.simulation.planned import aim_said, footing_note, hindrances, is_planned, plan_of, planned
from smartcity.exhibits.simulation.result import index_said, result, result_message
from smartcity.exhibits.simulation.tasks import taken, what_said
from smartcity.exhibits.simulation.trial import Trial, trial_of, usual_year, years
